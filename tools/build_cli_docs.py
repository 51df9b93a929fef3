"""Write the reference in docs/cli.md from the help of the commands (`make docs`); with --check only compare."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from jobscreen.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
BEGIN = "<!-- reference: written by 'make docs' from the help of the commands; do not edit below -->\n"


def commands() -> list[str]:
    """Return the names of the commands, in the order of the help."""
    group = get_command(app)
    return list(group.list_commands(None))  # type: ignore[attr-defined]


def help_of(*command: str) -> str:
    """Return a command's help as it prints in 80 columns."""
    # The help wraps at the width of the terminal, which differs from machine to machine.
    result = CliRunner().invoke(app, [*command, "--help"], prog_name="jobscreen", env={"COLUMNS": "80"})
    if result.exit_code:
        raise SystemExit(f"The help of {command} fails: {result.output}")
    return "\n".join(line.rstrip() for line in result.output.splitlines())


def reference() -> Iterator[str]:
    """Yield the lines of the reference."""
    for command in ([], *([name] for name in commands())):
        yield f"\n### `{' '.join(['jobscreen', *command])}`\n"
        yield f"```text\n{help_of(*command)}\n```"


def page() -> str:
    """Return the page as it should be."""
    written, mark, _ = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    if not mark:
        raise SystemExit(f"{PAGE.name} has no line {BEGIN.strip()!r}.")
    return written + mark + "\n".join(reference()) + "\n"


def main() -> None:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 where the page is not up to date")
    wanted = page()
    if parser.parse_args().check:
        sys.exit(
            "docs/cli.md is not up to date: run 'make docs'." if PAGE.read_text(encoding="utf-8") != wanted else 0
        )
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()

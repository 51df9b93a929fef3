"""The pages say what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from jobscreen.cli import app
from jobscreen.cli.frame import EXIT_CODES


def test_the_reference_of_the_command_line_is_up_to_date(root: Path) -> None:
    check = [sys.executable, str(root / "tools" / "build_cli_docs.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_is_described(root: Path) -> None:
    commands = [info.name or info.callback.__name__ for info in app.registered_commands if info.callback]
    assert len(commands) >= 5
    page = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [name for name in commands if f"### `jobscreen {name}`" not in page] == []


def test_exit_codes_in_help_and_page_agree(root: Path) -> None:
    page = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    table = page.partition("## Exit codes")[2].partition("\n## ")[0]
    assert re.findall(r"^\| (\d+) \|", table, flags=re.M) == re.findall(r"\b(\d+) \w", EXIT_CODES)


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_locks_are_pinned_and_name_no_host(root: Path, name: str) -> None:
    lines = (root / "requirements" / name).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith(("#", " "))]
    assert len(pins) > 30
    assert [line for line in pins if not re.match(r"[a-z0-9_.-]+==[\w.]+", line)] == []
    assert [
        line for line in lines if "//" in line or (line.lstrip().startswith("--") and "--hash=" not in line)
    ] == []


def test_make_targets_in_the_pages_exist(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    pages = [*root.glob("*.md"), *(root / "docs").glob("*.md")]
    named = {name for page in pages for name in re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8"))}
    assert named
    assert named - targets == set()


def test_readme_shows_the_measured_figures() -> None:
    command = [sys.executable, "tools/build_readme.py", "--check"]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

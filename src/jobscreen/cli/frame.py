"""The frame that the commands hang on: the app, its exit codes, and how errors reach the user."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from jobscreen import __version__
from jobscreen.errors import JobscreenError, MissingExtraError
from jobscreen.explain import plain

__all__ = ["EXIT_CODES", "FAILED", "FLAGGED", "MISSING_EXTRA", "app", "known_language", "need_extra"]

#: Exit codes beside 0 (done) and 2 (wrong usage, set by the parser of the command line).
FAILED: Final = 3
MISSING_EXTRA: Final = 4
FLAGGED: Final = 10
EXIT_CODES: Final = (
    "Exit codes: 0 done; 2 wrong usage; 3 bad input, a limit or the model; 4 an optional dependency is missing; "
    "10 the ad is flagged (only with 'score --exit-code')."
)
#: The order of the commands in the help: what most people need first.
_ORDER: Final = ("score", "demo", "indicators", "train", "evaluate")


class _Commands(TyperGroup):
    """The commands; errors of the library end in one line on stderr and an exit code, without a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(super().list_commands(ctx), key=lambda name: (*_ORDER, name).index(name))

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except JobscreenError as error:
            typer.echo(f"Error: {plain(str(error), 600)}", err=True)
            raise typer.Exit(MISSING_EXTRA if isinstance(error, MissingExtraError) else FAILED) from error


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    # Plain help, so that docs/cli.md can hold it; plain tracebacks, because pretty ones show local variables: ads.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=f"Example: jobscreen score --file ad.txt\n\n{EXIT_CODES}",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jobscreen {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read job ads and say how likely each is a lure into a scam compound, with reasons."""


def known_language(lang: str) -> str:
    """Return a language of messages as it came; refuse one that has no messages.

    Examples
    --------
    >>> known_language("en")
    'en'
    """
    from jobscreen.messages import catalogue_languages

    if lang not in catalogue_languages():
        raise typer.BadParameter(f"no messages in that language. Available: {', '.join(catalogue_languages())}.")
    return lang


def need_extra(module: str, extra: str) -> Any:
    """Import a module that needs an extra.

    Raises
    ------
    MissingExtraError
        If one of the packages that come with the extra is not installed.

    Examples
    --------
    >>> need_extra("json", "train").dumps(1)
    '1'
    >>> need_extra("surely_not_installed", "train")
    Traceback (most recent call last):
    ...
    jobscreen.errors.MissingExtraError: 'surely_not_installed' is not installed; ... pip install 'jobscreen[train]'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = (error.name or module).partition(".")[0]
        if package == "jobscreen":  # a part of ours: no extra brings it
            raise
        raise MissingExtraError(package, extra=extra) from error

"""The command ``indicators``: what the signs are called and what they mean."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from jobscreen.cli.frame import app, known_language

__all__ = ["indicators"]


@app.command(epilog="Example: jobscreen indicators --json")
def indicators(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list instead of a table.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the messages.", callback=known_language)] = "en",
) -> None:
    """List the signs that are looked for, with their meaning.

    Ids are the same in every language; names and meanings come in the language that is asked for.
    """
    from jobscreen.indicators import INDICATORS
    from jobscreen.messages import catalogue

    words = catalogue(lang)["indicators"]
    rows = [{"id": item.id, **words[item.id]} for item in INDICATORS]
    if as_json:
        typer.echo(json.dumps(rows, indent=1))
        return
    from jobscreen.cli.tables import console, indicator_table

    console().print(indicator_table(rows))

"""The commands ``score`` and ``demo``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

import typer

from jobscreen.cli.frame import FLAGGED, app, known_language
from jobscreen.cli.inputs import ad_from

__all__ = ["demo", "score"]

_DEMO: Final = Path(__file__).parents[1] / "data" / "demo_ads.jsonl"
_Model = Annotated[
    Path | None, typer.Option(help="Folder of a model; by default the one that comes with jobscreen.")
]
_EXAMPLES: Final = (
    "\b\nExamples:\n"
    '  jobscreen score "Typist wanted, free flight, write to our messenger"\n'
    "  jobscreen score --file ad.txt --lang vi\n"
    "  cat ad.txt | jobscreen score --json"
)


# Extra arguments are let through to be refused below: the parser's own message would repeat them, and they are
# most likely the words of an ad that somebody forgot to put in quotes.
@app.command(epilog=_EXAMPLES, context_settings={"allow_extra_args": True})
def score(  # one parameter per option; nobody calls it by position
    ctx: typer.Context,
    ad: Annotated[
        str | None, typer.Argument(help="The ad, in quotes; without it and --file, stdin is read.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="Text file with the ad: UTF-8, or UTF-16 with a mark.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the screening as one line of JSON.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the explanation.", callback=known_language)] = "en",
    model: _Model = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 10 if the ad is flagged.")] = False,
) -> None:
    """Screen one ad and say why.

    Prints the level, the risk, the reasons with the words they stand on, what speaks in favour, and what to check.
    """
    if ctx.args:
        raise typer.BadParameter(f"the ad came as {len(ctx.args) + 1} arguments; put it in quotes.")
    text = ad_from(ad, file)
    from jobscreen.screener import Screener

    screening = Screener.load(model).score(text)
    if as_json:
        typer.echo(screening.to_json())
    else:
        from jobscreen.cli.tables import console, evidence_table, headline

        typer.echo(f"{headline(screening)}\n\n{screening.explain(lang)}\n")
        console().print(evidence_table(screening, lang))
    if exit_code and screening.flagged:
        raise typer.Exit(FLAGGED)


@app.command(epilog="Example: jobscreen demo")
def demo(model: _Model = None) -> None:
    """Screen twelve invented ads and print a table."""
    from jobscreen.cli.tables import console, demo_table, tally
    from jobscreen.screener import Screener

    ads = [json.loads(line) for line in _DEMO.read_text(encoding="utf-8").splitlines()]
    screener = Screener.load(model)
    screenings = list(screener.score_many(ad["text"] for ad in ads))
    console().print(demo_table(ads, screenings))
    typer.echo(f"{tally(screenings)} Model: {screener.model.name}. All ads are invented.")
    typer.echo('A low level is no promise of safety. Screen an ad of your own: jobscreen score "..."')

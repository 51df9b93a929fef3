"""How screenings look in a terminal: readable in 100 columns, and without colour where the output is piped."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jobscreen.explain import plain
from jobscreen.messages import catalogue
from jobscreen.screening import Evidence, Screening

__all__ = ["console", "demo_table", "evidence_table", "headline", "indicator_table", "percent", "tally"]

#: Width where no terminal tells its own.
_WIDTH: Final = 100
#: Most rows of evidence that are shown; --json has all.
_ROWS: Final = 15
_STYLES: Final = {"low": "green", "elevated": "bold yellow", "high": "bold red"}


def console() -> Console:
    """Return a console on stdout that takes nothing in a text for markup.

    Examples
    --------
    >>> console().width
    100
    """
    width = None if sys.stdout.isatty() else _WIDTH
    return Console(width=width, markup=False, emoji=False, highlight=False)


def percent(probability: float) -> str:
    """Return a probability in whole percent, never as certain as 0 % or 100 %.

    Examples
    --------
    >>> percent(0.423), percent(0.0004), percent(0.9999)
    ('42%', '<1%', '>99%')
    """
    if probability < 0.01:
        return "<1%"
    return ">99%" if probability > 0.99 else f"{probability:.0%}"


def headline(screening: Screening) -> str:
    """Return the result in one line."""
    return (
        f"{screening.level.upper()}   lure {percent(screening.risk)}   any fraud {percent(screening.fraud)}   "
        f"language {plain(screening.language)}   model {plain(screening.model)}"
    )


def tally(screenings: Iterable[Screening]) -> str:
    """Return how many screenings have each level, as a sentence."""
    levels = Counter(screening.level for screening in screenings)
    counts = ", ".join(f"{levels[level]} {level}" for level in ("high", "elevated", "low"))
    return f"{levels.total()} ads: {counts}."


def evidence_table(screening: Screening, lang: str = "en") -> Table:
    """Return the evidence with its weights; with the base, the weights of all evidence are the log-odds."""
    absent = catalogue(lang)["labels"]["not_found"]
    table = _table("Evidence, strongest first. Weights are log-odds: above zero speaks for, below zero against.")
    table.add_column("lure", justify="right", no_wrap=True)
    table.add_column("fraud", justify="right", no_wrap=True)
    table.add_column("sign", no_wrap=True)
    table.add_column("words in the ad", ratio=1)
    table.add_column("place", justify="right", no_wrap=True)
    for item in screening.evidence[:_ROWS]:
        place = "" if item.start is None else f"{item.start}-{item.end}"
        words = plain(item.text) if item.text else "" if item.indicator == "wording.rest" else f"({absent})"
        _add(table, f"{item.weight:+.2f}", f"{item.fraud_weight:+.2f}", item.indicator, words, place)
    left = screening.evidence[_ROWS:]
    if left:
        lure, fraud = sum(item.weight for item in left), sum(item.fraud_weight for item in left)
        _add(table, f"{lure:+.2f}", f"{fraud:+.2f}", f"{len(left)} more", "(--json shows all)", "")
    _add(
        table,
        f"{screening.intercept:+.2f}",
        f"{screening.fraud_intercept:+.2f}",
        "base",
        "(an ad without signs)",
        "",
    )
    return table


def demo_table(ads: Sequence[Mapping[str, str]], screenings: Sequence[Screening]) -> Table:
    """Return one row per ad: what it is, how it was screened, the strongest reasons with their words."""
    table = _table("Ads that come with jobscreen, and what it says about them", leading=1)
    table.add_column("ad", no_wrap=True)
    table.add_column("what it is", width=25)
    table.add_column("level", no_wrap=True)
    table.add_column("lure", justify="right", no_wrap=True)
    table.add_column("fraud", justify="right", no_wrap=True)
    table.add_column("strongest reasons", ratio=1)
    for ad, screening in zip(ads, screenings, strict=True):
        level = screening.level.upper() if screening.flagged else screening.level
        table.add_row(
            Text(f"{ad['id']}\n{ad['lang']}"),
            Text(plain(ad["note"], 300)),
            Text(level, style=_STYLES[screening.level]),
            percent(screening.risk),
            percent(screening.fraud),
            Text("\n".join(_reason_lines(screening))),
        )
    return table


def indicator_table(rows: Iterable[Mapping[str, str]]) -> Table:
    """Return one row per indicator: id, name, what it means."""
    table = _table(None, leading=1)
    table.add_column("id", no_wrap=True)
    table.add_column("name", width=22)
    table.add_column("what it means", ratio=1)
    for row in rows:
        _add(table, row["id"], row["name"], f"{row['found']} {row['why']}")
    return table


def _reason_lines(screening: Screening) -> list[str]:
    """Return the strongest reasons, "+" for and "-" against; an ad that looks honest shows first why it does."""
    names = catalogue("en")["indicators"]
    reasons = _one_each(screening.reasons(len(screening.evidence)))
    against = _one_each(item for item in screening.evidence if item.weight < 0)
    suspected = screening.flagged or screening.fraud >= 0.5
    favour, reasons = ([], reasons[:3]) if suspected else (against[:2], reasons[:1])
    chosen = [*(("-", item) for item in favour), *(("+", item) for item in reasons)]
    return [f"{sign} {names[item.indicator]['name']}: {_words(item)}" for sign, item in chosen]


def _one_each(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Keep the first, that is strongest, evidence of each named indicator."""
    first: dict[str, Evidence] = {}
    for item in evidence:
        if not item.indicator.startswith("wording"):
            first.setdefault(item.indicator, item)
    return list(first.values())


def _words(item: Evidence) -> str:
    return f"“{plain(item.text, 48)}”" if item.text else catalogue("en")["labels"]["not_found"]


def _table(title: str | None, leading: int = 0) -> Table:
    return Table(
        title=title, title_justify="left", title_style="", box=box.SIMPLE_HEAD, leading=leading, expand=True
    )


def _add(table: Table, *cells: str) -> None:
    table.add_row(*(Text(cell) for cell in cells))

"""A screening in words and in HTML, for people."""

from __future__ import annotations

from html import escape
from typing import Final

from jobscreen.messages import catalogue
from jobscreen.screening import Evidence, Screening

__all__ = ["explanation", "html", "plain"]

_REASONS: Final = 6
_IN_FAVOUR: Final = ("legit.", "context.")
#: Controls that would reorder what stands around them on a page, our own labels included.
_REORDERING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
#: Colours of the families in the highlighted ad; each is readable under black text.
_COLOURS: Final = {
    "pay": "#ffd9a0", "relocation": "#ffb3b3", "travel": "#ffc9de", "employer": "#e0ccff", "contact": "#c9d7ff",
    "role": "#bfe8ff", "require": "#c6f0ea", "pressure": "#ffe39c", "control": "#ffbfa8", "perk": "#f2e2c4",
    "fee": "#f5c6c6", "fraud": "#f5c6c6", "evasion": "#d9d9d9", "legit": "#c9efc4", "context": "#d8f0b8",
    "wording": "#eeeeee",
}  # fmt: skip


def plain(text: str, limit: int = 80) -> str:
    r"""Return words of an ad on one line, without control characters, cut to ``limit`` characters.

    Terminal escapes and bidi controls of an ad must not reach a terminal.

    Examples
    --------
    >>> plain("free\x1b[31m flight\n and room")
    'free[31m flight and room'
    """
    line = "".join(char if char.isprintable() else " " if char.isspace() else "" for char in text)
    line = " ".join(line.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def explanation(screening: Screening, lang: str = "en") -> str:
    """Return the result in the reader's language: level, reasons with the words they stand on, what to check.

    Raises
    ------
    InputError
        If there are no messages in that language.
    """
    words = catalogue(lang)
    labels = words["labels"]
    lines = [words["levels"][screening.level], f"{labels['risk']}: {screening.risk:.0%}"]
    if screening.fraud - screening.risk >= 0.5:
        lines.append(words["fraud"])
    lines += [f"! {plain(warning, 300)}" for warning in screening.warnings]
    against = [item for item in screening.reasons(_REASONS) if not item.indicator.startswith(_IN_FAVOUR)]
    lines += _section(labels["reasons"], against, lang, labels["not_found"])
    favour = [item for item in screening.evidence if item.indicator.startswith(_IN_FAVOUR) and item.weight < 0]
    lines += _section(labels["in_favour"], favour[:3], lang, labels["not_found"])
    asks = dict.fromkeys(words["indicators"][item.indicator]["ask"] for item in against)
    if asks:
        lines += ["", f"{labels['check']}:", *(f"- {ask}" for ask in asks)]
    return "\n".join([*lines, "", words["disclaimer"]])


def _section(title: str, items: list[Evidence], lang: str, absent: str) -> list[str]:
    if not items:
        return []
    by_indicator: dict[str, list[str]] = {}
    for item in items:
        quoted = f"“{plain(item.text)}”" if item.text else absent
        spans = by_indicator.setdefault(item.indicator, [])
        if quoted not in spans:
            spans.append(quoted)
    words = catalogue(lang)["indicators"]
    lines = ["", f"{title}:"]
    for indicator, spans in by_indicator.items():
        entry = words[indicator]
        lines.append(f"- {entry['name']}: {', '.join(spans[:3])}. {entry['found']} {entry['why']}")
    return lines


def html(screening: Screening) -> str:
    """Return the ad with its evidence highlighted, for notebooks; everything from the ad is escaped."""
    body: list[str] = []
    position = 0
    for item in _flat(screening.evidence):
        start, end = item.start or 0, item.end or 0
        body.append(_escaped(screening.text[position:start]))
        colour = _COLOURS.get(item.indicator.partition(".")[0], "#eeeeee")
        title = escape(f"{item.indicator} {item.weight:+.2f}: {item.message}", quote=True)
        marked = _escaped(screening.text[start:end])
        body.append(
            f'<mark style="background:{colour};color:#000;padding:0 .15em;border-radius:.2em" title="{title}">'
            f"{marked}<sub> {escape(item.indicator)}</sub></mark>"
        )
        position = end
    body.append(_escaped(screening.text[position:]))
    head = f"<b>{escape(screening.level)}</b> · risk {screening.risk:.1%} · any fraud {screening.fraud:.1%}"
    notes = "".join(f"<div>⚠ {escape(warning)}</div>" for warning in screening.warnings)
    return (
        f'<div style="font-family:sans-serif;line-height:1.7"><div>{head}</div>{notes}'
        f'<div dir="auto" style="white-space:pre-wrap">{"".join(body)}</div></div>'
    )


def _escaped(text: str) -> str:
    return escape(text.translate(_REORDERING))


def _flat(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Choose spans that do not overlap, the strongest first, in the order of the text."""
    chosen: list[Evidence] = []
    for item in evidence:
        if item.start is None or item.end is None or item.indicator.startswith("wording"):
            continue
        if all(item.end <= (other.start or 0) or item.start >= (other.end or 0) for other in chosen):
            chosen.append(item)
    return sorted(chosen, key=lambda item: item.start or 0)

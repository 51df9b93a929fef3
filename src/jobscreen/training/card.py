"""The model card: what the model is, how it was made and measured, what a result does not mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from jobscreen.model.linear import LinearModel

__all__ = ["build_card"]

_INTRO: Final = """\
# Model card: {name}

**What it does.** Reads one job ad and gives the probability that it is a lure of the kind that draws people into
forced online fraud (scam compounds), the probability of any recruitment fraud, a level, and the evidence: which
words, which sign, how much it weighed.

**What a low score does NOT mean.** It is no promise of safety. A careful recruiter writes an ad like an honest one,
moves the talk to a messenger, and names the real place later; the model sees only the text it is given. In the
evaluation below one lure in {missed} was not flagged.

**What a high score does not mean.** It is no proof and no verdict on an employer. About {real_flagged} of ordinary
job-board ads are flagged, and of honest ads written to look alike (small shops by messenger, warnings that quote
lures, honest work in border towns) far more: {written_flagged}. A person must look at every flag.

**Who it is for.** Caseworkers, job seekers and job boards, to decide what to look at first. Not for: refusing a
person anything, judging a nationality or a country (neither is ever evidence), or deciding alone.

## How it works

Two logistic regressions in a row (is it a lure; if not, is it other fraud) over {indicators} language-neutral
indicators and hashed words of the text without contacts, amounts, places and countries. Weights are shrunk towards
the strength that the documents give each sign, and none may go against its meaning. The weights shown are the
model's own: intercept and weights add up to the log-odds. Risks are calibrated for a mix of 10 % lures, 10 % other
fraud, 80 % legit: ads that someone found worth checking. `elevated` starts at {elevated:.3f}, `high` at {high:.3f}.

Languages whose wording it has learnt: {languages}. In others only indicators count, and of those only what needs no
words of that language; the screening then carries a warning.
"""

_LIMITS: Final = """
## Known limits

- The lures are written from fact cards of documented cases, not collected; {lures} of them. Real ads will differ in
  ways that these figures do not show.
- Lures, look-alikes and warnings have the same few writers. Pairs, companies and near-copies stay on one side of
  every split, but a writer's habits do not.
- Other fraud of the kinds written here (placement fees, mules, identity theft) is found poorly: see the table.
- Informal honest ads in Simplified Chinese ({worst_source}) are flagged most of all real sources: {worst_share}.
- Scale of the wording and of the indicators was chosen among six settings on the same folds that are reported; the
  figures are that much too kind.
"""


def build_card(model: LinearModel, about: Mapping[str, Any], evaluation: Mapping[str, Any] | None) -> str:
    """Return the card as Markdown.

    Parameters
    ----------
    model : LinearModel
        The model.
    about : mapping
        What the manifest says of its training.
    evaluation : mapping or None
        What ``jobscreen evaluate`` wrote; without it the card says that the model was not measured.
    """
    if evaluation is None:
        return f"# Model card: {model.name}\n\nNot measured. Run `jobscreen evaluate`, then train again.\n"
    headline = evaluation["headline"]
    missed = 1 / max(1 - headline["lures_flagged"]["value"], 1e-3)
    sources = evaluation["legit_real_by_source"]
    worst = max(sources, key=lambda name: sources[name]["flagged"])
    parts = [
        _INTRO.format(
            name=model.name,
            missed=f"{missed:.0f}",
            real_flagged=_percent(headline["real_ads_flagged"]["value"]),
            written_flagged=_percent(evaluation["by_label"]["legit, written"]["flagged"]),
            indicators=model.indicators.shape[1],
            elevated=model.elevated,
            high=model.high,
            languages=", ".join(sorted(model.languages)),
        ),
        "\n## Training data\n\n| label, kind | ads |\n|---|---|\n",
        *(f"| {name} | {count:,} |\n" for name, count in about["training"]["ads"].items()),
        "\n## Measured\n\nNested cross-validation; calibration and thresholds from the inner folds;\n"
        "95 % intervals over groups (pair, company, near-copies).\n\n"
        "| figure | value | interval | ads |\n|---|---|---|---|\n",
        *(
            f"| {name.replace('_', ' ')} | {row['value']:.3f} | {row['interval'][0]:.3f} - {row['interval'][1]:.3f} "
            f"| {row['ads']:,} |\n"
            for name, row in headline.items()
        ),
        f"| expected calibration error | {evaluation['calibration']['expected_error']:.3f} | | |\n",
        _shares("Lures, by language", evaluation["lures_by_language"]),
        _shares("Lures, by difficulty", evaluation["lures_by_difficulty"]),
        _shares("Lures, by register", evaluation["lures_by_register"]),
        _shares("Written legit texts, by kind", evaluation["legit_written_by_slice"]),
        _shares("Real honest ads, by source", sources),
        _shares("Written other fraud, by kind", evaluation["fraud_written_by_slice"]),
        _LIMITS.format(
            lures=about["training"]["ads"]["lure, written"],
            worst_source=worst,
            worst_share=_percent(sources[worst]["flagged"]),
        ),
    ]
    return "".join(parts)


def _percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


def _shares(title: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    columns = [name for name in next(iter(rows.values())) if name != "ads"]
    head = " | ".join(columns).replace("fraud", "fraud above 1 % false alarms")
    lines = [f"\n### {title}\n\n| | ads | {head} |\n|---|---|{'---|' * len(columns)}\n"]
    for name, row in rows.items():
        shown = " | ".join(_percent(row[column]) for column in columns)
        lines.append(f"| {name} | {row['ads']:,} | {shown} |\n")
    return "".join(lines)

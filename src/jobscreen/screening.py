"""The result for one ad: the screening and the evidence it rests on. Plain frozen records, no model inside."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["Evidence", "Level", "Screening"]

#: ``low`` < ``elevated`` < ``high``; the borders follow a false-alarm budget kept in the model's manifest.
Level = Literal["low", "elevated", "high"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding of an indicator in one ad.

    Parameters
    ----------
    indicator : str
        Id of the indicator (``pay.unrealistic``), ``wording`` for what the text's n-grams add,
        or ``wording.rest`` for the part of the wording that no shown span carries.
    start, end : int or None
        Span in the ORIGINAL text, in characters; ``None`` for an absence (say, no employer is named).
    text : str or None
        The words of that span.
    weight : float
        What it adds to the log-odds of a lure; taken from the model.
    fraud_weight : float
        What it adds to the log-odds of other fraud, given that the ad is no lure.
    message : str
        In plain words: what was found and why it matters.
    """

    indicator: str
    start: int | None
    end: int | None
    text: str | None
    weight: float
    fraud_weight: float
    message: str

    def to_dict(self) -> dict[str, Any]:
        """Return the evidence as plain values, ready for JSON."""
        return {
            "indicator": self.indicator,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "weight": self.weight,
            "fraud_weight": self.fraud_weight,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Screening:
    """What jobscreen says about one ad.

    Parameters
    ----------
    risk : float
        Calibrated probability that the ad is a lure, 0 to 1. A low risk is no promise of safety.
    fraud : float
        Probability of any recruitment fraud, lures included; never below ``risk``.
    level : {"low", "elevated", "high"}
        ``elevated`` is reached by about 2 % of honest ads, ``high`` by about 0.5 %.
    evidence : tuple of Evidence
        Strongest first (by the size of ``weight``). ``intercept`` plus all weights is the log-odds of ``risk``.
    language : str
        Guessed language, BCP 47 (``en``, ``zh-Hant``), ``und`` where there is too little to tell.
    warnings : tuple of str
        What the reader must know before trusting the result, e.g. that the text is very short.
    model : str
        Name and version of the model.
    intercept, fraud_intercept : float
        Log-odds of an ad without any finding.
    text : str
        The text that the spans index; kept in memory for display, never printed or exported by itself.

    Examples
    --------
    >>> import jobscreen
    >>> screening = jobscreen.score("Receptionist wanted, Seaview Hotel. Apply at the front desk with your CV.")
    >>> screening.level, screening.flagged
    ('low', False)
    >>> float(screening) == screening.risk <= screening.fraud
    True
    """

    risk: float
    fraud: float
    level: Level
    evidence: tuple[Evidence, ...]
    language: str
    warnings: tuple[str, ...]
    model: str
    intercept: float
    fraud_intercept: float
    text: str = field(repr=False, compare=False)

    @property
    def flagged(self) -> bool:
        """Whether the ad deserves a second look: the level is not ``low``."""
        return self.level != "low"

    def __float__(self) -> float:
        return self.risk

    def reasons(self, limit: int = 3) -> tuple[Evidence, ...]:
        """Return the strongest evidence that speaks for a lure or for other fraud, at most ``limit`` of it.

        Other fraud is consulted where it is the likelier reading of the two.
        """
        for_lure = self.risk >= self.fraud / 2

        def pull(item: Evidence) -> float:
            return item.weight if for_lure else item.fraud_weight

        named = [item for item in self.evidence if not item.indicator.startswith("wording") and pull(item) > 0]
        return tuple(sorted(named, key=pull, reverse=True)[:limit])

    def to_dict(self) -> dict[str, Any]:
        """Return the screening as plain values, ready for JSON. The ad's full text is not in it."""
        return {
            "risk": self.risk,
            "fraud": self.fraud,
            "level": self.level,
            "flagged": self.flagged,
            "language": self.language,
            "evidence": [item.to_dict() for item in self.evidence],
            "warnings": list(self.warnings),
            "model": self.model,
            "intercept": self.intercept,
            "fraud_intercept": self.fraud_intercept,
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Return :meth:`to_dict` as JSON; characters beyond ASCII are escaped, so that it prints anywhere."""
        return json.dumps(self.to_dict(), indent=indent, allow_nan=False)

    def explain(self, lang: str = "en") -> str:
        """Return the result as a short text for the reader: what was found, why it matters, what to check.

        Raises
        ------
        InputError
            If there are no messages in that language.
        """
        from jobscreen.explain import explanation  # the catalogue is read only where it is asked for

        return explanation(self, lang)

    def _repr_html_(self) -> str:
        from jobscreen.explain import html

        return html(self)

"""Travel: who pays the way, with which papers, and what must not be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jobscreen.indicators.base import PhraseIndicator, phrase_findings
from jobscreen.indicators.doc import MAX_FINDINGS, AdDoc, Finding, strongest

__all__ = ["ALL_PAID", "ERRAND", "NO_WORK_VISA", "SECRECY", "AllPaid"]

NO_WORK_VISA = PhraseIndicator("travel.no_work_visa")
SECRECY = PhraseIndicator("travel.secrecy", negatable=False)
ERRAND = PhraseIndicator("travel.errand")

_PARTS: Final = ("travel.flight_paid", "travel.visa_paid", "travel.lodging_paid", "travel.meals_paid")
#: How far "everything paid" counts by class of work. Employers do pay seafarers', nurses', farm hands' way; for
#: desk work without skill abroad they rarely do (research notes, indicator 7).
_BY_ROLE: Final = {"desk": 1.0, "unknown": 0.6, "hospitality": 0.25, "elementary": 0.25, "skilled": 0.0}


@dataclass(frozen=True, slots=True)
class AllPaid:
    """The employer pays everything, and the work is desk work without skill (or is not said)."""

    id: str = "travel.all_paid"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return what is paid, if it is everything or the way and the room together."""
        scale = _BY_ROLE[doc.role]
        if scale == 0 or not self._leads_abroad(doc):
            return []
        found = phrase_findings(doc, self.id)
        parts = {part: phrase_findings(doc, part) for part in _PARTS}
        way = parts["travel.flight_paid"] or parts["travel.visa_paid"]
        stay = parts["travel.lodging_paid"] or parts["travel.meals_paid"]
        both_ways = parts["travel.flight_paid"] and parts["travel.visa_paid"]
        if (way and stay) or both_ways:
            found += [item for items in parts.values() for item in items[:1]]
        elif way:
            found += [Finding(item.start, item.end, 0.5 * item.strength) for item in way[:1]]
        return strongest((Finding(f.start, f.end, f.strength * scale) for f in found), MAX_FINDINGS)

    def _leads_abroad(self, doc: AdDoc) -> bool:
        signs = ("relocation.abroad", "relocation.undisclosed", "country", "place", "travel.flight_paid",
                 "travel.visa_paid")  # fmt: skip
        return any(sign in doc.hits for sign in signs)


ALL_PAID = AllPaid()

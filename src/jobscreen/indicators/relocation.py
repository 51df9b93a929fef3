"""Relocation: where the work is said to be, or is not said to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jobscreen.indicators.base import PhraseIndicator, phrase_findings
from jobscreen.indicators.doc import MAX_FINDINGS, AdDoc, Finding, strongest

__all__ = ["BORDER", "COMPOUND", "SWITCH", "TRANSIT", "UNDISCLOSED", "PlaceIndicator"]

#: A name that also means something else (老街, Muse, Clark) counts only this much, and only beside a sure sign.
_AMBIGUOUS: Final = 0.3
#: Honest hotels, ports, factories and clinics work in those towns: with such a role the place counts this much.
_ORDINARY_ROLE: Final = 0.4


@dataclass(frozen=True, slots=True)
class PlaceIndicator:
    """A place of the gazetteer with a certain role, named as a workplace; words may say the same.

    Parameters
    ----------
    id : str
        Id, also the name of the concept whose phrases count.
    roles : frozenset of str
        Roles of the gazetteer that count.
    """

    id: str
    roles: frozenset[str]

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return places and phrases, weaker where the role is an ordinary one or the name is ambiguous."""
        found = phrase_findings(doc, self.id)
        if not doc.is_job:
            return found
        scale = _ORDINARY_ROLE if doc.role in {"skilled", "hospitality", "elementary"} else 1.0
        sure_elsewhere = any(hit.sure and hit.place.role != "ordinary" for hit in doc.places)
        for hit in doc.places:
            if hit.place.role in self.roles and (hit.sure or sure_elsewhere):
                found.append(doc.finding(hit, scale if hit.sure else scale * _AMBIGUOUS))
        return strongest(found, MAX_FINDINGS)


COMPOUND = PlaceIndicator("relocation.compound", frozenset({"compound", "sez"}))
BORDER = PlaceIndicator("relocation.border", frozenset({"border_town"}))
TRANSIT = PlaceIndicator("relocation.transit", frozenset({"transit"}))
UNDISCLOSED = PhraseIndicator("relocation.undisclosed")
SWITCH = PhraseIndicator("relocation.switch")

"""Relocation: where the work is said to be, or is not said to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jobscreen.indicators.base import PhraseIndicator, phrase_findings
from jobscreen.indicators.doc import MAX_FINDINGS, AdDoc, Finding, strongest

__all__ = ["BORDER", "COMPOUND", "SWITCH", "TRANSIT", "UNDISCLOSED", "PlaceIndicator"]

#: A name that also means something else (老街, Muse, Clark) counts only this much, and only beside another cue.
_AMBIGUOUS: Final = 0.4
#: How far such a place counts by class of work: desk work for foreigners has no reason to be there, while honest
#: hotels, ports, factories and clinics do hire there (research notes, indicator 1: strength 5 with a desk role).
_BY_ROLE: Final = {"desk": 1.0, "unknown": 0.5, "hospitality": 0.1, "elementary": 0.1, "skilled": 0.1}
_ORDINARY_ROLES: Final = frozenset({"skilled", "hospitality", "elementary"})
#: Words that make a transit town part of a journey; alone it is an ordinary town.
_JOURNEY: Final = ("relocation.abroad", "relocation.switch", "relocation.transit", "travel.flight_paid",
                   "travel.no_work_visa", "travel.secrecy", "travel.visa_paid")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceIndicator:
    """A place of the gazetteer with a certain role, named as a workplace; words may say the same.

    Parameters
    ----------
    id : str
        Id, also the name of the concept whose phrases count.
    roles : frozenset of str
        Roles of the gazetteer that count.
    on_the_way : bool
        Whether the place counts only as a stage of a journey, beside words for one or a second such place.
    """

    id: str
    roles: frozenset[str]
    on_the_way: bool = False

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return places and phrases, weaker where the role is an ordinary one or the name is ambiguous."""
        found = phrase_findings(doc, self.id)
        places = [hit for hit in doc.places if hit.place.role in self.roles]
        if places and doc.is_job and self._is_journey(doc):
            sure_elsewhere = any(hit.sure and hit.place.role != "ordinary" for hit in doc.places)
            scale = _BY_ROLE[doc.role]
            for hit in places:
                if hit.sure:
                    found.append(doc.finding(hit, scale))
                elif sure_elsewhere or doc.role == "desk":
                    found.append(doc.finding(hit, scale * _AMBIGUOUS))
        return strongest(found, MAX_FINDINGS)

    def _is_journey(self, doc: AdDoc) -> bool:
        if not self.on_the_way:
            return True
        beyond = any(hit.sure and hit.place.role not in self.roles | {"ordinary"} for hit in doc.places)
        return doc.role not in _ORDINARY_ROLES and (beyond or any(sign in doc.hits for sign in _JOURNEY))


COMPOUND = PlaceIndicator("relocation.compound", frozenset({"compound", "sez"}))
BORDER = PlaceIndicator("relocation.border", frozenset({"border_town"}))
TRANSIT = PlaceIndicator("relocation.transit", frozenset({"transit"}), on_the_way=True)
UNDISCLOSED = PhraseIndicator("relocation.undisclosed")
SWITCH = PhraseIndicator("relocation.switch")

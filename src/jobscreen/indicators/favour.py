"""In favour: licence, a traceable employer, a formal process, and texts that warn instead of luring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jobscreen.indicators.base import phrase_findings
from jobscreen.indicators.doc import MAX_FINDINGS, AdDoc, Finding, strongest
from jobscreen.text.contacts import MESSENGER_KINDS

__all__ = ["FORMAL_PROCESS", "LICENCE", "TRACEABLE_EMPLOYER", "WARNING"]

_NUMBER = re.compile(r"\d[\d/ .-]{2,}")
#: Characters after the words "licence no." in which its number must stand to be one.
_NUMBER_NEAR: Final = 30
#: A claim of a licence without a number is easily made.
_NO_NUMBER: Final = 0.5


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence or registration number of the agency or employer. Lures claim it too: it must be looked up."""

    id: str = "legit.licence"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return the claims of a licence, full strength only with a number beside it."""
        found = []
        for item in phrase_findings(doc, self.id):
            numbered = item.end is not None and _NUMBER.search(doc.text, item.end, item.end + _NUMBER_NEAR)
            found.append(item if numbered else item._replace(strength=item.strength * _NO_NUMBER))
        return found


@dataclass(frozen=True, slots=True)
class TraceableEmployer:
    """The employer can be found: an own domain, a name with its legal form, an address or register entry."""

    id: str = "legit.traceable_employer"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return own-domain contacts, names and phrases; two kinds together count fully, one counts half."""
        own = [doc.finding_of(contact, 0.5) for contact in doc.contacts if contact.kind in {"mail_own", "web"}]
        named = [doc.finding(hit, 0.5) for hit in doc.kept("employer.named")]
        if not named and (span := doc.ad.field_spans.get("company")):
            named = [Finding(*span, 0.5)]
        said = phrase_findings(doc, self.id)
        groups = [group for group in (own, named, said) if group]
        scale = 2.0 if len(groups) >= 2 else 1.0
        found = [Finding(f.start, f.end, min(1.0, f.strength * scale)) for group in groups for f in group[:2]]
        return strongest(found, MAX_FINDINGS)


@dataclass(frozen=True, slots=True)
class FormalProcess:
    """Contract, permit before departure, probation, social insurance, an interview at an office."""

    id: str = "legit.formal_process"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return the phrases."""
        return phrase_findings(doc, self.id)


@dataclass(frozen=True, slots=True)
class AboutLures:
    """The text warns about, reports on, testifies to or asks about lures; it does not offer the job itself."""

    id: str = "context.warning"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return the phrases; weaker where the text itself calls the reader to a messenger, as lures do."""
        found = phrase_findings(doc, self.id)
        calls = doc.contact_kinds & MESSENGER_KINDS or "contact.messenger_call" in doc.hits
        several = len({hit.entry for hit in doc.hits.get(self.id, ()) if hit.strength == 1.0}) >= 2
        if calls and not several:
            found = [item._replace(strength=item.strength * 0.5) for item in found]
        return found


LICENCE = Licence()
TRACEABLE_EMPLOYER = TraceableEmployer()
FORMAL_PROCESS = FormalProcess()
WARNING = AboutLures()

"""Employer: who it is, and whether anyone could find out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jobscreen.indicators.base import PhraseIndicator, phrase_findings
from jobscreen.indicators.doc import AdDoc, Finding

__all__ = ["FREE_EMAIL", "GAMBLING_OR_CRYPTO", "VAGUE", "FreeEmail", "VagueEmployer", "names_employer"]

GAMBLING_OR_CRYPTO = PhraseIndicator("employer.gambling_or_crypto")

#: No name at all is common in honest small ads; it says less than "our company" in place of a name.
_NO_NAME: Final = 0.5


def names_employer(doc: AdDoc) -> bool:
    """Tell whether the ad says who the employer is: a field, a name with its legal form, an own domain."""
    return bool(doc.ad.company or "employer.named" in doc.hits or doc.contact_kinds & {"mail_own", "web"})


@dataclass(frozen=True, slots=True)
class VagueEmployer:
    """The employer is unnamed, or named only as "a big company"."""

    id: str = "employer.vague"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return vague words where no name stands beside them, or an absence where there is no name at all."""
        if names_employer(doc) or not doc.is_job:
            return []
        return phrase_findings(doc, self.id) or [Finding(None, None, _NO_NAME)]


@dataclass(frozen=True, slots=True)
class FreeEmail:
    """The only mail address is at a free mail host."""

    id: str = "employer.free_email"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return the free mail addresses, unless one at an own domain stands beside them."""
        if "mail_own" in doc.contact_kinds:
            return []
        return [doc.finding_of(contact, 1.0) for contact in doc.contacts if contact.kind == "mail_free"][:2]


VAGUE = VagueEmployer()
FREE_EMAIL = FreeEmail()

"""The indicators: language-neutral signs, each with ``find(doc)``, in one explicit order."""

from __future__ import annotations

from jobscreen.indicators import contact, employer, evasion, favour, pay, relocation, travel, words
from jobscreen.indicators.base import Indicator
from jobscreen.indicators.doc import AdDoc, Finding

__all__ = ["INDICATORS", "AdDoc", "Finding", "Indicator"]

#: All indicators, in the order of their features. Ids are frozen; new ones go to the end of their family.
INDICATORS: tuple[Indicator, ...] = (
    pay.UNREALISTIC,
    pay.SLOGAN,
    pay.CRYPTO,
    pay.ADVANCE_OR_DEBT,
    relocation.COMPOUND,
    relocation.BORDER,
    relocation.TRANSIT,
    relocation.UNDISCLOSED,
    relocation.SWITCH,
    travel.ALL_PAID,
    travel.NO_WORK_VISA,
    travel.SECRECY,
    travel.ERRAND,
    employer.VAGUE,
    employer.GAMBLING_OR_CRYPTO,
    employer.FREE_EMAIL,
    contact.MESSENGER_ONLY,
    *words.ROLE,
    *words.REQUIRE,
    *words.PRESSURE,
    *words.CONTROL,
    *words.PERK,
    *words.FEE,
    *words.FRAUD,
    evasion.OBFUSCATED,
    favour.LICENCE,
    favour.TRACEABLE_EMPLOYER,
    favour.FORMAL_PROCESS,
    favour.WARNING,
)

"""The families that words alone carry: role, require, pressure, control, perk, fee, fraud."""

from __future__ import annotations

from jobscreen.indicators.base import PhraseIndicator

__all__ = ["CONTROL", "FEE", "FRAUD", "PERK", "PRESSURE", "REQUIRE", "ROLE"]

ROLE = (PhraseIndicator("role.scam_desk"), PhraseIndicator("role.romance_chat"))
REQUIRE = (
    PhraseIndicator("require.nothing", negatable=False),
    PhraseIndicator("require.typing_only", negatable=False),
    PhraseIndicator("require.language_market"),
    PhraseIndicator("require.passport_now"),
)
PRESSURE = (PhraseIndicator("pressure.urgent"), PhraseIndicator("pressure.referral"))
CONTROL = (
    PhraseIndicator("control.reassurance", negatable=False),
    PhraseIndicator("control.shift_pattern"),
    PhraseIndicator("control.penalty"),
)
PERK = (PhraseIndicator("perk.lifestyle"),)
FEE = (PhraseIndicator("fee.upfront"),)
FRAUD = (
    PhraseIndicator("fraud.task"),
    PhraseIndicator("fraud.mlm"),
    PhraseIndicator("fraud.identity"),
    PhraseIndicator("fraud.cheque"),
)

"""Pay: what is promised, against what such work pays there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from jobscreen.indicators.base import PhraseIndicator
from jobscreen.indicators.doc import AdDoc, Finding
from jobscreen.lexicon.places import wages
from jobscreen.lexicon.tables import home_country, home_currency, money_parser
from jobscreen.text.money import Money

__all__ = ["ADVANCE_OR_DEBT", "CRYPTO", "SLOGAN", "UNREALISTIC", "PayUnrealistic"]

SLOGAN = PhraseIndicator("pay.slogan")
CRYPTO = PhraseIndicator("pay.crypto")
ADVANCE_OR_DEBT = PhraseIndicator("pay.advance_or_debt")

#: Pay counts from this multiple of ordinary pay: documented lures in Thailand start at 1.3 to 1.6 times average
#: pay, honest multilingual call centres pay up to about 1.5 times (research notes, section 3).
_STARTS_AT: Final = 1.5
#: ... and counts fully from this one; beyond, more says nothing more (the weight is capped).
_FULL_AT: Final = 6.0
#: Wage class that each class of work is held against, beside the average wage.
_WAGE_CLASS: Final = {
    "desk": "clerical_customer_service",
    "unknown": "clerical_customer_service",
    "hospitality": "hospitality",
    "elementary": "elementary",
}


@dataclass(frozen=True, slots=True)
class PayUnrealistic:
    """Pay far above what the work pays at the place, for the skill asked.

    The yardstick is the highest ordinary pay among the countries in question, so that doubt favours the employer;
    where no country or currency is known, nothing is claimed.
    """

    id: str = "pay.unrealistic"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return the highest judged amount, with a strength that grows with its multiple of ordinary pay."""
        if not doc.money or doc.role == "skilled":
            return []
        ordinary = _ordinary_pay(doc)
        if ordinary is None:
            return []
        best: tuple[float, Money] | None = None
        currency = home_currency(doc.language)
        for money in doc.money:
            monthly = money_parser().monthly_usd(money, default_currency=currency) if money.role != "fee" else None
            if monthly is not None:
                ratio = math.sqrt(monthly[0] * monthly[1]) / ordinary if monthly[0] > 0 else monthly[1] / ordinary
                best = max(best, (ratio, money), key=lambda item: item[0]) if best else (ratio, money)
        if best is None or best[0] <= _STARTS_AT:
            return []
        strength = math.log(best[0] / _STARTS_AT) / math.log(_FULL_AT / _STARTS_AT)
        return [doc.finding_of(best[1], round(min(1.0, strength), 3))]


def _ordinary_pay(doc: AdDoc) -> float | None:
    """Return ordinary monthly pay in US dollars for the ad's work and place, None if unknown."""
    market = [(hit.start, hit.end) for hit in doc.hits.get("require.language_market", ())]
    named = {
        hit.key
        for hit in doc.hits.get("country", ())
        if not any(start <= hit.start < end for start, end in market)
    }
    countries = {hit.place.country for hit in doc.places if hit.sure or hit.place.role == "ordinary"} or named
    countries |= {country for money in doc.money if (country := money_parser().country_of(money.currency))}
    home = home_country(doc.language)
    if home is not None:
        countries = countries | {home}
    figures = [
        wage.typical
        for country in countries
        for role in (_WAGE_CLASS.get(doc.role, ""), "average_all")
        if (wage := wages().get((country, role))) is not None
    ]
    return max(figures, default=None)


UNREALISTIC = PayUnrealistic()

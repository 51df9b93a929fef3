"""Amounts of money: digits of any script, magnitudes, ranges, currency, period; to monthly US dollars.

The words come from data (``lexicon/money.json``); this file knows only how amounts are built.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import ahocorasick_rs

from jobscreen.text.numerals import may_be_pay, numbers
from jobscreen.text.wordtable import WordTable, fold_word, has_borders

__all__ = ["Money", "MoneyParser"]

Role = Literal["pay", "fee", "unknown"]

#: Characters before an amount in which a word tells pay from fee.
_LOOK_BACK: Final = 42
#: Characters between a period and the amount after it ("monthly salary: 900"), and what parts them.
_PERIOD_BACK: Final = 16
_BREAK = re.compile(r"[,;!?。，；！？、|]|\.(?= )")
#: "8 hours a day", "6 days/week", "12 months": time at work, no period of pay.
_SCHEDULE = re.compile(
    r"(?:(?<!\d)[2-9]|\d\d|(?:hours?|hrs?|days?|shifts?|gio|ngay|jam|hari|小时|小時|天)"
    r"(?: ?/| (?:a|per|each|every|mot|moi))?) ?$"
)
#: Currency words that say less than another one beside the same amount: 新台幣35,000元, $500 SGD.
_GENERIC: Final = frozenset(
    map(fold_word, ("$", "¥", "元", "块", "dollar", "dollars", "dolar", "đô", "peso", "pesos"))
)
#: Monthly pay outside these bounds (US dollars) is misread or no pay; it stays unknown.
_PLAUSIBLE: Final = (15.0, 60_000.0)


@dataclass(frozen=True, slots=True)
class Money:
    """One amount or range.

    Parameters
    ----------
    start, end : int
        Span in the folded text, in characters.
    low, high : float
        The range, in units of the currency; equal for a single amount.
    currency : str or None
        ISO 4217 code where it is said or implied by the magnitude word.
    period : {"hour", "day", "week", "month", "year"} or None
        Period that the amount is paid for.
    role : {"pay", "fee", "unknown"}
        What the words before it and the period say it is.
    """

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    period: str | None
    role: Role


@dataclass(slots=True)
class _Amount:
    start: int
    end: int
    value: float
    factor: float
    currency: str | None
    barred: bool  # looks like a year, a phone or another number that is no pay


class MoneyParser:
    """Finds amounts in folded text.

    Parameters
    ----------
    data : mapping
        The content of ``money.json``.

    Examples
    --------
    >>> from jobscreen.lexicon.tables import money_parser
    >>> money_parser().parse("salary 800-1,200 usd per month")
    [Money(start=7, end=30, low=800.0, high=1200.0, currency='USD', period='month', role='pay')]
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        magnitudes = {word: item["factor"] for item in data["magnitudes"] for word in item["words"]}
        implied = {fold_word(word): code for word, code in data["implied"].items()}
        self._magnitudes = WordTable(
            {word: (float(factor), implied.get(fold_word(word))) for word, factor in magnitudes.items()}
        )
        currencies = data["currencies"]
        names = [(word, code) for code, item in currencies.items() for word in item["words"]]
        self._codes = WordTable({word: (code, fold_word(word) in _GENERIC) for word, code in names})
        # Before an amount a single letter is none: "5 s/d 7 juta".
        self._heads = self._codes.without(lambda word: len(word) == 1 and word.isascii() and word.isalpha())
        self._per_usd = {code: float(item["per_usd"]) for code, item in currencies.items()}
        self._countries = {code: item.get("country") for code, item in currencies.items()}
        periods = {word: name for name, item in data["periods"].items() for word in item["words"]}
        self._periods = WordTable(periods)
        self._per_month = {name: float(item["months"]) for name, item in data["periods"].items()}
        self._links = WordTable(dict.fromkeys(data["period_links"], True))
        marks = [(fold_word(word), "pay") for word in data["pay_words"]]
        marks += [(fold_word(word), "fee") for word in data["fee_words"]]
        marks += [(fold_word(word), period) for word, period in periods.items()]
        self._marks = [name for _, name in marks]
        # One automaton over the words before an amount: an alternation of 150 words took most of the time.
        self._finder = ahocorasick_rs.AhoCorasick([word for word, _ in marks])
        links = "|".join(_bordered(fold_word(word)) for word in sorted(set(data["range_links"])))
        self._range = re.compile(rf" ?(?:{links}) ?")

    def parse(self, text: str, *, all_pay: Sequence[tuple[int, int]] = ()) -> list[Money]:
        """Return the amounts of a folded text, in order.

        Parameters
        ----------
        text : str
            Folded text (:func:`jobscreen.text.normalise.fold`).
        all_pay : sequence of (start, end)
            Spans in which every number is pay, such as the salary field.
        """
        amounts = self._amounts(text)
        found: list[Money] = []
        following = next(amounts, None)
        while (first := following) is not None:
            last, following = first, next(amounts, None)
            if following is not None and self._is_range(text, first, following):
                last, following = following, next(amounts, None)
            in_field = any(start <= first.start < end for start, end in all_pay)
            money = self._judged(text, first, last, in_field)
            if money is not None:
                found.append(money)
        return found

    def monthly_usd(self, money: Money, *, default_currency: str | None = None) -> tuple[float, float] | None:
        """Return the range in US dollars a month, or None where currency or amount stay unknown."""
        currency = money.currency or default_currency
        if currency is None or currency not in self._per_usd:
            return None
        scale = self._per_month[money.period or "month"] / self._per_usd[currency]
        low, high = money.low * scale, money.high * scale
        return (low, high) if _PLAUSIBLE[0] <= high <= _PLAUSIBLE[1] else None

    def country_of(self, currency: str | None) -> str | None:
        """Return the country (ISO 3166) whose own currency it is; None for one of several countries or unknown."""
        return self._countries.get(currency) if currency else None

    def _amounts(self, text: str) -> Iterator[_Amount]:
        reach = 0
        for start, end, number in numbers(text):
            if start < reach:  # the 5 of 15tr5 was read with it
                continue
            magnitude, place = self._magnitudes.after(text, end + (text[end : end + 1] == " "))
            factor, implied = magnitude or (1.0, None)
            value = number
            if magnitude is None:
                place = end
            elif text[place : place + 1].isdigit() and not text[place + 1 : place + 2].isdigit():
                value += int(text[place]) / 10  # 15tr5 = 15.5 million
                place += 1
            reach = place
            tail, after = self._codes.after(text, _skip(text, place, "+ "))
            head, begin = self._heads.before(text, start)
            named = head if head and (tail is None or tail[1]) else tail
            code = named[0] if named else implied
            barred = code is None and magnitude is None and not may_be_pay(text[start:end], number)
            yield _Amount(begin, after if tail else place, value, factor, code, barred)

    def _is_range(self, text: str, first: _Amount, second: _Amount) -> bool:
        gap = second.start - first.end
        if not 0 < gap <= 10 or self._range.fullmatch(text, first.end, second.start) is None:
            return False
        if first.factor == 1 and first.value < 1_000:
            first.factor = second.factor
            if second.factor == 1 and text[first.start] in "一二三四五六七八九" and second.value >= 10:
                first.factor = 10.0 ** math.floor(math.log10(second.value))  # 三到五万
        first.currency = first.currency or second.currency
        second.currency = second.currency or first.currency
        return first.value * first.factor <= second.value * second.factor

    def _judged(self, text: str, first: _Amount, last: _Amount, in_field: bool) -> Money | None:
        """Make the amount a Money, or None if nothing says that the number is money."""
        bare = last.currency is None and last.factor == 1
        if bare and not in_field and (last.value < 100 or last.barred):
            return None
        role, before = self._context(text, first.start)
        period, end = self._period_after(text, last.end)
        period = period or before
        if in_field or (role == "unknown" and period):
            role = "pay"
        if last.currency is None and role != "pay":
            return None
        low, high = first.value * first.factor, last.value * last.factor
        return Money(first.start, end, low, high, last.currency, period, role)

    def _period_after(self, text: str, place: int) -> tuple[str | None, int]:
        """Read "/month", "per day", "一个月" after an amount: the period and where it ends."""
        # "25,000/- per month", "7.000.000,- / bulan": the dash stands for no cents.
        at = _skip(text, place + 2 * text.startswith(("/-", ",-"), place), "+ (")
        for _ in range(2):
            linked, at = self._links.after(text, at)
            at = _skip(text, at, " ") if linked else at
        period, end = self._periods.after(text, at)
        return (period, end) if period else (None, place)

    def _context(self, text: str, start: int) -> tuple[Role, str | None]:
        """Return what the words before an amount say: whether it is pay or a fee, and the period."""
        begin = max(0, start - _LOOK_BACK)
        pay = fee = nearest = -1
        period = None
        for index, low, high in self._finder.find_matches_as_indexes(text[begin:start], overlapping=True):
            first, last = begin + low, begin + high
            if not has_borders(text, first, last):
                continue
            mark = self._marks[index]
            if mark == "pay":
                pay = max(pay, last)
            elif mark == "fee":
                fee = max(fee, last)
            elif last >= max(nearest, start - _PERIOD_BACK) and _tells_period(text, first, last, start):
                nearest, period = last, mark
        return ("fee" if fee > pay else "pay" if pay >= 0 else "unknown"), period


def _tells_period(text: str, first: int, last: int, start: int) -> bool:
    """Tell whether a period before an amount is that of its pay: in the same clause, and no time at work."""
    return not _BREAK.search(text, last, start) and not _SCHEDULE.search(text[max(0, first - 14) : first])


def _bordered(word: str) -> str:
    before = r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else ""
    return before + re.escape(word) + (r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")


def _skip(text: str, place: int, chars: str) -> int:
    while text[place : place + 1] and text[place] in chars:
        place += 1
    return place

"""Amounts of money: digits of any script, magnitudes, ranges, currency, period; to monthly US dollars.

The words come from data (``lexicon/money.json``); this file knows only how amounts are built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from jobscreen.text.normalise import fold

__all__ = ["Money", "MoneyParser"]

Role = Literal["pay", "fee", "unknown"]

_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d{3}){1,4}(?![\d])|\d{1,3}(?: \d{3}){1,3}(?![\d])|\d{1,10}(?:[.,]\d{1,2})?(?!\d))"
)
_HAN_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "萬": 10_000}
_HAN_NUMBER = re.compile(r"[一二三四五六七八九两兩十][十百千万萬零一二三四五六七八九两兩]{1,8}")
#: Characters before an amount in which a word tells pay from fee.
_LOOK_BACK: Final = 42
#: Longest word of a magnitude, currency or period, in folded characters.
_LONGEST_WORD: Final = 12
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
        self._factors = {_folded(word): item["factor"] for item in data["magnitudes"] for word in item["words"]}
        self._implied = {_folded(word): code for word, code in data["implied"].items()}
        self._codes = {_folded(word): code for code, item in data["currencies"].items() for word in item["words"]}
        self._per_usd = {code: float(item["per_usd"]) for code, item in data["currencies"].items()}
        self._periods = {_folded(word): name for name, item in data["periods"].items() for word in item["words"]}
        self._per_month = {name: float(item["months"]) for name, item in data["periods"].items()}
        self._links = {_folded(word): "" for word in data["period_links"]}
        self._pay = re.compile(_any_of(map(_folded, data["pay_words"])))
        self._fee = re.compile(_any_of(map(_folded, data["fee_words"])))
        self._period = re.compile(_any_of(self._periods))
        self._range = re.compile(rf" ?(?:{_any_of(map(_folded, data['range_links']))}) ?")

    def parse(self, text: str, *, all_pay: Sequence[tuple[int, int]] = ()) -> list[Money]:
        """Return the amounts of a folded text, in order.

        Parameters
        ----------
        text : str
            Folded text (:func:`jobscreen.text.normalise.fold`).
        all_pay : sequence of (start, end)
            Spans in which every number is pay, such as the salary field.
        """
        amounts = list(self._amounts(text))
        found: list[Money] = []
        index = 0
        while index < len(amounts):
            first, last = amounts[index], amounts[index]
            if index + 1 < len(amounts) and self._is_range(text, first, amounts[index + 1]):
                index += 1
                last = amounts[index]
            index += 1
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

    def _amounts(self, text: str) -> Iterator[_Amount]:
        spans = [(m.start(), m.end(), _value(m[0])) for m in _NUMBER.finditer(text)]
        if not text.isascii():
            spans += [(m.start(), m.end(), _han_value(m[0])) for m in _HAN_NUMBER.finditer(text)]
            spans.sort()
        reach = 0
        for start, end, value in spans:
            if start < reach:  # the 5 of 15tr5 was read with it
                continue
            place = end + (text[end : end + 1] == " ")
            magnitude, place = _ahead(self._factors, text, place)
            if magnitude and text[place : place + 1].isdigit() and not text[place + 1 : place + 2].isdigit():
                value += int(text[place]) / 10  # 15tr5 = 15.5 million
                place += 1
            reach = place
            word, after = _ahead(self._codes, text, _skip(text, place if magnitude else end, "+ "))
            head, begin = _behind(self._codes, text, start)
            code = self._codes.get(word) or self._codes.get(head) or self._implied.get(magnitude)
            stop = after if word else place if magnitude else end
            yield _Amount(begin, stop, value, float(self._factors.get(magnitude, 1)), code)

    def _is_range(self, text: str, first: _Amount, second: _Amount) -> bool:
        gap = second.start - first.end
        if not 0 < gap <= 10 or self._range.fullmatch(text, first.end, second.start) is None:
            return False
        first.factor = second.factor if first.factor == 1 and first.value < 1_000 else first.factor
        first.currency = first.currency or second.currency
        second.currency = second.currency or first.currency
        return first.value * first.factor <= second.value * second.factor

    def _judged(self, text: str, first: _Amount, last: _Amount, in_field: bool) -> Money | None:
        """Make the amount a Money, or None if nothing says that the number is money."""
        period, end = self._period_after(text, last.end)
        bare = last.currency is None and last.factor == 1
        if bare and not (in_field or last.value >= 100):
            return None
        if period is None:
            words = self._period.findall(text, max(0, first.start - 14), first.start)
            period = self._periods[words[-1]] if words else None
        role = "pay" if in_field else self._role(text[max(0, first.start - _LOOK_BACK) : first.start], period)
        if last.currency is None and role != "pay":
            return None
        low, high = first.value * first.factor, last.value * last.factor
        return Money(first.start, end, low, high, last.currency, period, role)

    def _period_after(self, text: str, place: int) -> tuple[str | None, int]:
        """Read "/month", "per day", "一个月" after an amount: the period and where it ends."""
        at = _skip(text, place, "+ (")
        for _ in range(2):
            word, at = _ahead(self._links, text, at)
            at = _skip(text, at, " ") if word else at
        word, end = _ahead(self._periods, text, at)
        return (self._periods[word], end) if word else (None, place)

    def _role(self, before: str, period: str | None) -> Role:
        pay = max((m.end() for m in self._pay.finditer(before)), default=-1)
        fee = max((m.end() for m in self._fee.finditer(before)), default=-1)
        if fee > pay:
            return "fee"
        return "pay" if pay >= 0 or period else "unknown"


def _folded(word: str) -> str:
    return fold(word).text.strip()


def _ahead(table: Mapping[str, object], text: str, place: int) -> tuple[str, int]:
    """Return the longest word of a table that begins at a place, and where it ends."""
    for size in range(_LONGEST_WORD, 0, -1):
        word = text[place : place + size]
        if word in table and not (_is_latin(word[-1]) and _is_latin(text[place + len(word) : place + len(word) + 1])):
            return word, place + len(word)
    return "", place


def _behind(table: Mapping[str, object], text: str, place: int) -> tuple[str, int]:
    """Return the longest word of a table that ends at a place (a space, dot or colon between), and its start."""
    end = place
    while end > 0 and place - end < 2 and text[end - 1] in " .:":
        end -= 1
    for size in range(min(_LONGEST_WORD, end), 0, -1):
        word = text[end - size : end]
        if word in table and not (_is_latin(word[0]) and _is_latin(text[max(0, end - size - 1) : end - size])):
            return word, end - size
    return "", place


def _skip(text: str, place: int, chars: str) -> int:
    while text[place : place + 1] and text[place] in chars:
        place += 1
    return place


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _any_of(words: Iterable[str]) -> str:
    """Return an alternation, longest first; words of spaced scripts end at a border."""
    parts = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        spaced = word[-1].isascii() and word[-1].isalpha()
        border = r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else ""
        parts.append(border + re.escape(word) + (r"(?![a-z])" if spaced else ""))
    return "(?:" + "|".join(parts) + ")"


def _value(digits: str) -> float:
    """Read digits with whatever separators they have: groups of three are thousands.

    >>> [_value(text) for text in ("1.500", "1,500.00", "15 000 000", "1,5")]
    [1500.0, 1500.0, 15000000.0, 1.5]
    """
    parts = re.split(r"[., ]", digits)
    if len(parts) == 1:
        return float(digits)
    if len(parts[-1]) == 3:
        return float("".join(parts))
    return float("".join(parts[:-1]) + "." + parts[-1])


def _han_value(numeral: str) -> float:
    """Read a Chinese numeral, a last bare digit counting tenths of the unit before it.

    >>> [_han_value(text) for text in ("两万", "一千五", "八千", "十五", "三万二")]
    [20000.0, 1500.0, 8000.0, 15.0, 32000.0]
    """
    total = section = digit = 0
    last_unit = 1
    for char in numeral:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
            if char == "零":
                last_unit = 10
            continue
        unit = _HAN_UNITS[char]
        if unit == 10_000:
            total += (section + digit) * unit
            section = 0
        else:
            section += (digit or 1) * unit
        digit, last_unit = 0, unit
    if digit:
        section += digit * (last_unit // 10 if last_unit > 10 else 1)
    return float(total + section)

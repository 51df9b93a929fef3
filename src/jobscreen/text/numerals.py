"""Numbers as people write them: digits with separators of any country, Chinese numerals."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["may_be_pay", "numbers"]

# Both patterns begin with what they look for and look back afterwards: so `re` skips to candidates by itself.
_NUMBER = re.compile(
    r"[0-9](?<![0-9.,].)(?:[0-9]{0,2}(?:[.,][0-9]{3}){1,4}(?:[.,][0-9]{1,2})?(?![0-9])"
    r"|[0-9]{0,2}(?: [0-9]{3}){1,3}(?![0-9])|[0-9]{0,9}(?:[.,][0-9]{1,2})?(?![0-9]))"
)
#: Digits that belong to a phone: after a plus, or a leading zero and at least seven more.
_PHONE = re.compile(
    r"(?:\+(?<![\w.,].)\(?[0-9]|0(?<![\w.,(].)|\((?<![\w.,].)0)(?:[ ().-]{0,3}[0-9]){7,14}(?![0-9])"
)
_HAN_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "萬": 10_000}
_HAN_NUMBER = re.compile(
    r"[一二三四五六七八九两兩十][十百千万萬零一二三四五六七八九两兩]{1,8}|[一二三四五六七八九两兩](?=[到至-][一二三四五六七八九])"
)
#: Bare numbers in these bounds are years, and longer ones than this are no pay but some other number.
_YEARS: Final = (1950, 2035)
_LONGEST_BARE: Final = 8


def may_be_pay(digits: str, value: float) -> bool:
    """Tell whether a number that no currency or magnitude stands by may be pay: years and long numbers are not.

    Examples
    --------
    >>> may_be_pay("2019", 2019.0), may_be_pay("1900", 1900.0), may_be_pay("123456789", 123456789.0)
    (False, True, False)
    """
    if len(digits) == 4 and digits.isdecimal() and value != 2_000:
        return not _YEARS[0] <= value <= _YEARS[1]
    return not digits.startswith("0") and not (digits.isdecimal() and len(digits) > _LONGEST_BARE)


def numbers(text: str) -> list[tuple[int, int, float]]:
    """Return the numbers of a folded text as (start, end, value), in order; digits of phones are left out.

    Examples
    --------
    >>> numbers("1.500 or 1,500.00 or 1 500; 三万二. Call +855 12 555 000")
    [(0, 5, 1500.0), (9, 17, 1500.0), (21, 26, 1500.0), (28, 31, 32000.0)]
    """
    found = [(match.start(), match.end(), _value(match[0])) for match in _NUMBER.finditer(text)]
    if found and (phones := [match.span() for match in _PHONE.finditer(text)]):
        found = _outside(found, phones)
    if not text.isascii():
        found += [(match.start(), match.end(), _han_value(match[0])) for match in _HAN_NUMBER.finditer(text)]
        found.sort()
    return found


def _outside(found: list[tuple[int, int, float]], spans: list[tuple[int, int]]) -> list[tuple[int, int, float]]:
    """Return what begins outside all spans; both are in order, so that one walk does."""
    kept = []
    index = 0
    for item in found:
        while index < len(spans) and spans[index][1] <= item[0]:
            index += 1
        if index == len(spans) or item[0] < spans[index][0]:
            kept.append(item)
    return kept


def _value(digits: str) -> float:
    """Read digits with whatever separators they have: groups of three are thousands.

    >>> [_value(text) for text in ("1.500", "1,500.00", "15 000 000", "1,5")]
    [1500.0, 1500.0, 15000000.0, 1.5]
    """
    if digits.isdecimal():
        return float(digits)
    parts = re.split(r"[., ]", digits)
    if len(parts[-1]) == 3:
        return float("".join(parts))
    return float("".join(parts[:-1]) + "." + parts[-1])


def _han_value(numeral: str) -> float:
    """Read a Chinese numeral, a last bare digit counting tenths of the unit before it.

    >>> [_han_value(text) for text in ("两万", "一千五", "八千", "十五", "三万二", "一万零五百")]
    [20000.0, 1500.0, 8000.0, 15.0, 32000.0, 10500.0]
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

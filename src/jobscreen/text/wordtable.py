"""Small tables of words that stand right after or right before a place in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from jobscreen.text.normalise import fold

__all__ = ["WordTable", "fold_word", "has_borders"]

Value = TypeVar("Value")


class WordTable(Generic[Value]):
    """Words with their values, found at a place of a folded text; the longest word wins.

    Words of Latin letters must end (or begin) where the word of the text does.

    Parameters
    ----------
    values : mapping of str to value
        Words in natural spelling; they are folded.

    Examples
    --------
    >>> table = WordTable({"k": 1000, "kg": 1})
    >>> table.after("5 kg", 2), table.after("5 kilo", 2), table.before("rs. 5k", 5)
    ((1, 4), (None, 2), (None, 5))
    """

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = {fold_word(word): value for word, value in values.items()}
        self._first = _grouped(self._values.items(), 0)
        self._last = _grouped(self._values.items(), -1)

    def without(self, unwanted: Callable[[str], bool]) -> WordTable[Value]:
        """Return the table without some of its words.

        Examples
        --------
        >>> WordTable({"u": 1, "usd": 1}).without(lambda word: len(word) == 1).after("u", 0)
        (None, 0)
        """
        return WordTable({word: value for word, value in self._values.items() if not unwanted(word)})

    def after(self, text: str, place: int) -> tuple[Value | None, int]:
        """Return the value of the word that begins at a place, and where it ends; (None, place) if none does."""
        for word, value in self._first.get(text[place : place + 1], ()):
            end = place + len(word)
            if text.startswith(word, place) and not (_is_latin(word[-1]) and _is_latin(text[end : end + 1])):
                return value, end
        return None, place

    def before(self, text: str, place: int) -> tuple[Value | None, int]:
        """Return the value of the word that ends at a place (spaces, dots, colons between), and its start."""
        end = place
        while end > 0 and place - end < 2 and text[end - 1] in " .:":
            end -= 1
        for word, value in self._last.get(text[max(0, end - 1) : end], ()):
            start = end - len(word)
            if text.endswith(word, 0, end) and not (start and _is_latin(word[0]) and _is_latin(text[start - 1])):
                return value, start
        return None, place


def fold_word(word: str) -> str:
    """Fold a word of a table as texts are folded.

    Examples
    --------
    >>> fold_word("Triệu")
    'trieu'
    """
    return fold(word).text.strip()


def has_borders(text: str, start: int, end: int) -> bool:
    """Tell whether Latin letters at either end of ``text[start:end]`` are the ends of a word.

    Examples
    --------
    >>> has_borders("payday", 0, 3), has_borders("pay day", 0, 3)
    (False, True)
    """
    if _is_latin(text[start]) and start and _is_latin(text[start - 1]):
        return False
    return not (_is_latin(text[end - 1]) and _is_latin(text[end : end + 1]))


def _grouped(items: Iterable[tuple[str, Value]], place: int) -> dict[str, list[tuple[str, Value]]]:
    groups: dict[str, list[tuple[str, Value]]] = defaultdict(list)
    for word, value in sorted(items, key=lambda item: -len(item[0])):
        groups[word[place]].append((word, value))
    return dict(groups)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()

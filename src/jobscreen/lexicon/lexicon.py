"""The compiled lexicon: one automaton that finds all phrases of all languages in one pass."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from jobscreen.errors import DataError
from jobscreen.text.normalise import Folded
from jobscreen.text.tables import Flag, code_table

__all__ = ["Hit", "Lexicon", "default_lexicon"]

#: ``within`` of an entry whose two sides must be neighbours in this order (see compiling.py).
ADJACENT = -1
COMPILED = Path(__file__).with_name("compiled.json")
#: Hits of one concept kept for one ad; the rest adds nothing (a feature is presence, not count) but time.
MAX_HITS = 24


class Hit(NamedTuple):
    """A phrase found in the match view: ``start``, ``end`` there, the entry's key and strength.

    ``key`` is the language of the entry, or the id of a place, or the code of a country.
    """

    start: int
    end: int
    key: str
    strength: float
    entry: int


class _Entry(NamedTuple):
    concept: str
    key: str
    strength: float
    within: int
    sides: int


@dataclass(frozen=True)
class Lexicon:
    """All phrases, ready to be found.

    Examples
    --------
    >>> from jobscreen.text.normalise import fold, match_view
    >>> hits = default_lexicon().find(match_view(fold("Flight to Phnom Penh, 柬埔寨")))
    >>> [(hit.key, hit.start, hit.end) for hit in hits["country"]]
    [('KH', 21, 24)]
    """

    automaton: ahocorasick_rs.AhoCorasick
    owners: tuple[tuple[tuple[int, int], ...], ...]
    bounds: tuple[tuple[bool, bool], ...]
    entries: tuple[_Entry, ...]
    digest: str

    @classmethod
    def from_compiled(cls, compiled: Mapping[str, Any], digest: str) -> Lexicon:
        """Build the automaton from the values that :mod:`jobscreen.lexicon.compiling` wrote."""
        phrases = [text for text, _, _ in compiled["phrases"]]
        word = (code_table().flags & Flag.WORD) != 0
        bounds = tuple(
            (bool(word[ord(text[0])]), bool(word[ord(text[-1])]) and not goes_on)
            for text, goes_on, _ in compiled["phrases"]
        )
        owners = tuple(tuple((entry, side) for entry, side in owned) for _, _, owned in compiled["phrases"])
        entries = tuple(_Entry(*entry) for entry in compiled["entries"])
        return cls(ahocorasick_rs.AhoCorasick(phrases), owners, bounds, entries, digest)

    @property
    def concepts(self) -> frozenset[str]:
        """Names of all concepts that have phrases."""
        return frozenset(entry.concept for entry in self.entries)

    def find(self, view: Folded) -> dict[str, list[Hit]]:
        """Return the hits in a match view by concept, in the order of the text.

        A hit that stands inside a longer one of the same concept is dropped.
        """
        found: dict[str, list[Hit]] = defaultdict(list)
        parted: dict[int, list[list[tuple[int, int]]]] = {}
        for start, end, pattern in self._bounded(view):
            for number, side in self.owners[pattern]:
                entry = self.entries[number]
                if entry.within:
                    sides = parted.setdefault(number, [[] for _ in range(entry.sides)])
                    if len(sides[side]) < MAX_HITS:
                        sides[side].append((start, end))
                elif len(found[entry.concept]) < MAX_HITS * 4:
                    found[entry.concept].append(Hit(start, end, entry.key, entry.strength, number))
        for number, sides in parted.items():
            if not all(sides):
                continue
            entry = self.entries[number]
            spans = _adjacent(*sides) if entry.within == ADJACENT else _near(sides, entry.within)
            for start, end in spans:
                found[entry.concept].append(Hit(start, end, entry.key, entry.strength, number))
        return {concept: _longest(hits) for concept, hits in found.items() if hits}

    def _bounded(self, view: Folded) -> Iterable[tuple[int, int, int]]:
        """Yield automaton matches that respect word borders: ``(start, end, pattern)``."""
        matches = self.automaton.find_matches_as_indexes(view.text, overlapping=True)
        if not matches:
            return
        inside = _inside_word(view)
        for pattern, start, end in matches:
            left, right = self.bounds[pattern]
            if not (left and inside[start]) and not (right and inside[end]):
                yield start, end, pattern


def _inside_word(view: Folded) -> list[bool]:
    """Tell for every position, end included, whether both its neighbours belong to one word."""
    word: npt.NDArray[np.bool_] = (view.flags & Flag.WORD) != 0
    inside = np.zeros(len(word) + 1, dtype=bool)
    inside[1:-1] = word[1:] & word[:-1]
    return inside.tolist()  # type: ignore[no-any-return]


def _near(sides: list[list[tuple[int, int]]], within: int) -> Iterable[tuple[int, int]]:
    """Yield the spans over one match of every side, none overlapping, that start close to the first side's match."""
    for first in sides[0]:
        chosen = [first]
        for others in sides[1:]:
            close = (
                other
                for other in others
                if abs(other[0] - first[0]) <= within and all(_apart(other, one) for one in chosen)
            )
            nearest = min(close, key=lambda other: abs(other[0] - first[0]), default=None)
            if nearest is None:
                break
            chosen.append(nearest)
        else:
            yield min(start for start, _ in chosen), max(end for _, end in chosen)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _adjacent(firsts: list[tuple[int, int]], seconds: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield the spans of a first half and the second half that follows it at once, or after one space."""
    ends = dict(seconds)
    for start, end in firsts:
        for place in (end, end + 1):
            if place in ends:
                yield start, ends[place]


def _longest(hits: list[Hit]) -> list[Hit]:
    """Drop hits that stand inside another one; of equal spans keep the strongest (of places: all)."""
    hits.sort(key=lambda hit: (hit.start, -hit.end, -hit.strength))
    kept: list[Hit] = []
    reach = -1
    for hit in hits:
        same_span = kept and (hit.start, hit.end) == (kept[-1].start, kept[-1].end)
        if hit.end > reach or (same_span and kept[-1].key != hit.key):
            kept.append(hit)
            reach = max(reach, hit.end)
    return kept[:MAX_HITS]


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """Load the lexicon that comes with the package, once per process.

    Raises
    ------
    DataError
        If the compiled file is missing or damaged.
    """
    try:
        raw = COMPILED.read_bytes()
        compiled = json.loads(raw)
    except (OSError, ValueError) as error:
        raise DataError(f"{COMPILED.name} is missing or damaged; run 'make lexicon' or reinstall.") from error
    return Lexicon.from_compiled(compiled, hashlib.sha256(raw).hexdigest())

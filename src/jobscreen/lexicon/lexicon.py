"""The compiled lexicon: one automaton that finds all phrases of all languages in one pass."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from jobscreen.errors import DataError
from jobscreen.text.normalise import Folded
from jobscreen.text.tables import Flag, code_table, codes_of

__all__ = ["Hit", "Lexicon", "default_lexicon"]

#: ``within`` of an entry whose two sides must be neighbours in this order (see compiling.py).
ADJACENT = -1
COMPILED = Path(__file__).with_name("compiled.npz")
#: The arrays of the compiled file, in the order in which they enter the digest.
ARRAYS: Final = ("concepts", "keys", "entries", "phrases", "goes_on", "owner_counts", "owners")
#: Most sides of one entry.
MAX_SIDES: Final = 4
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


#: Entries with the side of each.
_Owners: TypeAlias = "list[tuple[int, int]]"


class _Entry(NamedTuple):
    concept: str
    key: str
    strength: float
    within: int
    sides: int


@dataclass(frozen=True)
class Lexicon:
    """All phrases, ready to be found.

    Parameters
    ----------
    automaton : AhoCorasick
        Finds the phrases; a phrase is known by its number.
    borders : bytes
        For each phrase, whether a word must begin at its start (1) and end at its end (2).
    owners : list of int
        The entries that phrases belong to, one after the other: ``entry * MAX_SIDES + side``.
    first : list of int
        Where the owners of each phrase begin in ``owners``; one number more than there are phrases.
    entries : tuple
        What each entry stands for.
    digest : str
        Of the content; a model belongs to one lexicon.

    Examples
    --------
    >>> from jobscreen.text.normalise import fold, match_view
    >>> hits = default_lexicon().find(match_view(fold("Flight to Phnom Penh, 柬埔寨")))
    >>> [(hit.key, hit.start, hit.end) for hit in hits["country"]]
    [('KH', 21, 24)]
    """

    automaton: ahocorasick_rs.AhoCorasick
    borders: bytes
    owners: list[int]
    first: list[int]
    entries: tuple[_Entry, ...]
    digest: str

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Lexicon:
        """Build the automaton from the arrays that :func:`jobscreen.lexicon.compiling.pack` made."""
        phrases = _lines(arrays["phrases"])
        concepts, keys = _lines(arrays["concepts"]), _lines(arrays["keys"])
        entries = tuple(
            _Entry(concepts[concept], keys[key], strength / 2, within, sides)
            for concept, key, strength, within, sides in arrays["entries"].tolist()
        )
        digest = hashlib.sha256()
        for name in ARRAYS:
            digest.update(np.ascontiguousarray(arrays[name]).tobytes())
        return cls(
            automaton=ahocorasick_rs.AhoCorasick(phrases),
            borders=_borders(phrases, arrays["goes_on"]),
            owners=arrays["owners"].tolist(),
            first=np.concatenate(([0], np.cumsum(arrays["owner_counts"], dtype=np.int64))).tolist(),
            entries=entries,
            digest=digest.hexdigest(),
        )

    @property
    def concepts(self) -> frozenset[str]:
        """Names of all concepts that have phrases."""
        return frozenset(entry.concept for entry in self.entries)

    def find(self, view: Folded) -> dict[str, list[Hit]]:
        """Return the hits in a match view by concept, in the order of the text.

        A hit that stands inside a longer one of the same concept is dropped.
        """
        matches = self._bounded(view)
        owned = self._complete({pattern: self._owners_of(pattern) for _, _, pattern in matches})
        found: dict[str, list[Hit]] = {}
        parted: dict[int, list[list[tuple[int, int]]]] = {}
        entries = self.entries
        for start, end, pattern in matches:
            for number, side in owned[pattern]:
                entry = entries[number]
                if entry.within:
                    if number not in parted:
                        parted[number] = [[] for _ in range(entry.sides)]
                    if len(parted[number][side]) < MAX_HITS:
                        parted[number][side].append((start, end))
                    continue
                hits = found.setdefault(entry.concept, [])
                if len(hits) < MAX_HITS * 4:
                    hits.append(Hit(start, end, entry.key, entry.strength, number))
        for number, sides in parted.items():
            entry = entries[number]
            spans = _adjacent(*sides) if entry.within == ADJACENT else _near(sides, entry.within)
            for start, end in spans:
                found.setdefault(entry.concept, []).append(Hit(start, end, entry.key, entry.strength, number))
        return {concept: _longest(hits) for concept, hits in found.items()}

    def _owners_of(self, pattern: int) -> _Owners:
        """Return the entries that a phrase belongs to, each with its side."""
        known = self._met.get(pattern)
        if known is None:
            owners = self.owners[self.first[pattern] : self.first[pattern + 1]]
            known = self._met[pattern] = [(owner // MAX_SIDES, owner % MAX_SIDES) for owner in owners]
        return known

    @cached_property
    def _met(self) -> dict[int, _Owners]:
        """The owners of the phrases met so far; few thousand of all phrases occur again and again."""
        return {}

    def _complete(self, owned: dict[int, _Owners]) -> dict[int, _Owners]:
        """Leave out the entries of which a side was not found: most of those that have several."""
        seen: dict[int, int] = {}
        for owners in owned.values():
            for number, side in owners:
                seen[number] = seen.get(number, 0) | 1 << side
        entries = self.entries
        complete = {number for number, sides in seen.items() if sides == (1 << entries[number].sides) - 1}
        return {pattern: [owner for owner in owners if owner[0] in complete] for pattern, owners in owned.items()}

    def _bounded(self, view: Folded) -> list[tuple[int, int, int]]:
        """Return automaton matches that respect word borders: ``(start, end, pattern)``."""
        matches = self.automaton.find_matches_as_indexes(view.text, overlapping=True)
        if not matches:
            return []
        inside = _inside_word(view)
        borders = self.borders
        return [
            (start, end, pattern)
            for pattern, start, end in matches
            if not (borders[pattern] & 1 and inside[start]) and not (borders[pattern] & 2 and inside[end])
        ]


def _lines(stored: npt.NDArray[np.uint8]) -> list[str]:
    return stored.tobytes().decode("utf-8").split("\n")


def _borders(phrases: list[str], goes_on: npt.NDArray[np.bool_]) -> bytes:
    """Return where phrases need word borders: only in scripts that separate words."""
    flags = code_table().flags
    starts = flags[codes_of("".join(phrase[0] for phrase in phrases))] & Flag.WORD != 0
    ends = (flags[codes_of("".join(phrase[-1] for phrase in phrases))] & Flag.WORD != 0) & ~goes_on
    borders: npt.NDArray[np.uint8] = starts.astype(np.uint8) | (ends.astype(np.uint8) << 1)
    return borders.tobytes()


def _inside_word(view: Folded) -> bytes:
    """Tell for every position, end included, whether both its neighbours belong to one word (1) or not (0)."""
    word: npt.NDArray[np.bool_] = (view.flags & Flag.WORD) != 0
    inside = np.zeros(len(word) + 1, dtype=bool)
    np.logical_and(word[1:], word[:-1], out=inside[1:-1])
    flat: bytes = inside.tobytes()
    return flat  # indexed one by one: bytes give plain numbers without a list of them


def _near(sides: list[list[tuple[int, int]]], within: int) -> Iterable[tuple[int, int]]:
    """Yield the spans over one match of every side, none overlapping, that start close to the first side's."""
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
    if len(hits) == 1:
        return hits
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
        with np.load(COMPILED, allow_pickle=False) as stored:
            return Lexicon.from_arrays({name: stored[name] for name in ARRAYS})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise DataError(f"{COMPILED.name} is missing or damaged; run 'make lexicon' or reinstall.") from error

"""The compiled lexicon: one automaton that finds all phrases of all languages in one pass."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
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
#: Phrases of so few letters stand inside many longer words; with their spaces they are found only where they are
#: words. Names of messengers are not: they stand right beside Han characters too.
_PADDED_UP_TO: Final = 3
_BOTH_BORDERS: Final = 3
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
    borders : ndarray of uint8
        For each phrase, whether a word must begin at its start (1) and end at its end (2).
    padded : ndarray of int64
        1 for the short phrases that are looked for with a space on either side.
    owners : ndarray of int64
        The entries that phrases belong to, one after the other: ``entry * MAX_SIDES + side``.
    first : ndarray of int64
        Where the owners of each phrase begin in ``owners``; one number more than there are phrases.
    sides : ndarray of int64
        How many sides each entry has.
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
    borders: npt.NDArray[np.uint8]
    padded: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    sides: npt.NDArray[np.int64]
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
        owners = arrays["owners"].astype(np.int64)
        first = np.concatenate(([0], np.cumsum(arrays["owner_counts"], dtype=np.int64)))
        borders = _borders(phrases, arrays["goes_on"])
        padded = np.array(
            [
                len(phrase) <= _PADDED_UP_TO and phrase.isascii() and border == _BOTH_BORDERS
                and entries[owners[place] // MAX_SIDES].concept != "messenger"
                for phrase, border, place in zip(phrases, borders.tolist(), first.tolist(), strict=False)
            ]
        )  # fmt: skip
        words = [f" {phrase} " if pad else phrase for phrase, pad in zip(phrases, padded.tolist(), strict=True)]
        return cls(
            automaton=ahocorasick_rs.AhoCorasick(words),
            borders=np.where(padded, 0, borders).astype(np.uint8),
            padded=padded.astype(np.int64),
            owners=owners,
            first=first,
            sides=np.array([entry.sides for entry in entries]),
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
        found: dict[str, list[Hit]] = {}
        parted: dict[int, list[list[tuple[int, int]]]] = {}
        entries = self.entries
        for start, end, number, side in self._owned(view):
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

    def _owned(self, view: Folded) -> Iterable[tuple[int, int, int, int]]:
        """Return ``(start, end, entry, side)`` of all matches at word borders whose entry has all its sides.

        In arrays: of some hundred matches in an ad, borders drop many, and of the entries with several sides
        nearly all lack one.
        """
        matches = self.automaton.find_matches_as_indexes(f" {view.text} ", overlapping=True)
        if not matches:
            return ()
        flat = np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches))
        pattern, start, end = flat.reshape(-1, 3).T
        pad = self.padded[pattern]
        start, end = start - 1 + pad, end - 1 - pad  # in the text without the spaces around it
        inside = _inside_word(view)
        border = self.borders[pattern]
        kept = np.flatnonzero((inside[start] & border | inside[end] & (border >> 1)) == 0)
        pattern = pattern[kept]
        begin = self.first[pattern]
        counts = self.first[pattern + 1] - begin
        total = np.cumsum(counts)
        row = np.repeat(np.arange(len(kept)), counts)
        owners = self.owners[np.arange(len(row)) + np.repeat(begin - total + counts, counts)]
        numbers = owners // MAX_SIDES
        sides_found = np.bincount(np.unique(owners) // MAX_SIDES, minlength=len(self.entries))
        whole = np.flatnonzero(sides_found[numbers] == self.sides[numbers])
        row = kept[row[whole]]
        owners = owners[whole]
        columns = (start[row], end[row], numbers[whole], owners % MAX_SIDES)
        return zip(*(column.tolist() for column in columns), strict=True)


def _lines(stored: npt.NDArray[np.uint8]) -> list[str]:
    return stored.tobytes().decode("utf-8").split("\n")


def _borders(phrases: list[str], goes_on: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint8]:
    """Return where phrases need word borders: only in scripts that separate words."""
    flags = code_table().flags
    starts = flags[codes_of("".join(phrase[0] for phrase in phrases))] & Flag.WORD != 0
    ends = (flags[codes_of("".join(phrase[-1] for phrase in phrases))] & Flag.WORD != 0) & ~goes_on
    return np.asarray(starts.astype(np.uint8) | (ends.astype(np.uint8) << 1))


def _inside_word(view: Folded) -> npt.NDArray[np.uint8]:
    """Tell for every position, end included, whether both its neighbours belong to one word (1) or not (0)."""
    word = (view.flags & Flag.WORD) != 0
    inside = np.zeros(len(word) + 1, dtype=np.uint8)
    inside[1:-1] = word[1:] & word[:-1]
    return inside


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

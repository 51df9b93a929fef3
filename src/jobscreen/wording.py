"""The wording of a text as hashed words and word pairs, or characters where a script has no spaces; numpy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from jobscreen.text.tables import Codes, Flag, code_table

__all__ = ["BUCKETS", "MASK", "SCHEME", "Wording", "hash_wording"]

_BITS: Final = 17
#: Number of buckets that n-grams are hashed into.
BUCKETS: Final = 1 << _BITS
#: Name of the scheme, kept in a model's manifest: weights of another one would mean something else.
SCHEME: Final = "words 1-2, unspaced characters 2-3"
#: What stands in place of anything that must not decide by its text. No n-gram reaches across.
MASK: Final = np.uint32(0)

_SPACE: Final = np.uint32(0x20)
_SHIFT: Final = np.uint32(32 - _BITS)
_MIX: Final = np.uint32(2654435761)
_PAIR: Final = np.uint32(2246822519)
_TRIPLE: Final = np.uint32(3266489917)
_ROTATED: Final = np.uint32(668265263)
#: Letters of a word beyond this many share a power; no word of interest is longer.
_LONGEST: Final = 40
_POWERS: Final = np.cumprod(np.full(_LONGEST, 16777619, dtype=np.uint32), dtype=np.uint32)

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Wording:
    """The n-grams of a text.

    Parameters
    ----------
    buckets : ndarray of int64, shape (n,)
        Bucket of each n-gram.
    places : ndarray of int64, shape (n,)
        Where it begins in the match view, ascending.
    """

    buckets: Ints
    places: Ints


def hash_wording(codes: Codes) -> Wording:
    """Hash words and pairs of neighbouring words; in scripts without spaces, pairs and triples of characters.

    Parameters
    ----------
    codes : ndarray of uint32
        Code points of a match view, :data:`MASK` where something is hidden.

    Examples
    --------
    >>> from jobscreen.text.tables import codes_of
    >>> hash_wording(codes_of("free flight")).places.tolist()
    [0, 0, 5]
    >>> hash_wording(codes_of("包机票")).places.tolist()
    [0, 0, 1]
    """
    flags = code_table().flags[codes]
    word = (flags & Flag.WORD) != 0
    unspaced = ((flags & Flag.LETTER) != 0) & ~word
    hashes: list[Hashes] = []
    places: list[Ints] = []
    if word.any():
        _add_words(codes, word, hashes, places)
    if unspaced.any():
        _add_characters(codes, unspaced, hashes, places)
    if not hashes:
        return Wording(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    at = np.concatenate(places)
    order = np.argsort(at, kind="stable")
    buckets = (np.concatenate(hashes) * _MIX) >> _SHIFT
    return Wording(buckets[order].astype(np.int64), at[order])


def _add_words(codes: Codes, word: npt.NDArray[np.bool_], hashes: list[Hashes], places: list[Ints]) -> None:
    """Add words, and pairs with a single space between."""
    starts = np.flatnonzero(word & ~np.concatenate(([False], word[:-1])))
    ends = np.flatnonzero(word & ~np.concatenate((word[1:], [False]))) + 1
    origin = np.zeros(len(codes), dtype=np.int64)
    origin[starts] = starts
    letter = np.arange(len(codes)) - np.maximum.accumulate(origin)  # place of each letter in its word
    terms = np.where(word, (codes + np.uint32(1)) * _POWERS[np.minimum(letter, _LONGEST - 1)], np.uint32(0))
    sums = np.add.reduceat(terms, starts, dtype=np.uint32)
    hashes.append(sums)
    places.append(starts)
    next_to = np.flatnonzero((starts[1:] - ends[:-1] == 1) & (codes[ends[:-1]] == _SPACE))
    if len(next_to):
        hashes.append((sums[next_to] * _PAIR) ^ sums[next_to + 1])
        places.append(starts[next_to])


def _add_characters(
    codes: Codes, unspaced: npt.NDArray[np.bool_], hashes: list[Hashes], places: list[Ints]
) -> None:
    """Add pairs and triples of neighbouring characters."""
    pairs = np.flatnonzero(unspaced[:-1] & unspaced[1:])
    hashes.append((codes[pairs] * _PAIR) ^ (codes[pairs + 1] * _TRIPLE))
    places.append(pairs)
    triples = np.flatnonzero(unspaced[:-2] & unspaced[1:-1] & unspaced[2:])
    hashes.append((codes[triples] * _PAIR) ^ (codes[triples + 1] * _TRIPLE) ^ (codes[triples + 2] * _ROTATED))
    places.append(triples)

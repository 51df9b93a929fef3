"""Fold a text for matching, with the way back: every folded character knows its span in the original.

Two views of one ad:

``fold``
    case, width, style, accents, invisible characters, entities and tags are gone; punctuation stays.
    Money, contacts and places are read here.
``match_view``
    on top of that only words and single spaces, look-alike letters and digits inside words resolved,
    spaced-out letters joined. Lexicon phrases are found here, and go through the same function.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from jobscreen.text.tables import DELETED, EXPANDED, Codes, Flag, code_table, codes_of, confusable_maps, text_of

__all__ = ["Folded", "fold", "fold_phrase", "match_view"]

Offsets = npt.NDArray[np.int32]

_SPACE: Final = np.uint32(0x20)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--[^<>]{0,300}-->")
_COMPOSING: Final = r"[\u1161-\u11ff\u3099\u309a\u093c\u09be\u09d7\u0bbe\u0bd7\u0dca\u0dcf\u0ddf\u102e]"
_COMPOSABLE = re.compile(rf"[^\s]{_COMPOSING}+")
_COMPOSING_MARK = re.compile(_COMPOSING)
#: The Thai and Lao vowel "am" as two signs; Unicode's composition leaves them apart, people write both.
_SARA_AM: Final = {"\u0e4d\u0e32": "\u0e33", "\u0ecd\u0eb2": "\u0eb3"}
_SPLIT_VOWEL = re.compile("|".join(_SARA_AM))
_LETTER: Final = r"[^\W\d_]"
_SPACED_OUT = re.compile(rf"(?<!\w){_LETTER}(?:[ .*·•|_-]{_LETTER}){{3,40}}(?!\w)")
#: Most texts have none of these, and the search for them is several times faster than that for what needs them.
_MAY_BE_SPACED_OUT = re.compile(rf"[ .*·•|_-]{_LETTER}[ .*·•|_-]{_LETTER}[ .*·•|_-]{_LETTER}")
_MAY_BE_LEET = re.compile(r"[0-9@$!](?<=[a-z$@].)[0-9@$!]?[a-z]")
_MAY_BE_MIXED = re.compile(r"[\u0370-\u058f]")
_MIXED = re.compile(r"[a-z][\u0370-\u058f]|[\u0370-\u058f][a-z]")
_MIXED_WORD = re.compile(r"[a-z\u0370-\u058f]{2,60}")
_LEET = re.compile(r"(?<![a-z0-9@$!])[a-z$@]{1,30}[0-9@$!]{1,2}[a-z][a-z0-9@$!]{0,30}")


@dataclass(frozen=True)
class Folded:
    """A folded copy of a text.

    Parameters
    ----------
    text : str
        The folded characters.
    codes : ndarray of uint32, shape (len(text),)
        Their code points.
    starts, ends : ndarray of int32, shape (len(text),)
        Where each folded character begins and ends in the original, in characters.
    disguised : ndarray of bool or None
        Which characters were resolved from a disguise (look-alikes, digits for letters, spaced-out letters).
    """

    text: str
    codes: Codes
    starts: Offsets
    ends: Offsets
    disguised: npt.NDArray[np.bool_] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of ``text[start:end]``; ``end`` must exceed ``start``."""
        return int(self.starts[start]), int(self.ends[end - 1])

    @cached_property
    def flags(self) -> npt.NDArray[np.uint8]:
        """Class bits (:class:`~jobscreen.text.tables.Flag`) of each folded character."""
        return code_table().flags[self.codes]


def fold(text: str) -> Folded:
    r"""Fold a text: case, width, styled letters, accents, digits, white space, invisible characters, HTML.

    Time is linear in the length. The offsets always stand inside the original.

    Examples
    --------
    >>> folded = fold("Ｐhnom&nbsp;Pénh\u200b!")
    >>> folded.text
    'phnom penh!'
    >>> folded.span(6, 10)
    (11, 15)
    """
    table = code_table()
    codes, starts, ends = _decoded(text)
    folded = table.fold[codes]
    if folded.size and int(folded.max()) >= EXPANDED:
        folded, starts, ends = _expand(folded, starts, ends, table.expansions)
    keep = np.flatnonzero(folded != DELETED)
    if len(keep) < len(folded):
        folded, starts, ends = folded[keep], starts[keep], ends[keep]
    return _collapsed(folded, starts, ends)


def match_view(folded: Folded) -> Folded:
    """Return the view in which phrases are found: words and single spaces, common disguises undone.

    Examples
    --------
    >>> match_view(fold("T.e.l.e.g.r.a.m - all-expenses paid, K@mb0dia")).text
    'telegram all expenses paid kambodia'
    """
    undisguised = _undisguise(folded)
    is_word = undisguised.flags & (Flag.LETTER | Flag.DIGIT)
    codes = np.where(is_word, undisguised.codes, _SPACE)
    return _collapsed(codes, undisguised.starts, undisguised.ends, undisguised.disguised)


def fold_phrase(phrase: str) -> str:
    """Fold a lexicon phrase exactly as texts are folded for matching.

    Examples
    --------
    >>> fold_phrase("Việc nhẹ, lương cao")
    'viec nhe luong cao'
    """
    return match_view(fold(phrase)).text.strip()


def _decoded(text: str) -> tuple[Codes, Offsets, Offsets]:
    """Return code points with their origin, entities, tags and split syllables resolved."""
    replacements: list[tuple[int, int, str]] = []
    if "&" in text:
        replacements += [(m.start(), m.end(), html.unescape(m[0])) for m in _ENTITY.finditer(text)]
    if "<" in text:
        replacements += [(m.start(), m.end(), " ") for m in _TAG.finditer(text)]
    if not text.isascii() and any(mark in text for mark in _SARA_AM):
        replacements += [(m.start(), m.end(), _SARA_AM[m[0]]) for m in _SPLIT_VOWEL.finditer(text)]
    if not text.isascii() and _COMPOSING_MARK.search(text):
        found = ((m.start(), m.end(), unicodedata.normalize("NFC", m[0])) for m in _COMPOSABLE.finditer(text))
        replacements += [item for item in found if len(item[2]) < item[1] - item[0]]
    codes = codes_of(text)
    if not replacements:
        places = np.arange(len(codes) + 1, dtype=np.int32)
        return codes, places[:-1], places[1:]
    return _replaced(codes, replacements)


def _replaced(codes: Codes, replacements: Iterable[tuple[int, int, str]]) -> tuple[Codes, Offsets, Offsets]:
    parts: list[Codes] = []
    starts: list[Offsets] = []
    ends: list[Offsets] = []
    places = np.arange(len(codes) + 1, dtype=np.int32)
    position = 0
    for start, end, new in sorted(replacements):
        if start < position:  # inside a tag that was replaced already
            continue
        piece = codes_of(new)
        parts += [codes[position:start], piece]
        starts += [places[position:start], np.full(len(piece), start, dtype=np.int32)]
        ends += [places[position + 1 : start + 1], np.full(len(piece), end, dtype=np.int32)]
        position = end
    parts.append(codes[position:])
    starts.append(places[position:-1])
    ends.append(places[position + 1 :])
    return np.concatenate(parts), np.concatenate(starts), np.concatenate(ends)


def _expand(
    folded: Codes, starts: Offsets, ends: Offsets, expansions: tuple[str, ...]
) -> tuple[Codes, Offsets, Offsets]:
    """Write out the few code points that fold to several."""
    places = np.flatnonzero(folded >= EXPANDED)
    pieces = [codes_of(expansions[int(folded[place]) - EXPANDED]) for place in places]
    lengths = np.ones(len(folded), dtype=np.int64)
    lengths[places] = [len(piece) for piece in pieces]
    new = np.repeat(folded, lengths)
    first = np.cumsum(lengths) - lengths
    for place, piece in zip(places, pieces, strict=True):
        new[first[place] : first[place] + len(piece)] = piece
    return new, np.repeat(starts, lengths), np.repeat(ends, lengths)


def _collapsed(
    codes: Codes, starts: Offsets, ends: Offsets, disguised: npt.NDArray[np.bool_] | None = None
) -> Folded:
    """Make runs of spaces one space."""
    space = codes == _SPACE
    single = np.ones(len(codes), dtype=bool)
    np.logical_and(space[1:], space[:-1], out=single[1:])
    np.logical_not(single[1:], out=single[1:])
    keep = np.flatnonzero(single)
    if len(keep) < len(codes):
        codes, starts, ends = codes[keep], starts[keep], ends[keep]
        disguised = None if disguised is None else disguised[keep]
    return Folded(text_of(codes), codes, starts, ends, disguised)


def _undisguise(folded: Folded) -> Folded:
    """Resolve look-alike letters, digits for letters and spaced-out words; most texts have none."""
    text = folded.text
    codes: Codes | None = None
    confusable, leet = confusable_maps()
    if not text.isascii() and _MAY_BE_MIXED.search(text) and _MIXED.search(text):
        codes = _mapped(folded.codes, _MIXED_WORD, text, confusable, only=_MIXED)
    if _MAY_BE_LEET.search(text) and _LEET.search(text):
        codes = _mapped(folded.codes if codes is None else codes, _LEET, text, leet)
    disguised = None if codes is None else codes != folded.codes
    current = folded if codes is None else Folded(text_of(codes), codes, folded.starts, folded.ends, disguised)
    return _joined(current)


def _mapped(
    codes: Codes, words: re.Pattern[str], text: str, table: dict[int, int], only: re.Pattern[str] | None = None
) -> Codes:
    """Look up the characters of words; with ``only``, of those words alone in which it finds something."""
    new = codes.copy()
    for match in words.finditer(text):
        if only is None or only.search(match[0]):
            for place in range(match.start(), match.end()):
                new[place] = table.get(int(codes[place]), int(codes[place]))
    return new


def _joined(folded: Folded) -> Folded:
    """Join words whose letters are set apart by spaces or dots."""
    if not _MAY_BE_SPACED_OUT.search(folded.text):
        return folded
    spans = [match.span() for match in _SPACED_OUT.finditer(folded.text)]
    if not spans:
        return folded
    keep = np.ones(len(folded.codes), dtype=bool)
    disguised = np.zeros(len(folded.codes), dtype=bool) if folded.disguised is None else folded.disguised.copy()
    for start, end in spans:
        keep[start + 1 : end : 2] = False
        disguised[start:end] = True
    codes = folded.codes[keep]
    return Folded(text_of(codes), codes, folded.starts[keep], folded.ends[keep], disguised[keep])

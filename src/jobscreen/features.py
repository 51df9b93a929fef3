"""From an ad to numbers: one value per indicator, and the wording as hashed n-grams that know where they stand.

Needs numpy only, so that scoring does. The same functions serve training and scoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from jobscreen.ad import Ad
from jobscreen.indicators import INDICATORS, AdDoc, Finding
from jobscreen.text.tables import Codes, Flag

__all__ = ["BUCKETS", "FEATURE_NAMES", "NGRAMS", "Reading", "Wording", "read_ad"]

#: Names of the indicator features, in the order of their values.
FEATURE_NAMES: tuple[str, ...] = tuple(indicator.id for indicator in INDICATORS)
_BITS: Final = 17
#: Number of buckets that n-grams are hashed into.
BUCKETS: Final = 1 << _BITS
#: Lengths of the n-grams, in characters of the match view: four letters of an alphabet carry a stem, two Han characters
#: a word. Adding 3 and 5 cost three times the memory and found nothing more on grouped folds.
NGRAMS: Final = (2, 4)
#: A text that warns of lures quotes them: beside a clear warning, other signs count this much.
REPORTED: Final = 0.35
#: Where something is masked, no n-gram reaches across.
_MASK: Final = np.uint32(0)
_MULTIPLIERS: Final = (np.uint32(2654435761), np.uint32(2246822519))
_ROLL: Final = np.uint32(16777619)

Floats = npt.NDArray[np.float64]
_IN_FAVOUR: Final = ("legit.", "context.")
_WARNING_AT: Final = FEATURE_NAMES.index("context.warning")
_REPORTABLE: Final = np.array([not name.startswith(_IN_FAVOUR) for name in FEATURE_NAMES])


@dataclass(frozen=True, slots=True)
class Wording:
    """The n-grams of a text.

    Parameters
    ----------
    buckets : ndarray of int64, shape (n,)
        Bucket of each n-gram.
    places : ndarray of int64, shape (n,)
        Where it begins in the match view, ascending.
    lengths : ndarray of int64, shape (n,)
        Its length in characters.
    """

    buckets: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reading:
    """One ad, read: its document, what each indicator found, and the features.

    Parameters
    ----------
    doc : AdDoc
        The document.
    findings : tuple of list of Finding
        What each indicator found, in the order of :data:`FEATURE_NAMES`.
    values : ndarray of float64, shape (len(FEATURE_NAMES),)
        Value of each indicator, 0 to 1.
    """

    doc: AdDoc
    findings: tuple[list[Finding], ...]
    values: Floats

    @cached_property
    def wording(self) -> Wording:
        """The n-grams of the text without contacts, amounts, places and countries."""
        return hash_ngrams(masked_codes(self.doc))


def read_ad(ad: Ad) -> Reading:
    """Read an ad: build its document, run the indicators, take their values.

    Examples
    --------
    >>> reading = read_ad(Ad.from_text("Typist wanted in Myawaddy, salary in USDT."))
    >>> dict(zip(FEATURE_NAMES, reading.values))["relocation.border"]
    1.0
    """
    doc = AdDoc(ad)
    findings = tuple(indicator.find(doc) for indicator in INDICATORS)
    values = np.array([max((item.strength for item in found), default=0.0) for found in findings])
    reported = values[_WARNING_AT]
    if reported:
        values[_REPORTABLE] *= 1.0 - (1.0 - REPORTED) * reported
    return Reading(doc, findings, values)


def masked_codes(doc: AdDoc) -> Codes:
    """Return the match view's code points with everything masked that must not decide by its text.

    Contacts, amounts, digits, places and countries are masked: what they mean is the indicators' business, and
    neither an invented contact nor a country's name may give a label away.
    """
    codes = doc.view.codes.copy()
    codes[(doc.view.flags & Flag.DIGIT) != 0] = _MASK
    for concept in ("place", "country"):
        for hit in doc.hits.get(concept, ()):
            codes[hit.start : hit.end] = _MASK
    spans = [doc.folded.span(item.start, item.end) for item in (*doc.contacts, *doc.money)]
    if spans:
        for start, end in np.searchsorted(doc.view.starts, spans):
            codes[start:end] = _MASK
    return codes


def hash_ngrams(codes: Codes) -> Wording:
    """Hash all n-grams that touch no mask.

    Examples
    --------
    >>> from jobscreen.text.tables import codes_of
    >>> wording = hash_ngrams(codes_of("abcd"))
    >>> wording.places.tolist(), wording.lengths.tolist()
    ([0, 0, 1, 2], [2, 4, 2, 2])
    """
    parts: list[npt.NDArray[np.int64]] = []
    places: list[npt.NDArray[np.int64]] = []
    lengths: list[npt.NDArray[np.int64]] = []
    masked = np.concatenate(([0], np.cumsum(codes == _MASK)))
    rolling = codes * _ROLL
    for length in range(2, NGRAMS[-1] + 1):
        if len(codes) < length:
            break
        rolling = (rolling[: len(codes) - length + 1] ^ codes[length - 1 :]) * _ROLL
        if length in NGRAMS:
            clean = np.flatnonzero(masked[length:] == masked[:-length])
            mixed = rolling[clean] * _MULTIPLIERS[NGRAMS.index(length)]
            parts.append((mixed >> np.uint32(32 - _BITS)).astype(np.int64))
            places.append(clean)
            lengths.append(np.full(len(clean), length))
    if not parts:
        empty = np.empty(0, dtype=np.int64)
        return Wording(empty, empty, empty)
    at = np.concatenate(places)
    order = np.argsort(at, kind="stable")
    return Wording(np.concatenate(parts)[order], at[order], np.concatenate(lengths)[order])

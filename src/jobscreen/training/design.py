"""Readings of many ads as matrices: indicator values, and wording in windows as a sparse matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix

from jobscreen.ad import Ad
from jobscreen.corpus.grouping import near_copies
from jobscreen.features import BUCKETS, Wording, read_ad
from jobscreen.model.linear import scale_of, windows

__all__ = ["Design", "read_design"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """Features of ``n`` ads.

    Parameters
    ----------
    values : ndarray, shape (n, n_indicators)
        Indicator values, 0 to 1.
    wordings : tuple of Wording
        N-grams of each ad.
    languages : ndarray of str, shape (n,)
        Guessed languages.
    """

    values: Floats
    wordings: tuple[Wording, ...]
    languages: npt.NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.wordings)

    def take(self, rows: npt.NDArray[np.int64]) -> Design:
        """Return the design of some of the ads, in the order of ``rows``; their windows are cut out, not made anew."""
        taken = Design(self.values[rows], tuple(self.wordings[row] for row in rows), self.languages[rows])
        place = np.full(len(self), -1)
        place[rows] = np.arange(len(rows))
        kept = np.flatnonzero(place[self.owners] >= 0)
        taken.__dict__["_windows"] = (self.windows[kept], place[self.owners[kept]])
        return taken

    @cached_property
    def near_copies(self) -> list[tuple[int, int]]:
        """Pairs of near-copies, see :func:`jobscreen.corpus.grouping.near_copies`."""
        return near_copies(self.wordings)

    @cached_property
    def _windows(self) -> tuple[csr_matrix, npt.NDArray[np.int64]]:
        return window_matrix(self.wordings)

    @property
    def windows(self) -> csr_matrix:
        """Scaled n-gram counts, one row per window, shape (n_windows, BUCKETS)."""
        return self._windows[0]

    @property
    def owners(self) -> npt.NDArray[np.int64]:
        """The ad of each window."""
        return self._windows[1]


def window_matrix(wordings: Sequence[Wording]) -> tuple[csr_matrix, npt.NDArray[np.int64]]:
    """Return scaled n-gram counts of all windows of all texts, and the text that each window belongs to."""
    indices: list[npt.NDArray[np.int64]] = []
    data: list[npt.NDArray[np.float32]] = []
    owners: list[int] = []
    indptr = [0]
    for number, wording in enumerate(wordings):
        for start, end in windows(len(wording.buckets)):
            buckets, counts = np.unique(wording.buckets[start:end], return_counts=True)
            indices.append(buckets)
            data.append((counts * scale_of(end - start)).astype(np.float32))
            indptr.append(indptr[-1] + len(buckets))
            owners.append(number)
    matrix = csr_matrix(
        (np.concatenate(data), np.concatenate(indices).astype(np.int32), indptr), shape=(len(owners), BUCKETS)
    )
    return matrix, np.array(owners)


def read_design(ads: Iterable[Ad], *, jobs: int = 1) -> Design:
    """Read ads into a design.

    Parameters
    ----------
    ads : iterable of Ad
        The ads.
    jobs : int
        Processes that read side by side.
    """
    batches = _batched(list(ads), 200)
    if jobs == 1:
        results = [_read_batch(batch) for batch in batches]
    else:
        results = Parallel(n_jobs=jobs)(delayed(_read_batch)(batch) for batch in batches)
    rows = [row for batch in results for row in batch]
    return Design(
        values=np.array([values for _, values, _ in rows]),
        wordings=tuple(wording for _, _, wording in rows),
        languages=np.array([language for language, _, _ in rows]),
    )


def _batched(ads: list[Ad], size: int) -> list[list[Ad]]:
    return [ads[start : start + size] for start in range(0, len(ads), size)]


def _read_batch(ads: list[Ad]) -> list[tuple[str, Floats, Wording]]:
    readings = [read_ad(ad) for ad in ads]
    return [(reading.doc.language, reading.values, reading.wording) for reading in readings]

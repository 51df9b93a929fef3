"""Readings of many ads as matrices: indicator values, and wording in windows as a sparse matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, vstack

from jobscreen.ad import Ad
from jobscreen.corpus.grouping import Signature, near_copies, signature_of
from jobscreen.features import read_ad
from jobscreen.model.linear import scale_of, windows
from jobscreen.wording import BUCKETS

__all__ = ["Design", "read_design"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Design:
    """Features of ``n`` ads.

    Parameters
    ----------
    values : ndarray, shape (n, n_indicators)
        Indicator values, 0 to 1.
    languages : ndarray of str, shape (n,)
        Guessed languages.
    whole : csr_matrix, shape (n, BUCKETS)
        Scaled n-gram counts of each ad.
    windows : csr_matrix, shape (n_windows, BUCKETS)
        The same, one row per window.
    owners : ndarray of int, shape (n_windows,)
        The ad of each window, ascending.
    signatures : tuple
        MinHash signature of each ad, None for short ones.
    """

    values: Floats
    languages: npt.NDArray[np.str_]
    whole: csr_matrix
    windows: csr_matrix
    owners: Ints
    signatures: tuple[Signature | None, ...]

    def __len__(self) -> int:
        return len(self.languages)

    def take(self, rows: Ints) -> Design:
        """Return the design of some of the ads; ``rows`` must ascend."""
        place = np.full(len(self), -1)
        place[rows] = np.arange(len(rows))
        kept = np.flatnonzero(place[self.owners] >= 0)
        return Design(
            values=self.values[rows],
            languages=self.languages[rows],
            whole=self.whole[rows],
            windows=self.windows[kept],
            owners=place[self.owners[kept]],
            signatures=tuple(self.signatures[row] for row in rows),
        )

    @cached_property
    def near_copies(self) -> list[tuple[int, int]]:
        """Pairs of near-copies, see :func:`jobscreen.corpus.grouping.near_copies`."""
        return near_copies(self.signatures)


def read_design(ads: Iterable[Ad], *, jobs: int = 1) -> Design:
    """Read ads into a design.

    Parameters
    ----------
    ads : iterable of Ad
        The ads.
    jobs : int
        Processes that read side by side.
    """
    listed = list(ads)
    batches = [listed[start : start + 200] for start in range(0, len(listed), 200)]
    if jobs == 1:
        parts = [_read_batch(batch) for batch in batches]
    else:
        parts = Parallel(n_jobs=jobs)(delayed(_read_batch)(batch) for batch in batches)
    shifts = np.cumsum([0, *(len(part) for part in parts)])
    return Design(
        values=np.concatenate([part.values for part in parts]),
        languages=np.concatenate([part.languages for part in parts]),
        whole=vstack([part.whole for part in parts], format="csr"),
        windows=vstack([part.windows for part in parts], format="csr"),
        owners=np.concatenate([part.owners + shift for part, shift in zip(parts, shifts, strict=False)]),
        signatures=tuple(signature for part in parts for signature in part.signatures),
    )


def _read_batch(ads: list[Ad]) -> Design:
    readings = [read_ad(ad) for ad in ads]
    wordings = [reading.wording for reading in readings]
    spans = [windows(len(wording.buckets)) for wording in wordings]
    return Design(
        values=np.array([reading.values for reading in readings]),
        languages=np.array([reading.doc.language for reading in readings]),
        whole=_counts(wording.buckets for wording in wordings),
        windows=_counts(
            wording.buckets[start:end] for wording, own in zip(wordings, spans, strict=True) for start, end in own
        ),
        owners=np.repeat(np.arange(len(ads)), [len(own) for own in spans]),
        signatures=tuple(signature_of(wording) for wording in wordings),
    )


def _counts(rows: Iterable[Ints]) -> csr_matrix:
    """Return scaled n-gram counts, one row per array of buckets."""
    indices: list[Ints] = []
    data: list[npt.NDArray[np.float32]] = []
    indptr = [0]
    for row in rows:
        buckets, counts = np.unique(row, return_counts=True)
        indices.append(buckets)
        data.append((counts * scale_of(len(row))).astype(np.float32))
        indptr.append(indptr[-1] + len(buckets))
    shape = (len(indptr) - 1, BUCKETS)
    return csr_matrix((np.concatenate(data), np.concatenate(indices).astype(np.int32), indptr), shape=shape)

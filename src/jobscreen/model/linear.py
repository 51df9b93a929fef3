"""Two linear models in a row: is it a lure; if not, is it other fraud. Contributions add up to the log-odds.

Needs numpy only. Fitting is in :mod:`jobscreen.training`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from jobscreen.features import Reading
from jobscreen.wording import Wording

__all__ = ["FLOOR", "OUTPUTS", "STRIDE", "WINDOW", "Decision", "LinearModel", "logistic", "windows"]

Floats = npt.NDArray[np.float64]

#: The two questions, in order.
OUTPUTS: Final = ("lure", "fraud_if_no_lure")
#: Long ads are read in windows of this many n-grams (some 250 words), so that pages of honest boilerplate do
#: not thin out a lure; the window that speaks most for a lure decides. Other fraud is judged by the whole text:
#: the fraud of job boards is a tone, and the largest of many windows would rise with length alone.
WINDOW: Final = 500
STRIDE: Final = 250
#: The sum over a window is divided by the root of its n-grams, at least of this many: a few words shall not shout.
FLOOR: Final = 100


def logistic(margin: float | Floats) -> Floats:
    """Return probabilities of log-odds, without overflow.

    Examples
    --------
    >>> logistic(np.array([0.0, 800.0, -800.0])).tolist()
    [0.5, 1.0, 0.0]
    """
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(margin, dtype=np.float64)))


def windows(count: int) -> list[tuple[int, int]]:
    """Return the windows over ``count`` n-grams: one for a short text, overlapping ones for a long text.

    Examples
    --------
    >>> windows(100), windows(900)
    ([(0, 100)], [(0, 500), (250, 750), (400, 900)])
    """
    if count <= WINDOW + STRIDE // 2:
        return [(0, count)]
    starts = [*range(0, count - WINDOW, STRIDE), count - WINDOW]
    return [(start, start + WINDOW) for start in starts]


def scale_of(count: int) -> float:
    """Return what the sum over a window of ``count`` n-grams is multiplied by."""
    return float(1.0 / np.sqrt(max(count, FLOOR)))


@dataclass(frozen=True, slots=True)
class Decision:
    """What the model makes of one reading.

    Parameters
    ----------
    margins : ndarray, shape (2,)
        Log-odds for each of :data:`OUTPUTS`.
    indicators : ndarray, shape (2, n_indicators)
        Contribution of each indicator.
    wording : ndarray, shape (2, n_ngrams) or (2, 0)
        Contribution of each n-gram; zero outside the deciding window.
    """

    margins: Floats
    indicators: Floats
    wording: Floats

    @property
    def risk(self) -> float:
        """Probability of a lure."""
        return float(logistic(self.margins[0]))

    @property
    def fraud(self) -> float:
        """Probability of any recruitment fraud, lures included."""
        risk = self.risk
        return risk + (1.0 - risk) * float(logistic(self.margins[1]))


@dataclass(frozen=True)
class LinearModel:
    """Weights, ready to score.

    Parameters
    ----------
    name : str
        Name and version.
    intercepts : ndarray, shape (2,)
        Log-odds of an ad without any finding.
    indicators : ndarray, shape (2, n_indicators)
        Weight of each indicator.
    wording : ndarray, shape (2, BUCKETS)
        Weight of each n-gram bucket.
    languages : frozenset of str
        Languages whose wording the model has learnt; in others only the indicators count.
    elevated, high : float
        Risks from which the level is ``elevated`` and ``high``.
    """

    name: str
    intercepts: Floats
    indicators: Floats
    wording: npt.NDArray[np.float32]
    languages: frozenset[str]
    elevated: float
    high: float

    def decide(self, reading: Reading) -> Decision:
        """Return log-odds and contributions for one reading."""
        indicators = self.indicators * reading.values
        if reading.doc.language in self.languages:
            wording = self.wording_contributions(reading.wording)
        else:
            wording = np.empty((2, 0))
        margins = self.intercepts + indicators.sum(axis=1) + wording.sum(axis=1)
        return Decision(margins, indicators, wording)

    def wording_contributions(self, wording: Wording) -> Floats:
        """Return the contribution of each n-gram; for a lure, zero outside the window that decides."""
        pairs = self._pairs[wording.buckets]
        contributions = np.zeros((len(OUTPUTS), len(pairs)))
        bounds = np.array(windows(len(pairs)))
        sums = np.concatenate(([0.0], np.cumsum(pairs.real, dtype=np.float64)))
        start, end = bounds[int((sums[bounds[:, 1]] - sums[bounds[:, 0]]).argmax())]
        contributions[0, start:end] = pairs.real[start:end]
        contributions[1] = pairs.imag
        contributions *= ((scale_of(end - start),), (scale_of(len(pairs)),))
        return contributions

    @cached_property
    def _pairs(self) -> npt.NDArray[np.complex64]:
        """Both weights of a bucket as one complex number, so that one look-up fetches them together."""
        pairs = np.empty(self.wording.shape[1], dtype=np.complex64)
        pairs.real, pairs.imag = self.wording
        return pairs

    def level_of(self, risk: float) -> str:
        """Return the level of a risk."""
        return "high" if risk >= self.high else "elevated" if risk >= self.elevated else "low"

"""Figures of an evaluation: ranking, recall at a false-alarm budget, calibration, shares by slice, intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score

from jobscreen.training.fitting import PRIOR

__all__ = ["average_precision", "bootstrap", "calibration_curve", "calibration_error", "prior_weights", "recall_at",
           "shares"]  # fmt: skip

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_BINS: Final = 10
_RESAMPLES: Final = 500


def prior_weights(labels: npt.NDArray[np.str_], weights: Floats) -> Floats:
    """Return weights with which the labels have the shares of the reference prior."""
    scaled = weights.copy()
    for label, share in PRIOR.items():
        chosen = labels == label
        if chosen.any():
            scaled[chosen] *= share / weights[chosen].sum()
    return scaled


def average_precision(positive: Bools, scores: Floats, weights: Floats) -> float:
    """Return average precision at the given weights."""
    return float(average_precision_score(positive, scores, sample_weight=weights))


def recall_at(positive: Bools, scores: Floats, legit: Bools, budget: float) -> float:
    """Return the share of positives above the score that ``budget`` of the legit ads reach.

    Examples
    --------
    >>> scores = np.array([0.9, 0.2, 0.1, 0.3])
    >>> recall_at(np.array([True, True, False, False]), scores, np.array([False, False, True, True]), 0.5)
    0.5
    """
    border = np.quantile(scores[legit], 1 - budget)
    return float((scores[positive] > border).mean())


def calibration_curve(positive: Bools, risk: Floats, weights: Floats) -> list[dict[str, float]]:
    """Return, per tenth of the risk scale that has ads: mean risk, share of positives, share of weight."""
    bins = np.minimum((risk * _BINS).astype(int), _BINS - 1)
    rows = []
    for number in range(_BINS):
        chosen = bins == number
        weight = float(weights[chosen].sum())
        if weight:
            rows.append(
                {
                    "risk": float((risk[chosen] * weights[chosen]).sum() / weight),
                    "share": float((positive[chosen] * weights[chosen]).sum() / weight),
                    "weight": weight / float(weights.sum()),
                }
            )
    return rows


def calibration_error(curve: Sequence[dict[str, float]]) -> float:
    """Return the expected calibration error: mean distance of risk and share, by weight."""
    return float(sum(row["weight"] * abs(row["risk"] - row["share"]) for row in curve))


def bootstrap(figure: Callable[[npt.NDArray[np.int64]], float], groups: npt.NDArray[np.int64]) -> list[float]:
    """Return the 95 % interval of a figure over resampled groups.

    Parameters
    ----------
    figure : callable
        Computes the figure for an array of rows.
    groups : ndarray of int
        Group of each row; whole groups are drawn, as their ads are not independent.
    """
    rng = np.random.default_rng(0)
    order = np.argsort(groups, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
    drawn = []
    for _ in range(_RESAMPLES):
        rows = np.concatenate([members[index] for index in rng.integers(0, len(members), len(members))])
        value = figure(rows)
        if np.isfinite(value):
            drawn.append(value)
    return [round(float(value), 4) for value in np.quantile(drawn, [0.025, 0.975])]


def shares(names: npt.NDArray[np.str_], columns: dict[str, Bools]) -> dict[str, dict[str, Any]]:
    """Return, per name, the number of ads and the share for which each column holds."""
    table: dict[str, dict[str, Any]] = {}
    for name in sorted(set(names.tolist())):
        chosen = names == name
        table[name] = {"ads": int(chosen.sum())}
        table[name] |= {column: round(float(values[chosen].mean()), 4) for column, values in columns.items()}
    return table

"""Fit the two log-odds with scikit-learn, calibrate them on grouped folds, export plain weights."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from jobscreen.features import FEATURE_NAMES, IN_FAVOUR
from jobscreen.model.linear import OUTPUTS, LinearModel, logistic
from jobscreen.training.design import Design
from jobscreen.wording import BUCKETS

__all__ = ["PRIOR", "Settings", "fit_model", "folds_of", "margins_of", "probabilities_of"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: Shares of lure, fraud, legit for which the risk is calibrated: ads that someone found worth checking. A board with
#: one lure in ten thousand postings must rank by risk, or shift the log-odds by its own prior.
PRIOR: Final = {"lure": 0.10, "fraud": 0.10, "legit": 0.80}
#: False alarms that the levels may cost: shares of held-out legit ads that reach them.
BUDGET: Final = {"elevated": 0.02, "high": 0.005}


#: What a weight may be for each question: +1 not below zero, -1 not above, 0 either. Signs of other fraud may speak
#: against a lure, and signs of a lure against other fraud.
SIGNS: Final = np.array(
    [
        [
            -1 if name.startswith(IN_FAVOUR) else 0 if name.startswith(("fee.", "fraud.")) else 1
            for name in FEATURE_NAMES
        ],
        [
            -1 if name.startswith(IN_FAVOUR) else 1 if name.startswith(("fee.", "fraud.")) else 0
            for name in FEATURE_NAMES
        ],
    ]
)
_REFITS: Final = 5
#: Scale of the column of documented strengths: large, so that regularisation hardly touches it.
_FREE: Final = 10.0
#: Wording that fewer ads share is not learnt: it would tell this corpus, not lures.
MIN_ADS: Final = 3


@dataclass(frozen=True)
class Settings:
    """What the fit depends on.

    Parameters
    ----------
    indicator_scale : float
        Relative size of the indicators: a larger one is regularised less.
    wording_lure, wording_fraud : float
        Relative size of the wording for each question; 0 leaves it out.
    strength : float
        Inverse regularisation of the logistic regression (scikit-learn's ``C``).
    folds : int
        Folds that the calibration and the thresholds are taken from.
    seed : int
        Of the folds.
    min_lures : int
        Wording is learnt only for languages with at least this many lures to learn it from.
    """

    indicator_scale: float = 2.0
    wording_lure: float = 1.0
    wording_fraud: float = 3.0
    strength: float = 1.0
    folds: int = 4
    seed: int = 0
    min_lures: int = 12


def folds_of(labels: npt.NDArray[np.str_], groups: Ints, folds: int, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield ``(train, test)`` rows; no group is on both sides and every fold has its share of each label.

    Raises
    ------
    ValueError
        If a label has fewer groups than there are folds (from scikit-learn).
    """
    splitter = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    yield from splitter.split(np.zeros(len(labels)), labels, groups)


def fit_model(
    design: Design, labels: npt.NDArray[np.str_], groups: Ints, weights: Floats, settings: Settings
) -> tuple[LinearModel, Floats]:
    """Fit, calibrate, set the thresholds.

    Parameters
    ----------
    design : Design
        Features of the ads.
    labels : ndarray of str
        ``legit``, ``fraud`` or ``lure``.
    groups : ndarray of int
        Ads of one group stay in one fold.
    weights : ndarray
        Weight of each ad within its label.
    settings : Settings
        What the fit depends on.

    Returns
    -------
    model : LinearModel
        Calibrated weights.
    held_out : ndarray, shape (n, 2)
        Calibrated log-odds of each ad by a model that did not see its group.
    """
    held_out = np.zeros((len(design), len(OUTPUTS)))
    for train, test in folds_of(labels, groups, settings.folds, settings.seed):
        model = _fit_raw(design.take(train), labels[train], weights[train], settings)
        held_out[test] = margins_of(model, design.take(test))
    slopes, shifts = _calibration(held_out, labels, weights)
    held_out = held_out * slopes + shifts
    raw = _fit_raw(design, labels, weights, settings)
    risk = logistic(held_out[:, 0])
    legit = labels == "legit"
    # Each legit ad counts once here: the budget is about what a board sees, not about the hard cases we wrote.
    elevated, high = (float(np.quantile(risk[legit], 1 - BUDGET[level])) for level in ("elevated", "high"))
    model = replace(
        raw,
        intercepts=np.round(raw.intercepts * slopes + shifts, 4),
        indicators=np.round(raw.indicators * slopes[:, None], 4),
        wording=(raw.wording * slopes[:, None]).astype(np.float32),
        elevated=round(elevated, 4),
        high=round(high, 4),
    )
    return _named(model), held_out


def margins_of(model: LinearModel, design: Design) -> Floats:
    """Return the log-odds of a design, shape (n, 2); the same numbers as scoring the ads one by one."""
    margins = model.intercepts + design.values @ model.indicators.T
    known = np.isin(design.languages, sorted(model.languages))
    if known.any() and model.wording.any():
        lure, fraud = model.wording.astype(np.float64)
        best = np.full(len(design), -np.inf)
        np.maximum.at(best, design.owners, design.windows @ lure)
        margins[known, 0] += best[known]
        margins[known, 1] += (design.whole @ fraud)[known]
    return margins


def probabilities_of(margins: Floats) -> Floats:
    """Return probabilities of (legit, fraud, lure), shape (n, 3), of log-odds of shape (n, 2)."""
    lure, fraud = logistic(margins[:, 0]), logistic(margins[:, 1])
    return np.stack([(1 - lure) * (1 - fraud), (1 - lure) * fraud, lure], axis=1)


def _fit_raw(design: Design, labels: npt.NDArray[np.str_], weights: Floats, settings: Settings) -> LinearModel:
    """Fit both questions without calibration."""
    languages = _wording_languages(design, labels, settings)
    known = np.isin(design.languages, sorted(languages)).astype(np.float32)
    wording = diags(known) @ design.whole
    wording.eliminate_zeros()
    rarity = _rarity(wording)
    intercepts, indicators = np.zeros(len(OUTPUTS)), np.zeros((len(OUTPUTS), len(FEATURE_NAMES)))
    buckets = np.zeros((len(OUTPUTS), BUCKETS), dtype=np.float32)
    questions = (
        ("lure", labels != "", settings.wording_lure),
        ("fraud", labels != "lure", settings.wording_fraud),
    )
    for output, (positive, among, scale) in enumerate(questions):
        rows = np.flatnonzero(among)
        coefficients, intercepts[output] = _signed_fit(
            design.values[rows] * settings.indicator_scale,
            wording[rows] @ diags(rarity * scale) if scale else None,
            labels[rows] == positive,
            _balanced(labels, weights, positive, among)[rows],
            output,
            settings.strength,
        )
        indicators[output] = coefficients[: len(FEATURE_NAMES)] * settings.indicator_scale
        if scale:
            buckets[output] = coefficients[len(FEATURE_NAMES) :] * rarity * scale
    return LinearModel("unnamed", intercepts, indicators, buckets, languages, 1.0, 1.0)


def _signed_fit(
    values: Floats,
    wording: csr_matrix | None,
    target: npt.NDArray[np.bool_],
    weights: Floats,
    output: int,
    strength: float,
) -> tuple[Floats, float]:
    """Fit one question: weights shrunk towards documented strengths, none against its meaning.

    A column with the sum of all indicators, each times its documented strength, is nearly free of regularisation;
    each indicator's own column is not. So a sign seen often gets the weight that the data give it, and a rare one the
    weight of signs of its documented strength. An indicator whose weight still comes out against its meaning
    is left out and the rest fitted again.

    With few lures a sign that documents call strong can come out slightly negative, and a reader would be told that
    "Myawaddy" speaks for an ad. No weight is the honest answer there.
    """
    kept = np.ones(values.shape[1])
    documented = _documented() if OUTPUTS[output] == "lure" else np.zeros(len(kept))
    for _ in range(_REFITS):
        score = (values * kept) @ documented[:, None] * _FREE
        columns = [csr_matrix(values * kept), csr_matrix(score)]
        matrix = hstack(columns if wording is None else [*columns, wording], format="csr")
        fitted = LogisticRegression(C=strength, max_iter=200, tol=1e-4)
        fitted.fit(matrix, target, sample_weight=weights)
        own, shared, rest = np.split(fitted.coef_[0], [len(kept), len(kept) + 1])
        own = (own + shared[0] * _FREE * documented) * kept
        wrong = own * SIGNS[output] < 0
        if not wrong.any():
            break
        kept[wrong] = 0.0
    return np.concatenate((own * ~wrong, rest)), float(fitted.intercept_[0])


def _documented() -> Floats:
    """Return the documented strength of each indicator, 5 as 1.0."""
    strengths = json.loads(Path(__file__).with_name("strengths.json").read_text(encoding="utf-8"))["lure"]
    return np.array([strengths[name] for name in FEATURE_NAMES]) / 5.0


def _rarity(wording: csr_matrix) -> Floats:
    """Return the inverse document frequency of each bucket; 0 for those in fewer than :data:`MIN_ADS` ads.

    The factor ends up inside the exported weight, so that the model stays linear in the counts.
    """
    ads = np.bincount(wording.indices, minlength=BUCKETS)
    return np.where(ads >= MIN_ADS, np.log((1 + wording.shape[0]) / (1 + ads)), 0.0)


def _wording_languages(design: Design, labels: npt.NDArray[np.str_], settings: Settings) -> frozenset[str]:
    if not (settings.wording_lure or settings.wording_fraud):
        return frozenset()
    found, counts = np.unique(design.languages[labels == "lure"], return_counts=True)
    return frozenset(str(name) for name, count in zip(found, counts, strict=True) if count >= settings.min_lures)


def _balanced(
    labels: npt.NDArray[np.str_], weights: Floats, positive: str, among: npt.NDArray[np.bool_]
) -> Floats:
    """Return weights with which both answers weigh the same, scaled to the number of positives."""
    balanced = weights.copy()
    is_positive = labels == positive
    total = float(is_positive.sum())
    for side in (is_positive, ~is_positive & among):
        balanced[side] *= total / max(float(weights[side].sum()), 1e-12)
    return balanced


def _calibration(margins: Floats, labels: npt.NDArray[np.str_], weights: Floats) -> tuple[Floats, Floats]:
    """Return slope and shift of each log-odds (Platt scaling) at the reference prior."""
    prior = weights.copy()
    for label, share in PRIOR.items():
        chosen = labels == label
        prior[chosen] *= share * len(labels) / max(float(weights[chosen].sum()), 1e-12)
    slopes, shifts = np.ones(len(OUTPUTS)), np.zeros(len(OUTPUTS))
    for output, (positive, among) in enumerate((("lure", labels != ""), ("fraud", labels != "lure"))):
        platt = LogisticRegression(C=1e4)
        platt.fit(margins[among, output : output + 1], labels[among] == positive, sample_weight=prior[among])
        slopes[output] = max(float(platt.coef_[0, 0]), 1e-3)
        shifts[output] = float(platt.intercept_[0])
    return slopes, shifts


def _named(model: LinearModel) -> LinearModel:
    """Name a model by its content, so that two screenings can be told apart by their model."""
    digest = hashlib.sha256()
    for array in (model.intercepts, model.indicators, model.wording.astype(np.float16)):
        digest.update(np.ascontiguousarray(array).tobytes())
    from jobscreen import __version__

    return replace(model, name=f"jobscreen-{__version__}+{digest.hexdigest()[:8]}")

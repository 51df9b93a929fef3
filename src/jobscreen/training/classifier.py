"""``AdClassifier``: the model as a scikit-learn estimator over ads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from jobscreen.ad import Ad
from jobscreen.corpus.grouping import group
from jobscreen.corpus.sources import LABELS
from jobscreen.errors import InputError
from jobscreen.features import FEATURE_NAMES
from jobscreen.model.linear import LinearModel
from jobscreen.screener import Screener
from jobscreen.training.design import Design, read_design
from jobscreen.training.fitting import Settings, fit_model, margins_of, probabilities_of

__all__ = ["AdClassifier"]

AnyAd = str | Mapping[str, str | None] | Ad


class AdClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Tell lures, other fraud and legit ads apart; calibrated, linear, deterministic for a seed.

    Parameters
    ----------
    indicator_scale, wording_lure, wording_fraud : float
        Relative freedom of the indicators, and of the wording for each of the two questions (is it a lure; if not,
        is it other fraud); 0 leaves the wording out.
    strength : float
        Inverse regularisation (``C`` of logistic regression).
    folds : int
        Folds from which calibration and thresholds are taken; each label needs at least as many groups.
    seed : int
        Seed of the folds.
    min_lures : int
        Wording is learnt only for languages with at least this many lures.
    jobs : int
        Processes that read ads side by side.

    Attributes
    ----------
    classes_ : ndarray of str
        ``legit``, ``fraud``, ``lure``: the columns of :meth:`predict_proba`.
    model_ : LinearModel
        The calibrated weights.
    held_out_ : ndarray, shape (n, 2)
        Log-odds of the training ads by models that did not see their groups.

    Examples
    --------
    >>> from jobscreen.corpus.sources import read_samples
    >>> samples = read_samples("written")
    >>> ads, labels = [s.ad for s in samples], [s.label for s in samples]
    >>> classifier = AdClassifier(wording_lure=0, wording_fraud=0).fit(ads, labels, groups=[s.ties[0] for s in samples])
    >>> classifier.classes_.tolist(), classifier.predict_proba(ads[:2]).shape
    (['legit', 'fraud', 'lure'], (2, 3))
    """

    def __init__(
        self,
        *,
        indicator_scale: float = Settings.indicator_scale,
        wording_lure: float = Settings.wording_lure,
        wording_fraud: float = Settings.wording_fraud,
        strength: float = Settings.strength,
        folds: int = Settings.folds,
        seed: int = Settings.seed,
        min_lures: int = Settings.min_lures,
        jobs: int = 1,
    ) -> None:
        self.indicator_scale = indicator_scale
        self.wording_lure = wording_lure
        self.wording_fraud = wording_fraud
        self.strength = strength
        self.folds = folds
        self.seed = seed
        self.min_lures = min_lures
        self.jobs = jobs

    def fit(
        self,
        ads: Iterable[AnyAd],
        labels: Sequence[str],
        *,
        groups: Sequence[Any] | None = None,
        sample_weight: Sequence[float] | None = None,
    ) -> AdClassifier:
        """Fit on labelled ads.

        Parameters
        ----------
        ads : iterable of str, mapping or Ad
            The ads.
        labels : sequence of str
            ``legit``, ``fraud`` or ``lure``, all three present.
        groups : sequence, optional
            Keys; ads of one key stay in one fold. Near-copies stay together in any case.
        sample_weight : sequence of float, optional
            Weight of each ad within its label; the labels are balanced against each other.

        Raises
        ------
        InputError
            If lengths differ, a label is unknown, or one of the three is missing.
        """
        read = [Ad.of(ad) for ad in ads]
        return self.fit_design(
            read_design(read, jobs=self.jobs), labels, groups=groups, sample_weight=sample_weight
        )

    def fit_design(
        self,
        design: Design,
        labels: Sequence[str],
        *,
        groups: Sequence[Any] | None = None,
        sample_weight: Sequence[float] | None = None,
    ) -> AdClassifier:
        """Fit on ads that were read already; see :meth:`fit`."""
        given = np.asarray(labels, dtype=str)
        _check(len(design), given, groups, sample_weight)
        ties = [[str(key)] for key in groups] if groups is not None else [[] for _ in given]
        weights = np.ones(len(given)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        names = ("indicator_scale", "wording_lure", "wording_fraud", "strength", "folds", "seed", "min_lures")
        settings = Settings(**{name: getattr(self, name) for name in names})
        numbers = group(ties, design.near_copies)
        self.model_, self.held_out_ = fit_model(design, given, numbers, weights, settings)
        self.classes_ = np.array(LABELS)
        self.n_features_in_ = 1
        return self

    def predict_proba(self, ads: Iterable[AnyAd]) -> npt.NDArray[np.float64]:
        """Return probabilities of ``classes_``, shape (n, 3)."""
        return probabilities_of(self.decision_function(ads))

    def decision_function(self, ads: Iterable[AnyAd]) -> npt.NDArray[np.float64]:
        """Return the log-odds of a lure, and of other fraud if it is no lure, shape (n, 2)."""
        check_is_fitted(self)
        model: LinearModel = self.model_
        return margins_of(model, read_design([Ad.of(ad) for ad in ads], jobs=self.jobs))

    def predict(self, ads: Iterable[AnyAd]) -> npt.NDArray[np.str_]:
        """Return the likeliest label of each ad."""
        best = self.predict_proba(ads).argmax(axis=1)  # first: it checks that there is a model
        return np.asarray(self.classes_[best])

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the names of the indicator features."""
        del input_features
        return np.array(FEATURE_NAMES, dtype=object)

    def to_screener(self) -> Screener:
        """Return a screener that scores with the fitted weights."""
        check_is_fitted(self)
        return Screener(self.model_)


def _check(
    count: int, labels: npt.NDArray[np.str_], groups: Sequence[Any] | None, weights: Sequence[float] | None
) -> None:
    for name, given in (("labels", labels), ("groups", groups), ("sample_weight", weights)):
        if given is not None and len(given) != count:
            raise InputError(f"{name} must have one entry per ad: {count}; got {len(given)}.")
    found = set(labels.tolist())
    if unknown := found - set(LABELS):
        raise InputError(f"Unknown label {sorted(unknown)[0]!r}. Accepted: {', '.join(LABELS)}.")
    if missing := set(LABELS) - found:
        raise InputError(f"No ad is labelled {sorted(missing)[0]!r}; all of {', '.join(LABELS)} are needed.")

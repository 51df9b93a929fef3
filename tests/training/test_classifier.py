"""``AdClassifier`` on the written corpus: the contract of scikit-learn, and the same numbers as scoring."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from jobscreen import Ad, InputError
from jobscreen.corpus.grouping import group
from jobscreen.features import FEATURE_NAMES, IN_FAVOUR
from jobscreen.training import AdClassifier
from jobscreen.training.classifier import AnyAd
from jobscreen.training.fitting import folds_of

from .conftest import Written

LURE = "Typist wanted in Myawaddy, no experience, free flight and room, leave tonight. Telegram: @bright_555"
HONEST = "Harbour Hotel Co., Ltd hires a cook, day shift. Please send your CV; we sign the contract at our office."


def plain_classifier(**options: Any) -> AdClassifier:
    """Make a classifier without wording, which fits in a moment."""
    return AdClassifier(**{"wording_lure": 0, "wording_fraud": 0, **options})


def fitted(written: Written, classifier: AdClassifier) -> AdClassifier:
    return classifier.fit_design(written.design, written.labels, groups=written.groups)


@pytest.fixture(scope="module")
def plain(written: Written) -> AdClassifier:
    """Without wording."""
    return fitted(written, plain_classifier())


@pytest.fixture(scope="module")
def whole(written: Written) -> AdClassifier:
    """With wording."""
    return fitted(written, AdClassifier())


@pytest.fixture(params=["plain", "whole"])
def classifier(request: pytest.FixtureRequest) -> AdClassifier:
    found: AdClassifier = request.getfixturevalue(request.param)
    return found


def test_classes_and_shapes(classifier: AdClassifier, written: Written) -> None:
    assert classifier.classes_.tolist() == ["legit", "fraud", "lure"]
    ads: list[AnyAd] = [LURE, {"title": "Cook", "text": HONEST}, Ad.from_text(HONEST)]
    chances = classifier.predict_proba(ads)
    assert chances.shape == (3, 3)
    assert classifier.decision_function(ads).shape == (3, 2)
    assert classifier.held_out_.shape == (len(written.samples), 2)
    assert classifier.get_feature_names_out().tolist() == list(FEATURE_NAMES)


def test_rows_are_probabilities(classifier: AdClassifier, written: Written) -> None:
    chances = classifier.predict_proba([sample.ad for sample in written.samples[::7]])
    assert chances.sum(axis=1) == pytest.approx(1.0)
    assert (chances >= 0).all()


def test_a_lure_and_an_honest_ad_come_apart(classifier: AdClassifier) -> None:
    chances = classifier.predict_proba([LURE, HONEST])
    assert chances[0, 2] > 10 * chances[1, 2]
    assert chances[1].argmax() == 0


def test_predictions_are_the_likeliest_labels(classifier: AdClassifier, written: Written) -> None:
    ads = [sample.ad for sample in written.samples[::5]]
    best = classifier.predict_proba(ads).argmax(axis=1)
    assert classifier.predict(ads).tolist() == [["legit", "fraud", "lure"][place] for place in best]
    assert len(set(best.tolist())) == 3


def test_held_out_lures_rank_above_their_honest_ads(classifier: AdClassifier, written: Written) -> None:
    margins, labels = classifier.held_out_[:, 0], np.array(written.labels)
    above = (margins[labels == "lure"][:, None] > margins[labels == "legit"][None]).mean()
    assert above > 0.85


def test_scoring_one_by_one_gives_the_same_numbers(classifier: AdClassifier, written: Written) -> None:
    ads = [sample.ad for sample in written.samples[::9]]
    ads.append(Ad.from_text(f"{HONEST} " * 60 + LURE + f" {HONEST}" * 60))  # read in windows
    screenings = list(classifier.to_screener().score_many(ads))
    lure, fraud = classifier.decision_function(ads).T
    assert [log_odds(item.risk) for item in screenings] == pytest.approx(lure, abs=1e-6)
    # Of the sums: a probability near 0, taken from the difference of two others, has no such precision.
    others = [item.fraud_intercept + math.fsum(one.fraud_weight for one in item.evidence) for item in screenings]
    assert others == pytest.approx(fraud, abs=1e-6)


def test_a_seed_gives_the_same_model_again_and_the_data_are_unchanged(
    plain: AdClassifier, whole: AdClassifier, written: Written
) -> None:
    for first in (plain, whole):
        second = fitted(written, clone(first))
        assert second.model_.name == first.model_.name
        assert np.array_equal(second.model_.wording, first.model_.wording)
        assert np.array_equal(second.held_out_, first.held_out_)
    other = fitted(written, plain_classifier(seed=1))
    assert not np.array_equal(other.held_out_, plain.held_out_)


def test_wording_is_learnt_only_where_it_is_asked_for(plain: AdClassifier, whole: AdClassifier) -> None:
    assert not plain.model_.wording.any()
    assert whole.model_.wording.any()
    assert {"en", "vi"} <= whole.model_.languages


def test_no_sign_of_risk_speaks_for_an_ad_and_none_in_favour_against_it(classifier: AdClassifier) -> None:
    lure, fraud = classifier.model_.indicators
    for name, weight, other in zip(FEATURE_NAMES, lure, fraud, strict=True):
        if name.startswith(IN_FAVOUR):
            assert max(weight, other) <= 0, name
        elif name.startswith(("fee.", "fraud.")):
            assert other >= 0, name
        else:
            assert weight >= 0, name
    assert (lure != 0).sum() > 20


def test_levels_are_in_order(classifier: AdClassifier) -> None:
    assert 0 < classifier.model_.elevated <= classifier.model_.high < 1


def test_parameters_are_stored_as_given_and_cloned() -> None:
    classifier = AdClassifier(strength=0.5, folds=3)
    assert classifier.get_params()["strength"] == 0.5
    copy = clone(classifier.set_params(seed=9))
    assert copy.get_params() == classifier.get_params()
    assert copy.seed == 9
    with pytest.raises(ValueError, match="Invalid parameter"):
        classifier.set_params(depth=3)


def test_an_unfitted_one_says_so() -> None:
    with pytest.raises(NotFittedError):
        AdClassifier().predict([LURE])
    with pytest.raises(NotFittedError):
        AdClassifier().to_screener()


@pytest.mark.parametrize(
    ("labels", "options", "message"),
    [
        (["lure", "legit", "spam"], {}, "Unknown label 'spam'. Accepted: legit, fraud, lure"),
        (["lure", "legit", "legit"], {}, "No ad is labelled 'fraud'"),
        (["lure", "legit"], {}, "labels must have one entry per ad: 3; got 2"),
        (["lure", "legit", "fraud"], {"groups": ["a"]}, "groups must have one entry per ad: 3; got 1"),
        (["lure", "legit", "fraud"], {"sample_weight": [1.0] * 4}, "sample_weight must have .* 3; got 4"),
    ],
)
def test_wrong_labels_are_input_errors(labels: Sequence[str], options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        plain_classifier().fit([LURE, HONEST, HONEST], labels, **options)


def test_what_is_no_ad_is_an_input_error(plain: AdClassifier) -> None:
    with pytest.raises(InputError, match="got float"):
        plain.predict([LURE, 3.5])  # type: ignore[list-item]


def test_fit_reads_ads_of_every_form(written: Written, plain: AdClassifier) -> None:
    ads = [
        sample.ad.text if number % 2 else {"text": sample.ad.text} for number, sample in enumerate(written.samples)
    ]
    again = plain_classifier().fit(ads, written.labels, groups=written.groups)
    assert again.model_.name == plain.model_.name


def test_weights_count(written: Written, plain: AdClassifier) -> None:
    weights = [5.0 if sample.lang == "vi" else 1.0 for sample in written.samples]
    heavier = plain_classifier().fit_design(
        written.design, written.labels, groups=written.groups, sample_weight=weights
    )
    assert not np.array_equal(heavier.model_.indicators, plain.model_.indicators)


@pytest.mark.parametrize("seed", [0, 1])
def test_no_group_straddles_a_fold(written: Written, seed: int) -> None:
    labels, groups = np.array(written.labels), group([[key] for key in written.groups], written.design.near_copies)
    tested: list[int] = []
    for train, test in folds_of(labels, groups, 4, seed):
        assert set(groups[train]) & set(groups[test]) == set()
        assert set(labels[test]) == {"legit", "fraud", "lure"}
        tested += test.tolist()
    assert sorted(tested) == list(range(len(labels)))


def log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))

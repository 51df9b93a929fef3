"""Figures of an evaluation, against values that are plain to see."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscreen.training.fitting import PRIOR
from jobscreen.training.metrics import (
    average_precision,
    bootstrap,
    calibration_curve,
    calibration_error,
    prior_weights,
    recall_at,
    shares,
)


def test_weights_give_the_labels_the_shares_of_the_prior() -> None:
    labels = np.array(["legit"] * 6 + ["fraud"] * 2 + ["lure"])
    given = np.arange(1.0, 10.0)
    scaled = prior_weights(labels, given)
    assert {label: scaled[labels == label].sum() for label in PRIOR} == pytest.approx(PRIOR)
    assert scaled[1] / scaled[0] == pytest.approx(given[1] / given[0])
    assert given[0] == 1.0  # what came in is not changed


def test_a_label_that_is_not_there_is_no_problem() -> None:
    assert prior_weights(np.array(["lure"]), np.ones(1)).tolist() == [PRIOR["lure"]]


def test_average_precision_follows_the_weights() -> None:
    positive, scores = np.array([True, False]), np.array([0.1, 0.9])
    assert average_precision(positive, scores, np.ones(2)) == pytest.approx(0.5)
    assert average_precision(positive, scores, np.array([3.0, 1.0])) == pytest.approx(0.75)
    assert average_precision(positive, -scores, np.ones(2)) == 1.0


def test_recall_counts_what_is_above_the_budget_of_false_alarms() -> None:
    scores = np.concatenate((np.linspace(0, 1, 101), [0.5, 0.985, 0.995, 2.0]))
    legit = np.arange(len(scores)) < 101
    assert recall_at(~legit, scores, legit, 0.01) == 0.5
    assert recall_at(~legit, scores, legit, 0.5) == 0.75
    assert recall_at(~legit, scores, legit, 0.0) == 0.25


def test_a_calibrated_risk_has_no_error_and_a_wrong_one_has_its_distance() -> None:
    risk = np.array([0.25] * 4 + [0.75] * 4)
    right = np.array([True, False, False, False, True, True, True, False])
    curve = calibration_curve(right, risk, np.ones(8))
    assert [(row["risk"], row["share"], row["weight"]) for row in curve] == [(0.25, 0.25, 0.5), (0.75, 0.75, 0.5)]
    assert calibration_error(curve) == 0.0
    assert calibration_error(calibration_curve(np.zeros(8, dtype=bool), risk, np.ones(8))) == pytest.approx(0.5)


def test_a_risk_of_one_is_in_the_last_tenth() -> None:
    curve = calibration_curve(np.array([True, True]), np.array([0.95, 1.0]), np.ones(2))
    assert len(curve) == 1
    assert curve[0]["risk"] == pytest.approx(0.975)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1), st.floats(0.1, 9)), min_size=1, max_size=40))
def test_the_error_is_between_none_and_all(rows: list[tuple[bool, float, float]]) -> None:
    positive, risk, weights = (np.array(column) for column in zip(*rows, strict=True))
    curve = calibration_curve(positive, risk, weights)
    assert sum(row["weight"] for row in curve) == pytest.approx(1)
    assert 0 <= calibration_error(curve) <= 1 + 1e-9


def test_the_interval_draws_whole_groups() -> None:
    """Two groups of opposite values: drawing rows would hardly ever give an extreme, drawing groups often does."""
    values = np.array([0.0] * 50 + [1.0] * 50)
    by_group = bootstrap(lambda rows: float(values[rows].mean()), np.repeat([7, 3], 50))
    by_row = bootstrap(lambda rows: float(values[rows].mean()), np.arange(100))
    assert by_group == [0.0, 1.0]
    assert 0.35 < by_row[0] < 0.5 < by_row[1] < 0.65


def test_the_interval_is_the_same_each_time_and_leaves_out_what_has_no_figure() -> None:
    values = np.array([1.0, 2.0, np.nan])
    first, second = (bootstrap(lambda rows: float(values[rows].mean()), np.arange(3)) for _ in range(2))
    assert first == second
    assert 1.0 <= first[0] <= first[1] <= 2.0


def test_shares_count_by_name() -> None:
    names = np.array(["b", "a", "b"])
    flagged, high = np.array([True, False, False]), np.array([True, True, True])
    assert shares(names, {"flagged": flagged, "high": high}) == {
        "a": {"ads": 1, "flagged": 0.0, "high": 1.0},
        "b": {"ads": 2, "flagged": 0.5, "high": 1.0},
    }
    assert shares(names[:0], {"flagged": flagged[:0]}) == {}

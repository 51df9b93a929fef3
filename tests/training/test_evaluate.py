"""The evaluation on a small set made of the written corpus: what it holds out, what it reports, what it writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jobscreen.training import evaluate as evaluation
from jobscreen.training import fitting
from jobscreen.training.data import TrainingSet
from jobscreen.training.evaluate import HeldOut, evaluate, figures_of, hold_out
from jobscreen.training.fitting import Settings
from jobscreen.training.plots import plot_all

SETTINGS = Settings(wording_lure=0.0, wording_fraud=0.0, folds=3)
PLOTS = {"calibration.png", "risk.png", "slices.png"}


@pytest.fixture(scope="module")
def held_out(training_set: TrainingSet) -> HeldOut:
    return hold_out(training_set, SETTINGS, folds=3, jobs=1)


@pytest.fixture(scope="module")
def figures(training_set: TrainingSet, held_out: HeldOut) -> dict[str, Any]:
    return figures_of(training_set, held_out)


def test_every_ad_has_its_scores(training_set: TrainingSet, held_out: HeldOut) -> None:
    assert len(held_out.risk) == len(training_set.labels)
    assert ((held_out.risk > 0) & (held_out.risk < 1)).all()
    assert (held_out.fraud >= held_out.risk).all()
    assert (held_out.elevated >= held_out.high).all()


def test_lures_come_out_above_legit_ads(training_set: TrainingSet, held_out: HeldOut) -> None:
    medians = {label: np.median(held_out.risk[training_set.labels == label]) for label in ("lure", "legit")}
    assert medians["lure"] > 5 * medians["legit"]


def test_an_ad_is_judged_by_a_model_that_saw_nothing_of_its_group(
    training_set: TrainingSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[int]] = []
    tested: list[set[int]] = []
    fit, margins = fitting.fit_model, fitting.margins_of

    def fit_and_note(design: Any, labels: Any, groups: Any, weights: Any, settings: Any) -> Any:
        seen.append(set(groups.tolist()))
        return fit(design, labels, groups, weights, settings)

    def margins_and_note(model: Any, design: Any) -> Any:
        rows = [
            place for place, values in enumerate(training_set.design.signatures) if values in design.signatures
        ]
        tested.append(set(training_set.groups[rows].tolist()))
        return margins(model, design)

    monkeypatch.setattr(evaluation, "fit_model", fit_and_note)
    monkeypatch.setattr(evaluation, "margins_of", margins_and_note)
    hold_out(training_set, SETTINGS, folds=3, jobs=1)
    assert len(seen) == len(tested) == 3
    assert [one & other for one, other in zip(seen, tested, strict=True)] == [set()] * 3


def test_the_figures_are_plain_and_complete(figures: dict[str, Any]) -> None:
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures
    assert {"headline", "calibration", "by_label", "lures_by_language", "emscad"} <= set(figures)
    assert set(figures["lures_by_language"]) == {"en", "zh-Hans", "zh-Hant", "vi", "id"}
    assert set(figures["lures_by_difficulty"]) == {"easy", "medium", "hard"}
    assert set(figures["legit_real_by_source"]) == {"board", "emscad"}


def test_headlines_have_an_interval_around_them(figures: dict[str, Any]) -> None:
    headline = figures["headline"]
    assert len(headline) >= 9
    for name, figure in headline.items():
        low, high = figure["interval"]
        assert 0 <= low <= figure["value"] <= high <= 1, name
        assert figure["ads"] > 0
    assert headline["average_precision"]["value"] > 0.5


def test_counts_of_the_parts_add_up(training_set: TrainingSet, held_out: HeldOut, figures: dict[str, Any]) -> None:
    assert sum(row["ads"] for row in figures["by_label"].values()) == len(training_set.labels)
    lures = training_set.labels == "lure"
    parts = figures["lures_by_language"].values()
    assert sum(row["ads"] for row in parts) == lures.sum()
    flagged = sum(row["ads"] * row["flagged"] for row in parts)
    assert flagged == pytest.approx(held_out.elevated[lures].sum(), abs=0.05)


def test_plots_are_written(
    training_set: TrainingSet, held_out: HeldOut, figures: dict[str, Any], tmp_path: Path
) -> None:
    plot_all(training_set, held_out, figures, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == PLOTS
    for path in tmp_path.iterdir():
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size > 5_000


def test_evaluate_writes_what_it_returns(
    training_set: TrainingSet, held_out: HeldOut, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []

    def load(data: Path | None, *, jobs: int, say: Callable[[str], None]) -> TrainingSet:
        return training_set

    def hold(training: TrainingSet, settings: Settings, *, folds: int, jobs: int) -> HeldOut:
        assert (settings.seed, folds, jobs) == (7, 3, 1)
        return held_out

    monkeypatch.setattr(evaluation, "load_training_set", load)
    monkeypatch.setattr(evaluation, "hold_out", hold)
    out = tmp_path / "new" / "reports"
    figures = evaluate(out, data=None, jobs=1, seed=7, folds=3, say=said.append)
    assert json.loads((out / "evaluation.json").read_text(encoding="utf-8")) == figures
    assert {path.name for path in out.iterdir()} == {*PLOTS, "evaluation.json"}
    assert (figures["run"]["folds"], figures["run"]["seed"]) == (3, 7)
    assert said

"""The evaluation: nested, grouped cross-validation; every ad is judged by a model that saw nothing tied to it.

Outer folds give the held-out scores. Calibration, thresholds and the false-alarm borders come from the inner folds
of the other ads. Pairs, companies and near-copies never straddle a fold.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from jobscreen.model.linear import logistic
from jobscreen.training.data import TrainingSet, load_training_set
from jobscreen.training.fitting import BUDGET, Settings, fit_model, folds_of, margins_of
from jobscreen.training.metrics import (
    average_precision,
    bootstrap,
    calibration_curve,
    calibration_error,
    prior_weights,
    shares,
)

__all__ = ["HeldOut", "evaluate", "figures_of", "hold_out"]

#: Prevalence of fraud in the whole of EMSCAD, to which its figures are weighted back.
EMSCAD_PREVALENCE: Final = 0.048
#: Texts that speak about lures instead of offering work.
ABOUT_LURES: Final = ("warning", "testimony", "question")


@dataclass(frozen=True)
class HeldOut:
    """Scores of every ad by a model that did not see its group.

    Parameters
    ----------
    risk, fraud : ndarray, shape (n,)
        Probabilities.
    elevated, high, over_budget : ndarray of bool, shape (n,)
        Whether it reaches the level, or the risk that 1 % of the legit training ads reach, by that fold's borders.
    fraud_over_budget : ndarray of bool, shape (n,)
        The same for the probability of any fraud.
    """

    risk: npt.NDArray[np.float64]
    fraud: npt.NDArray[np.float64]
    elevated: npt.NDArray[np.bool_]
    high: npt.NDArray[np.bool_]
    over_budget: npt.NDArray[np.bool_]
    fraud_over_budget: npt.NDArray[np.bool_]


def evaluate(
    out: Path, *, data: Path | None, jobs: int, seed: int, folds: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Evaluate, write ``evaluation.json`` and plots, return the figures.

    Parameters
    ----------
    out : Path
        Folder for the results.
    data : Path or None
        Folder of the real sets; by default the shared data beside the checkout.
    jobs, seed, folds : int
        Processes side by side, seed of the folds, number of outer folds.
    say : callable
        Told what is going on.
    """
    from jobscreen.training.plots import plot_all  # matplotlib is slow to import

    training = load_training_set(data, jobs=jobs, say=say)
    say(f"Fitting {folds} outer folds")
    held_out = hold_out(training, Settings(seed=seed), folds=folds, jobs=jobs)
    figures = figures_of(training, held_out)
    figures["run"] = {
        "folds": folds,
        "seed": seed,
        "date": date.today().isoformat(),
        "python": platform.python_version(),
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "evaluation.json").write_text(
        json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    plot_all(training, held_out, figures, out)
    say(f"Wrote evaluation.json and plots to {out}")
    return figures


def hold_out(training: TrainingSet, settings: Settings, *, folds: int, jobs: int) -> HeldOut:
    """Score every ad by a model fitted on the other outer folds."""
    splits = list(folds_of(training.labels, training.groups, folds, settings.seed))
    results = Parallel(n_jobs=jobs)(delayed(_one_fold)(training, settings, train, test) for train, test in splits)
    columns = {name: np.zeros(len(training.labels), dtype=values.dtype) for name, values in results[0].items()}
    for (_, test), result in zip(splits, results, strict=True):
        for name, values in result.items():
            columns[name][test] = values
    return HeldOut(**columns)


def _one_fold(
    training: TrainingSet, settings: Settings, train: npt.NDArray[np.int64], test: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[Any]]:
    labels = training.labels[train]
    model, inner = fit_model(
        training.design.take(train), labels, training.groups[train], training.weights[train], settings
    )
    margins = margins_of(model, training.design.take(test))
    risk = logistic(margins[:, 0])
    fraud = risk + (1 - risk) * logistic(margins[:, 1])
    inner_risk = logistic(inner[:, 0])
    inner_fraud = inner_risk + (1 - inner_risk) * logistic(inner[:, 1])
    legit = labels == "legit"
    return {
        "risk": risk,
        "fraud": fraud,
        "elevated": risk >= model.elevated,
        "high": risk >= model.high,
        "over_budget": risk > np.quantile(inner_risk[legit], 0.99),
        "fraud_over_budget": fraud > np.quantile(inner_fraud[legit], 0.99),
    }


def figures_of(training: TrainingSet, held_out: HeldOut) -> dict[str, Any]:
    """Return all figures of an evaluation as plain values."""
    labels, written = training.labels, training.sources == "written"
    weights = prior_weights(labels, training.weights)
    curve = calibration_curve(labels == "lure", held_out.risk, weights)
    columns = {"flagged": held_out.elevated, "high": held_out.high}
    ads = np.array(
        [f"{label}, {'written' if ours else 'real'}" for label, ours in zip(labels, written, strict=True)]
    )
    kinds = np.where(np.isin(training.slices, ABOUT_LURES), "about lures", "ad")
    legit, lure = labels == "legit", labels == "lure"
    return {
        "headline": _headline(training, held_out, weights),
        "calibration": {"expected_error": round(calibration_error(curve), 4), "curve": curve},
        "budget": BUDGET,
        "by_label": shares(ads, columns),
        "lures_by_language": _part(training.languages, lure, columns),
        "lures_by_difficulty": _part(training.slices, lure, columns),
        "lures_by_register": _part(training.registers, lure, columns),
        "legit_written_by_slice": _part(training.slices, legit & written, columns),
        "legit_written_by_kind": _part(kinds, legit & written, columns),
        "legit_written_by_language": _part(training.languages, legit & written, columns),
        "legit_real_by_source": _part(training.sources, legit & ~written, columns),
        "legit_real_by_language": _part(training.languages, legit & ~written, columns),
        "fraud_written_by_slice": _part(
            training.slices, (labels == "fraud") & written, {**columns, "fraud": held_out.fraud_over_budget}
        ),
        "emscad": _emscad(training, held_out),
    }


def _part(
    names: npt.NDArray[np.str_], chosen: npt.NDArray[np.bool_], columns: dict[str, npt.NDArray[np.bool_]]
) -> dict[str, dict[str, Any]]:
    return shares(names[chosen], {name: values[chosen] for name, values in columns.items()})


def _headline(
    training: TrainingSet, held_out: HeldOut, weights: npt.NDArray[np.float64]
) -> dict[str, dict[str, Any]]:
    """Return the figures that are quoted, each with its 95 % interval over groups."""
    labels, written = training.labels, training.sources == "written"
    rows_of = {
        "lures": np.flatnonzero(labels == "lure"),
        "legit_real": np.flatnonzero((labels == "legit") & ~written),
        "legit_written": np.flatnonzero((labels == "legit") & written),
        "written": np.flatnonzero(written),
        "all": np.arange(len(labels)),
    }

    def precision(rows: npt.NDArray[np.int64]) -> float:
        positive = labels[rows] == "lure"
        return average_precision(positive, held_out.risk[rows], weights[rows]) if positive.any() else float("nan")

    def share(column: npt.NDArray[np.bool_]) -> Callable[[npt.NDArray[np.int64]], float]:
        return lambda rows: float(column[rows].mean())

    figures: dict[str, tuple[str, Callable[[npt.NDArray[np.int64]], float]]] = {
        "average_precision": ("all", precision),
        "average_precision_written_only": ("written", precision),
        "recall_at_1_percent_false_alarms": ("lures", share(held_out.over_budget)),
        "false_alarms_there_real_ads": ("legit_real", share(held_out.over_budget)),
        "false_alarms_there_written_look_alikes": ("legit_written", share(held_out.over_budget)),
        "lures_flagged": ("lures", share(held_out.elevated)),
        "lures_high": ("lures", share(held_out.high)),
        "real_ads_flagged": ("legit_real", share(held_out.elevated)),
        "real_ads_high": ("legit_real", share(held_out.high)),
    }
    table = {}
    for name, (part, figure) in figures.items():
        rows = rows_of[part]
        interval = bootstrap(lambda drawn, rows=rows, figure=figure: figure(rows[drawn]), training.groups[rows])  # type: ignore[misc]
        table[name] = {"value": round(figure(rows), 4), "interval": interval, "ads": len(rows)}
    return table


def _emscad(training: TrainingSet, held_out: HeldOut) -> dict[str, Any]:
    """Return how well other fraud is told from legit ads in EMSCAD, weighted back to its true prevalence."""
    chosen = training.sources == "emscad"
    positive = training.labels[chosen] == "fraud"
    weights = np.where(
        positive, EMSCAD_PREVALENCE / positive.mean(), (1 - EMSCAD_PREVALENCE) / (1 - positive.mean())
    )
    scores = held_out.fraud[chosen]
    border = np.quantile(scores[~positive], 0.99)
    return {
        "ads": int(chosen.sum()),
        "average_precision": round(average_precision(positive, scores, weights), 4),
        "recall_at_1_percent_false_alarms": round(float((scores[positive] > border).mean()), 4),
        "lure_flagged": round(float(held_out.elevated[chosen].mean()), 4),
    }

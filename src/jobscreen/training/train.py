"""What ``jobscreen train`` does: fit on all sources, write weights, manifest and card."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from jobscreen.corpus.sources import LABELS, digest_of
from jobscreen.features import FEATURE_NAMES
from jobscreen.model.linear import OUTPUTS, LinearModel
from jobscreen.model.store import save_model
from jobscreen.training.card import build_card
from jobscreen.training.data import TrainingSet, load_training_set
from jobscreen.training.fitting import BUDGET, PRIOR, Settings, fit_model

__all__ = ["EVALUATION", "fit_all", "train"]

#: Where a checkout keeps the figures that the card shows; ``jobscreen evaluate --out docs/evaluation`` writes them.
EVALUATION: Final = Path(__file__).parents[3] / "docs" / "evaluation" / "evaluation.json"


def train(out: Path, *, data: Path | None, jobs: int, seed: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Fit the model on all sources and write it.

    Parameters
    ----------
    out : Path
        Folder for ``weights.npz``, ``manifest.json`` and ``card.md``.
    data : Path or None
        Folder of the real sets; by default the shared data beside the checkout.
    jobs, seed : int
        Processes that read side by side; seed of the folds.
    say : callable
        Told what is going on.

    Returns
    -------
    dict
        What was written beside the weights.
    """
    training = load_training_set(data, jobs=jobs, say=say)
    say("Fitting")
    settings = Settings(seed=seed)
    model = fit_all(training, settings)
    about = _about(training, settings, model, data)
    save_model(model, out, about)
    evaluation = json.loads(EVALUATION.read_text(encoding="utf-8")) if EVALUATION.is_file() else None
    (out / "card.md").write_text(build_card(model, about, evaluation), encoding="utf-8")
    say(f"Wrote {model.name} to {out}")
    return about


def fit_all(training: TrainingSet, settings: Settings) -> LinearModel:
    """Fit on the whole training set."""
    model, _ = fit_model(training.design, training.labels, training.groups, training.weights, settings)
    return model


def _about(training: TrainingSet, settings: Settings, model: LinearModel, data: Path | None) -> dict[str, Any]:
    counts = Counter(
        (str(label), "written" if source == "written" else "real")
        for label, source in zip(training.labels, training.sources, strict=True)
    )
    return {
        "training": {
            "ads": {f"{label}, {kind}": counts[label, kind] for label in LABELS for kind in ("written", "real")},
            "groups": len(np.unique(training.groups)),
            "data_sha256": {name: digest_of(name) for name in ("written", "emscad", "honest") if data is None},
            "settings": {name: getattr(settings, name) for name in Settings.__dataclass_fields__},
            "prior": PRIOR,
            "budget": BUDGET,
        },
        "weights": {
            output: {name: float(weight) for name, weight in zip(FEATURE_NAMES, row, strict=True)}
            for output, row in zip(OUTPUTS, model.indicators, strict=True)
        },
        "intercepts": dict(zip(OUTPUTS, model.intercepts.tolist(), strict=True)),
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("jobscreen", "numpy", "scikit-learn", "scipy")},
        },
    }

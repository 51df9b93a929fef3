"""Plots of an evaluation: calibration, risk by label, recall by slice, weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jobscreen.errors import MissingExtraError
from jobscreen.training.data import TrainingSet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from jobscreen.training.evaluate import HeldOut

__all__ = ["plot_all"]

_COLOURS = {"lure": "#b3202a", "fraud": "#d98b1f", "legit": "#2a6f97"}


def plot_all(training: TrainingSet, held_out: HeldOut, figures: dict[str, Any], out: Path) -> None:
    """Write ``calibration.png``, ``risk.png`` and ``slices.png`` to a folder.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MissingExtraError("matplotlib", extra="train") from error
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    draws: tuple[tuple[str, tuple[float, float], Callable[[Axes], None]], ...] = (
        ("calibration", (5.0, 4.6), lambda axes: _calibration(axes, figures)),
        ("risk", (7.0, 4.2), lambda axes: _risk(axes, training, held_out)),
        ("slices", (7.0, 7.5), lambda axes: _slices(axes, figures)),
    )
    for name, size, draw in draws:
        figure, axes = plt.subplots(figsize=size, layout="constrained")
        draw(axes)
        figure.savefig(out / f"{name}.png", dpi=140, metadata={"Software": None})
        plt.close(figure)


def _calibration(axes: Axes, figures: dict[str, Any]) -> None:
    curve = figures["calibration"]["curve"]
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--", label="perfect")
    axes.plot([row["risk"] for row in curve], [row["share"] for row in curve], marker="o", color=_COLOURS["lure"])
    axes.set_xlabel("predicted risk (mean of each tenth)")
    axes.set_ylabel("share of lures, at 10 % prevalence")
    axes.set_title(f"Calibration, held out (expected error {figures['calibration']['expected_error']:.3f})")
    axes.legend(frameon=False)


def _risk(axes: Axes, training: TrainingSet, held_out: HeldOut) -> None:
    edges = np.linspace(-9, 6, 46)
    clipped = np.clip(held_out.risk, 1e-4, 1 - 1e-3)
    odds = np.log(clipped / (1 - clipped))
    for label, colour in _COLOURS.items():
        for ours, style in ((True, "-"), (False, ":")):
            chosen = (training.labels == label) & ((training.sources == "written") == ours)
            if chosen.any():
                name = f"{label}, {'written' if ours else 'real'} ({chosen.sum():,})"
                weights = np.full(int(chosen.sum()), 1 / chosen.sum())
                axes.hist(odds[chosen], edges.tolist(), weights=weights, histtype="step", color=colour, linestyle=style,
                          linewidth=1.6, label=name)  # fmt: skip
    axes.set_xlabel("log-odds of a lure, held out")
    axes.set_ylabel("share of ads")
    axes.set_title("Risk by label")
    axes.legend(frameon=False, fontsize=8)


def _slices(axes: Axes, figures: dict[str, Any]) -> None:
    rows: list[tuple[str, float, str]] = []
    for title, part, label in (
        ("lures", "lures_by_language", "lure"),
        ("lures", "lures_by_difficulty", "lure"),
        ("written legit", "legit_written_by_slice", "legit"),
        ("real legit", "legit_real_by_language", "legit"),
    ):
        rows += [
            (f"{title}: {name} ({row['ads']:,})", row["flagged"], label) for name, row in figures[part].items()
        ]
    places = np.arange(len(rows))[::-1]
    axes.barh(places, [row[1] for row in rows], color=[_COLOURS[row[2]] for row in rows])
    axes.set_yticks(places, [row[0] for row in rows], fontsize=8)
    axes.set_xlim(0, 1)
    axes.set_xlabel("share flagged (level elevated or high), held out")
    axes.set_title("Flagged by slice")

"""The training set: all sources, read, grouped and weighted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from jobscreen.corpus.grouping import group
from jobscreen.corpus.sources import Sample, read_samples
from jobscreen.training.design import Design, read_design

__all__ = ["TrainingSet", "load_training_set"]

#: Share of the written texts in the weight of their label. They are the hard cases in which style and place cannot
#: decide; the real ads keep the weights honest about ordinary ones.
WRITTEN_SHARE: Final = 0.5


@dataclass(frozen=True)
class TrainingSet:
    """Labelled ads with everything that fitting and evaluating need.

    Parameters
    ----------
    samples : tuple of Sample
        The ads with their facts.
    design : Design
        Their features.
    labels, sources, languages, slices, registers : ndarray of str, shape (n,)
        Columns of the samples.
    groups : ndarray of int, shape (n,)
        Ads of one group stay on one side of every split.
    weights : ndarray, shape (n,)
        Weight of each ad within its label.
    """

    samples: tuple[Sample, ...]
    design: Design
    labels: npt.NDArray[np.str_]
    sources: npt.NDArray[np.str_]
    languages: npt.NDArray[np.str_]
    slices: npt.NDArray[np.str_]
    registers: npt.NDArray[np.str_]
    groups: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]


def load_training_set(data: Path | None, *, jobs: int, say: Callable[[str], None]) -> TrainingSet:
    """Read the written corpus, the EMSCAD part and the honest ads.

    Parameters
    ----------
    data : Path or None
        Folder of the real sets; by default the shared data beside the checkout.
    jobs : int
        Processes that read side by side.
    say : callable
        Told what is going on.

    Raises
    ------
    DataError
        If a file is missing or unreadable.
    """
    files = {} if data is None else {"emscad": data / "emscad_part.csv.gz", "honest": data / "honest.jsonl.gz"}
    samples = [*read_samples("written")]
    samples += read_samples("emscad", files.get("emscad"))
    samples += read_samples("honest", files.get("honest"))
    say(f"Reading {len(samples):,} ads")
    design = read_design([sample.ad for sample in samples], jobs=jobs)
    say("Looking for near-copies")
    labels = np.array([sample.label for sample in samples])
    sources = np.array([sample.source for sample in samples])
    return TrainingSet(
        samples=tuple(samples),
        design=design,
        labels=labels,
        sources=sources,
        languages=np.array([sample.lang for sample in samples]),
        slices=np.array([sample.slice for sample in samples]),
        registers=np.array([sample.register for sample in samples]),
        groups=group([sample.ties for sample in samples], design.near_copies),
        weights=_weights(labels, sources == "written"),
    )


def _weights(labels: npt.NDArray[np.str_], written: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Give written and real ads of a label their shares of its weight; the mean weight of a label is 1."""
    weights = np.ones(len(labels))
    for label in np.unique(labels):
        ours, real = (labels == label) & written, (labels == label) & ~written
        if ours.any() and real.any():
            count = ours.sum() + real.sum()
            weights[ours] = WRITTEN_SHARE * count / ours.sum()
            weights[real] = (1 - WRITTEN_SHARE) * count / real.sum()
    return weights

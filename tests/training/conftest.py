"""The written corpus, read once for all tests of training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from jobscreen.corpus.grouping import group
from jobscreen.corpus.sources import Sample, read_samples
from jobscreen.training.data import TrainingSet
from jobscreen.training.design import Design, read_design


@dataclass(frozen=True)
class Written:
    """The written corpus with its design."""

    samples: list[Sample]
    design: Design

    @property
    def labels(self) -> list[str]:
        """Label of each text."""
        return [sample.label for sample in self.samples]

    @property
    def groups(self) -> list[str]:
        """Pair of each text."""
        return [sample.ties[0] for sample in self.samples]


@pytest.fixture(scope="session")
def written() -> Written:
    """Read the written corpus."""
    samples = read_samples("written")
    return Written(samples, read_design([sample.ad for sample in samples]))


@pytest.fixture(scope="session")
def training_set(written: Written) -> TrainingSet:
    """Make a training set of the written corpus, a third of whose legit and fraud texts stand in for real ads.

    A text whose pair has a lure stays a written one, so that a source is no label.
    """
    samples = written.samples
    lures = {sample.ties[0] for sample in samples if sample.label == "lure"}
    numbers = {"legit": 0, "fraud": 0}
    sources = []
    for sample in samples:
        source = "written"
        if sample.ties[0] not in lures and sample.label in numbers:
            numbers[sample.label] += 1
            source = ("written", "emscad", "board")[numbers[sample.label] % (2 if sample.label == "fraud" else 3)]
        sources.append(source)
    return TrainingSet(
        samples=tuple(samples),
        design=written.design,
        labels=np.array(written.labels),
        sources=np.array(sources),
        languages=np.array([sample.lang for sample in samples]),
        slices=np.array([sample.slice for sample in samples]),
        registers=np.array([sample.register for sample in samples]),
        groups=group([sample.ties for sample in samples], written.design.near_copies),
        weights=np.ones(len(samples)),
    )

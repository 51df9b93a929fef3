"""What several tests need: paths, the data beside a checkout, the trained model, and a tiny model made here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jobscreen.corpus.sources import SHARED_DATA
from jobscreen.features import FEATURE_NAMES
from jobscreen.model.linear import LinearModel
from jobscreen.model.store import save_model
from jobscreen.wording import BUCKETS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real ads beside the checkout; the package has none of them."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real ads are not there (shared/data beside the checkout)")
    return SHARED_DATA


@pytest.fixture(scope="session")
def needs_model() -> Path:
    """The folder of the model that is shipped."""
    folder = ROOT / "models"
    if not (folder / "manifest.json").is_file():
        pytest.skip("no trained model: models/manifest.json is missing (make train)")
    return folder


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model whose weights are plain to see: every sign +1.2, what speaks in favour -1.5."""
    favour = [name.startswith(("legit.", "context.")) for name in FEATURE_NAMES]
    other_fraud = [name.startswith(("fee.", "fraud.")) for name in FEATURE_NAMES]
    weights = np.where(favour, [[-1.5], [-1.0]], np.where(other_fraud, [[0.3], [3.0]], [[1.2], [0.3]]))
    model = LinearModel(
        name="tiny-test",
        intercepts=np.array([-4.0, -2.0]),
        indicators=weights,
        wording=np.zeros((2, BUCKETS), dtype=np.float32),
        languages=frozenset({"en"}),
        elevated=0.3,
        high=0.7,
    )
    folder = tmp_path_factory.mktemp("tiny-model")
    save_model(model, folder, {})
    return folder

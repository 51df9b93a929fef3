"""Models on disk: ``weights.npz`` (numbers only, no pickle) and ``manifest.json`` (what they mean)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from jobscreen.errors import ModelError
from jobscreen.features import FEATURE_NAMES
from jobscreen.lexicon.lexicon import default_lexicon
from jobscreen.model.linear import OUTPUTS, LinearModel
from jobscreen.wording import BUCKETS, SCHEME

__all__ = ["FORMAT", "load_model", "packaged_model", "read_manifest", "save_model"]

FORMAT: Final = 1
_WEIGHTS, _MANIFEST = "weights.npz", "manifest.json"
#: Larger files are no models of ours; checked before anything is parsed.
_MAX_BYTES: Final = 64 * 1024 * 1024
#: What reading a damaged file may end in.
_DAMAGED: Final = (
    OSError, ValueError, KeyError, IndexError, TypeError, EOFError, MemoryError, zipfile.BadZipFile,
)  # fmt: skip


def packaged_model() -> Path:
    """Return the folder of the model that comes with jobscreen: in the wheel, or beside ``src`` in a checkout."""
    package = Path(__file__).parents[1]
    for folder in (package / "models", package.parents[1] / "models"):
        if (folder / _MANIFEST).is_file():
            return folder
    raise ModelError("No model came with this installation. Reinstall jobscreen, or run 'jobscreen train'.")


def save_model(model: LinearModel, folder: Path, about: Mapping[str, Any]) -> None:
    """Write a model.

    Parameters
    ----------
    model : LinearModel
        The model.
    folder : Path
        Where to; made if missing.
    about : mapping
        Training data, metrics and versions for the manifest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    used = np.flatnonzero(model.wording.any(axis=0))
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        allow_pickle=False,
        intercepts=model.intercepts,
        indicators=model.indicators,
        wording_buckets=used.astype(np.int32),
        wording_weights=model.wording[:, used].astype(np.float16),
    )
    weights = buffer.getvalue()
    manifest = {
        "format": FORMAT,
        "name": model.name,
        "outputs": list(OUTPUTS),
        "features": list(FEATURE_NAMES),
        "lexicon_sha256": default_lexicon().digest,
        "buckets": BUCKETS,
        "wording": SCHEME,
        "languages": sorted(model.languages),
        "thresholds": {"elevated": model.elevated, "high": model.high},
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        **about,
    }
    (folder / _WEIGHTS).write_bytes(weights)
    text = json.dumps(manifest, indent=1, ensure_ascii=False, allow_nan=False)
    (folder / _MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read a model's manifest.

    Raises
    ------
    ModelError
        If it is missing, too large or no manifest.
    """
    path = folder / _MANIFEST
    try:
        manifest = json.loads(_read(path).decode("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"No readable {_MANIFEST} in the model folder. Give a folder that 'jobscreen train' wrote."
        ) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ModelError(
            f"The model's manifest has another format than {FORMAT}; train it again with this version."
        )
    return manifest


def load_model(folder: Path) -> LinearModel:
    """Load a model and check that it belongs to this version's features and lexicon.

    Raises
    ------
    ModelError
        If a file is missing or damaged, or the features or the lexicon differ from those it was trained with.
    """
    manifest = read_manifest(folder)
    _check(manifest)
    try:
        raw = _read(folder / _WEIGHTS)
        if hashlib.sha256(raw).hexdigest() != manifest["weights_sha256"]:
            raise ModelError(
                f"{_WEIGHTS} is not the file that the manifest describes; copy the whole folder again."
            )
        _check_unpacked(raw)
        with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
            wording = np.zeros((len(OUTPUTS), BUCKETS), dtype=np.float32)
            wording[:, stored["wording_buckets"]] = stored["wording_weights"]
            return LinearModel(
                name=str(manifest["name"]),
                intercepts=stored["intercepts"],
                indicators=stored["indicators"],
                wording=wording,
                languages=frozenset(manifest["languages"]),
                elevated=float(manifest["thresholds"]["elevated"]),
                high=float(manifest["thresholds"]["high"]),
            )
    except _DAMAGED as error:
        raise ModelError(
            f"{_WEIGHTS} is missing or damaged; copy the model folder again, or train it anew."
        ) from error


def _read(path: Path) -> bytes:
    size = path.stat().st_size
    if size > _MAX_BYTES:
        raise ModelError(
            f"{path.name} has {size:,} bytes; a model has at most {_MAX_BYTES:,}. Give another folder."
        )
    return path.read_bytes()


def _check_unpacked(raw: bytes) -> None:
    """Refuse an archive whose members say that they unpack to more than a model has."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > _MAX_BYTES:
        raise ModelError(
            f"{_WEIGHTS} unpacks to {size:,} bytes; a model has at most {_MAX_BYTES:,}. Give another folder."
        )


def _check(manifest: Mapping[str, Any]) -> None:
    """Refuse a model whose numbers would mean something else here."""
    expected = {
        "features": list(FEATURE_NAMES),
        "lexicon_sha256": default_lexicon().digest,
        "buckets": BUCKETS,
        "wording": SCHEME,
        "outputs": list(OUTPUTS),
    }
    for key, value in expected.items():
        if manifest.get(key) != value:
            raise ModelError(
                f"The model was trained with other {key} than this version has. "
                "Use the model that came with it, or run 'jobscreen train'."
            )

"""Models on disk: round trip, and what is refused."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jobscreen import ModelError, Screener
from jobscreen.features import FEATURE_NAMES
from jobscreen.model import store
from jobscreen.model.linear import LinearModel
from jobscreen.model.store import load_model, read_manifest, save_model
from jobscreen.wording import BUCKETS

MANIFEST, WEIGHTS = "manifest.json", "weights.npz"


@pytest.fixture
def model() -> LinearModel:
    weights = np.random.default_rng(5)
    wording = np.zeros((2, BUCKETS), dtype=np.float32)
    wording[:, weights.integers(0, BUCKETS, 500)] = weights.normal(size=(2, 500)).astype(np.float16)
    return LinearModel(
        name="stored-1",
        intercepts=weights.normal(size=2),
        indicators=weights.normal(size=(2, len(FEATURE_NAMES))),
        wording=wording,
        languages=frozenset({"en", "vi"}),
        elevated=0.25,
        high=0.75,
    )


@pytest.fixture
def folder(model: LinearModel, tmp_path: Path) -> Path:
    save_model(model, tmp_path / "model", {"metrics": {"auc": 0.9}})
    return tmp_path / "model"


def rewrite(folder: Path, **changes: Any) -> None:
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8")) | changes
    path.write_text(json.dumps(manifest), encoding="utf-8")


def replace_weights(folder: Path, raw: bytes) -> None:
    """Put other weights there, with their digest, as someone would who can write to the folder."""
    (folder / WEIGHTS).write_bytes(raw)
    rewrite(folder, weights_sha256=hashlib.sha256(raw).hexdigest())


def test_a_model_comes_back_as_it_was(model: LinearModel, folder: Path) -> None:
    loaded = load_model(folder)
    for name in ("intercepts", "indicators", "wording"):
        np.testing.assert_array_equal(getattr(loaded, name), getattr(model, name))
    assert (loaded.name, loaded.languages) == (model.name, model.languages)
    assert (loaded.elevated, loaded.high) == (model.elevated, model.high)
    assert read_manifest(folder)["metrics"] == {"auc": 0.9}


def test_the_same_model_gives_the_same_files(model: LinearModel, folder: Path, tmp_path: Path) -> None:
    save_model(model, tmp_path / "again", {"metrics": {"auc": 0.9}})
    for name in (MANIFEST, WEIGHTS):
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_model_without_wording_can_be_stored(model: LinearModel, tmp_path: Path) -> None:
    save_model(replace(model, wording=np.zeros_like(model.wording)), tmp_path, {})
    assert not load_model(tmp_path).wording.any()


def test_only_numbers_are_stored(folder: Path) -> None:
    with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
        assert {"intercepts", "indicators", "wording_buckets", "wording_weights"} == set(stored.files)
        assert all(stored[name].dtype.kind in "fi" for name in stored.files)


@pytest.mark.parametrize("name", [MANIFEST, WEIGHTS])
def test_a_missing_file_is_a_model_error(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        Screener.load(folder)


def test_a_missing_folder_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="jobscreen train"):
        Screener.load(tmp_path / "nowhere")


def test_no_packaged_model_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "__file__", str(tmp_path / "src" / "jobscreen" / "model" / "store.py"))
    with pytest.raises(ModelError, match="Reinstall"):
        store.packaged_model()


@pytest.mark.parametrize("place", [0, 100, -30, -1])
def test_a_damaged_byte_is_found(folder: Path, place: int) -> None:
    raw = bytearray((folder / WEIGHTS).read_bytes())
    raw[place] ^= 0xFF
    (folder / WEIGHTS).write_bytes(bytes(raw))
    with pytest.raises(ModelError, match="not the file that the manifest describes"):
        load_model(folder)


@pytest.mark.parametrize("raw", [b"", b"PK", b"no zip at all", b"\x93NUMPY" + b"\x00" * 50], ids=repr)
def test_no_archive_is_a_model_error_even_with_a_right_digest(folder: Path, raw: bytes) -> None:
    replace_weights(folder, raw)
    with pytest.raises(ModelError, match="missing or damaged"):
        load_model(folder)


def test_objects_are_refused(folder: Path) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, intercepts=np.array([{"a": 1}], dtype=object))
    replace_weights(folder, buffer.getvalue())
    with pytest.raises(ModelError, match="damaged"):
        load_model(folder)


def test_buckets_out_of_range_are_refused(folder: Path) -> None:
    with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    arrays["wording_buckets"] = arrays["wording_buckets"] + BUCKETS
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    replace_weights(folder, buffer.getvalue())
    with pytest.raises(ModelError, match="damaged"):
        load_model(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"', "\ufeff{}", '{"format": 999}'])
def test_a_damaged_manifest_is_a_model_error(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="manifest"):
        load_model(folder)


@pytest.mark.parametrize("key", ["weights_sha256", "name", "languages", "thresholds"])
def test_a_manifest_without_a_key_is_a_model_error(folder: Path, key: str) -> None:
    manifest = read_manifest(folder)
    del manifest[key]
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError):
        load_model(folder)


@pytest.mark.parametrize(
    ("key", "value"),
    [("lexicon_sha256", "0" * 64), ("features", ["pay.unrealistic"]), ("buckets", 1024), ("wording", "letters"),
     ("outputs", ["lure"])],
)  # fmt: skip
def test_a_model_of_another_version_is_refused_by_name(folder: Path, key: str, value: Any) -> None:
    rewrite(folder, **{key: value})
    with pytest.raises(ModelError, match=f"other {key}"):
        load_model(folder)


@pytest.mark.parametrize("name", [MANIFEST, WEIGHTS])
def test_an_oversize_file_is_refused_before_it_is_read(folder: Path, name: str) -> None:
    with (folder / name).open("r+b") as file:
        file.truncate(100 * 1024 * 1024)  # sparse: takes no space
    with pytest.raises(ModelError) as raised:
        load_model(folder)
    message = f"{raised.value} {raised.value.__cause__ or ''}"
    assert "104,857,600" in message


def test_a_zip_bomb_is_refused_before_it_is_unpacked(folder: Path) -> None:
    """A small archive that would unpack to a gigabyte: the array's header says so, nothing of it is needed."""
    header = io.BytesIO()
    count = 1 << 27
    np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (count,)})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("wording_buckets", "wording_weights", "intercepts", "indicators"):
            with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                file.write(header.getvalue())
                for _ in range(8 if name == "wording_buckets" else 0):
                    file.write(bytes(1 << 24))
    assert len(buffer.getvalue()) < 1 << 20
    replace_weights(folder, buffer.getvalue())
    with pytest.raises(ModelError, match="unpacks to"):
        load_model(folder)


def test_a_header_that_promises_too_much_is_refused(folder: Path) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (1 << 50,)})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("wording_buckets.npy", header.getvalue())
    replace_weights(folder, buffer.getvalue())
    with pytest.raises(ModelError, match="damaged"):
        load_model(folder)

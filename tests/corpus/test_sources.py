"""The readers of the labelled ads: what they give, and what they say when a file is not what it should be."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from jobscreen import Ad
from jobscreen.corpus import sources
from jobscreen.corpus.sources import LABELS, WRITTEN, digest_of, read_samples
from jobscreen.errors import DataError

EMSCAD_COLUMNS: Final = (
    *("src", "title", "location", "salary_range", "employment_type", "description", "requirements", "benefits"),
    *("company_profile", "fraudulent", "neardup_group", "company_or_text_group"),
)


def honest_file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "honest.jsonl.gz"
    base = {"source": "board", "lang": "de", "country": "DE", "text": "Koch gesucht.", "company": None}
    lines = [json.dumps({"id": str(number), **base, **row}) for number, row in enumerate(rows)]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def emscad_file(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "emscad.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, EMSCAD_COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_written_corpus_has_every_line_in_order() -> None:
    lines = [
        json.loads(line)
        for file in sorted(WRITTEN.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    samples = read_samples("written")
    assert [(item.id, item.ad.text, item.label) for item in samples] == [
        (line["id"], line["text"], line["label"]) for line in lines
    ]
    assert {item.source for item in samples} == {"written"}
    assert [item.ties for item in samples] == [(f"pair:{line['pair']}",) for line in lines]
    assert {item.label for item in samples} == set(LABELS)


def test_honest_ads_are_legit_and_tied_by_company(tmp_path: Path) -> None:
    path = honest_file(tmp_path, {"company": " Seaview  HOTEL "}, {"country": None}, {"company": "seaview hotel"})
    first, second, third = read_samples("honest", path)
    assert (first.id, first.label, first.source, first.lang) == ("honest:0", "legit", "board", "de")
    assert first.ties == third.ties == ("company:seaview hotel",)
    assert (second.ties, second.country) == ((), "")


def test_about_half_of_the_honest_ads_have_the_company_as_a_field(tmp_path: Path) -> None:
    """If all had it and no lure did, the field would give the label away."""
    path = honest_file(tmp_path, *({"id": f"n{number}", "company": "Hotel"} for number in range(200)))
    samples = read_samples("honest", path)
    assert 60 < sum(bool(item.ad.company) for item in samples) < 140
    assert samples == read_samples("honest", path)


def test_emscad_rows_keep_their_fields_labels_and_ties(tmp_path: Path) -> None:
    fraud = {"src": "x", "title": "Clerk", "salary_range": "10-20", "fraudulent": "1", "neardup_group": "7"}
    honest = {"src": "x", "description": "Line one.\r\nLine two.", "fraudulent": "0", "company_or_text_group": "c"}
    first, second = read_samples("emscad", emscad_file(tmp_path, fraud, honest))
    assert (first.id, first.label, first.ad) == ("emscad:0", "fraud", Ad(title="Clerk", salary="10-20"))
    assert first.ties == ("neardup_group:7",)
    assert (second.label, second.ad.description) == ("legit", "Line one.\r\nLine two.")
    assert second.ties == ("company_or_text_group:c",)


def test_parts_of_emscad_that_were_chosen_for_being_complete_are_left_out(tmp_path: Path) -> None:
    rows = [{"src": name, "title": name, "fraudulent": "0"} for name in ("mit_clean", "a", "mit_real", "b")]
    assert [item.ad.title for item in read_samples("emscad", emscad_file(tmp_path, *rows))] == ["a", "b"]


def test_an_unknown_source_names_the_choice() -> None:
    with pytest.raises(DataError, match="Available: written, emscad, honest"):
        read_samples("other")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["emscad", "honest"])
def test_a_missing_file_is_said_without_its_folder(name: Any, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is not there; give its path") as caught:
        read_samples(name, tmp_path / "nothing.gz")
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("name", ["emscad", "honest"])
@pytest.mark.parametrize(
    "content",
    [
        b"not gzip",
        gzip.compress(b"secret\nsecret"),
        gzip.compress(b'{"id": "secret"}\n' * 2),
        gzip.compress(b"\xff\n1"),
    ],
    ids=["no-gzip", "no-rows", "no-columns", "no-utf-8"],
)
def test_a_file_of_another_shape_is_one_error_without_its_content(
    name: Any, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "file.gz"
    path.write_bytes(content)
    with pytest.raises(DataError, match=f"is not readable as '{name}'") as caught:
        read_samples(name, path)
    assert "secret" not in str(caught.value)


def test_the_digest_follows_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text("2", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("1", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("3", encoding="utf-8")
    monkeypatch.setattr(sources, "WRITTEN", tmp_path)
    assert digest_of("written") == hashlib.sha256(b"12").hexdigest()


def test_a_missing_written_corpus_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sources, "WRITTEN", tmp_path)
    with pytest.raises(DataError, match="reinstall jobscreen"):
        read_samples("written")


def test_the_real_sets_beside_a_checkout_are_as_expected(shared_data: Path) -> None:
    emscad, honest = read_samples("emscad"), read_samples("honest")
    assert {item.label for item in emscad} == {"fraud", "legit"}
    assert {item.label for item in honest} == {"legit"}
    assert len({item.lang for item in honest}) >= 5
    ids = Counter(item.id for item in (*emscad, *honest, *read_samples("written")))
    assert [name for name, count in ids.items() if count > 1] == []

"""The labelled ads: the written corpus of the package, and local copies of the public sets."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from jobscreen.ad import Ad
from jobscreen.errors import DataError

__all__ = ["LABELS", "SHARED_DATA", "Label", "Sample", "digest_of", "read_samples"]

Label = Literal["legit", "fraud", "lure"]
#: The three labels, in the order of a classifier's columns.
LABELS: Final = ("legit", "fraud", "lure")
#: Where a checkout finds the real ads: beside it, never inside it.
SHARED_DATA: Final = Path(__file__).parents[4] / "shared" / "data"
WRITTEN: Final = Path(__file__).with_name("written")
_FILES: Final = {"emscad": "emscad_part.csv.gz", "honest": "honest.jsonl.gz"}
#: Parts of EMSCAD that others chose for having every field filled; they would flatter any figure.
_CHOSEN: Final = frozenset({"mit_clean", "mit_real"})


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled ad.

    Parameters
    ----------
    id : str
        Unique over all sources.
    ad : Ad
        The ad.
    label : {"legit", "fraud", "lure"}
        Its label.
    source : str
        ``written``, ``emscad``, or the board that an honest ad came from.
    lang : str
        Language, BCP 47.
    slice : str
        Difficulty of a lure, kind of a look-alike, kind of a fraud; empty in real data.
    register : str
        Form of the text; ``job_board`` in real data.
    country : str
        Country of the readers (ISO 3166), empty if not known.
    ties : tuple of str
        Keys that the ad shares with others that must stay on its side of a split: pair, company, near-copy.
    """

    id: str
    ad: Ad
    label: Label
    source: str
    lang: str
    slice: str = ""
    register: str = "job_board"
    country: str = ""
    ties: tuple[str, ...] = ()


def read_samples(name: Literal["written", "emscad", "honest"], path: Path | None = None) -> list[Sample]:
    """Read one source.

    Parameters
    ----------
    name : {"written", "emscad", "honest"}
        The corpus in the package, the EMSCAD part (fraud and honest ads, English), or honest ads of 23 boards.
    path : Path, optional
        File of a real set; by default the one in the shared data beside a checkout.

    Raises
    ------
    DataError
        If the file is not there or not what it should be.

    Examples
    --------
    >>> samples = read_samples("written")
    >>> sorted({sample.label for sample in samples})
    ['fraud', 'legit', 'lure']
    """
    readers: dict[str, Callable[[Path], Iterator[Sample]]] = {"emscad": _emscad, "honest": _honest}
    if name == "written":
        return list(_written())
    if name not in readers:
        raise DataError(f"Unknown source {name!r}. Available: written, {', '.join(readers)}.")
    file = path or SHARED_DATA / _FILES[name]
    if not file.is_file():
        raise DataError(
            f"{_FILES[name]} is not there; give its path, or put it into shared/data beside the checkout."
        )
    try:
        return list(readers[name](file))
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{file.name} is not readable as {name!r}: {type(error).__name__}.") from error


def digest_of(name: str) -> str:
    """Return the SHA-256 of a source's files, for the model's manifest."""
    files = sorted(WRITTEN.glob("*.jsonl")) if name == "written" else [SHARED_DATA / _FILES[name]]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _written() -> Iterator[Sample]:
    files = sorted(WRITTEN.glob("*.jsonl"))
    if not files:
        raise DataError("The written corpus is not in this installation; reinstall jobscreen.")
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Sample(
                id=row["id"],
                ad=Ad.from_text(row["text"]),
                label=row["label"],
                source="written",
                lang=row["lang"],
                slice=row["slice"],
                register=row["register"],
                country=row["country"],
                ties=(f"pair:{row['pair']}",),
            )


def _honest(file: Path) -> Iterator[Sample]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Sample(
                id=f"honest:{row['id']}",
                ad=_honest_ad(row),
                label="legit",
                source=row["source"],
                lang=row["lang"],
                country=row["country"] or "",
                ties=_company(row["company"]),
            )


def _honest_ad(row: Mapping[str, Any]) -> Ad:
    """Make the ad of its text alone or, for every second one, with the company as a field.

    Both forms occur in use; if all honest ads had the field and no lure did, the field would give the label away.
    """
    with_field = row["company"] and int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2
    return Ad(company=row["company"] if with_field else "", description=row["text"])


def _company(name: str | None) -> tuple[str, ...]:
    return (f"company:{' '.join(name.casefold().split())}",) if name and name.strip() else ()


def _emscad(file: Path) -> Iterator[Sample]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            if row["src"] in _CHOSEN:
                continue
            ties = [f"{key}:{row[key]}" for key in ("neardup_group", "company_or_text_group") if row[key]]
            yield Sample(
                id=f"emscad:{number}",
                ad=Ad(
                    title=row["title"],
                    location=row["location"],
                    salary=row["salary_range"],
                    employment_type=row["employment_type"],
                    description=row["description"],
                    requirements=row["requirements"],
                    benefits=row["benefits"],
                    company_profile=row["company_profile"],
                ),
                label="fraud" if row["fraudulent"] == "1" else "legit",
                source="emscad",
                lang="en",
                ties=tuple(ties),
            )

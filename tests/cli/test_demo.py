"""``jobscreen demo``: the table of the ads that come with jobscreen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import jobscreen
from jobscreen.screener import Screener

from .conftest import Run

ADS = [
    json.loads(line)
    for line in (Path(jobscreen.__file__).parent / "data" / "demo_ads.jsonl").read_text("utf-8").splitlines()
]


def test_one_row_per_ad_in_100_columns_without_colour(run: Run, tiny_model: Path) -> None:
    result = run("demo", "--model", tiny_model)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines() if line.startswith("  demo-")] == [
        ad["id"] for ad in ADS
    ]
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_reasons_stand_on_words_of_the_ad(run: Run, tiny_model: Path) -> None:
    output = " ".join(run("demo", "--model", tiny_model).stdout.split())
    assert "Border town: “Bavet”" in output
    assert "Border town: “Poipet”" in output


def test_counts_are_those_of_the_library(run: Run, tiny_model: Path) -> None:
    levels = [Screener.load(tiny_model).score(ad["text"]).level for ad in ADS]
    counts = ", ".join(f"{levels.count(level)} {level}" for level in ("high", "elevated", "low"))
    assert f"{len(ADS)} ads: {counts}." in run("demo", "--model", tiny_model).stdout


@pytest.mark.parametrize("ad", ADS, ids=lambda ad: ad["id"])
def test_the_shipped_model_tells_them_apart(needs_model: Path, ad: dict[str, str]) -> None:
    screening = jobscreen.score(ad["text"])
    if ad["note"].startswith("Other fraud"):
        assert screening.fraud >= 0.5
    else:
        assert screening.flagged == ad["note"].startswith("Lure")

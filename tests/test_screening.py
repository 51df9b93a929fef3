"""The result: its shape, its order, what it gives away and what not."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import pytest

from jobscreen import Ad, Evidence, InputError, Screener, Screening

LURE = (
    "Typist wanted in Myawaddy, salary $2500 a month, no experience, free flight and room. "
    "Send passport photo now. Telegram: @bright_555 <script>alert(1)</script>"
)
HONEST = "Harbour Hotel Co., Ltd hires a cook, day shift. Please send your CV to jobs@harbour-hotel.example."


def piece(indicator: str, weight: float, fraud_weight: float = 0.0) -> Evidence:
    return Evidence(indicator, None, None, None, weight, fraud_weight, "Message.")


def made(risk: float, fraud: float, *evidence: Evidence) -> Screening:
    return Screening(risk, fraud, "low", tuple(evidence), "en", (), "by-hand", 0.0, 0.0, "text")


@pytest.fixture(scope="module")
def screener(tiny_model: Path) -> Screener:
    return Screener.load(tiny_model)


@pytest.fixture(scope="module")
def lure(screener: Screener) -> Screening:
    return screener.score(LURE)


def test_a_lure_and_an_honest_ad_come_apart(screener: Screener, lure: Screening) -> None:
    honest = screener.score(HONEST)
    assert (lure.level, lure.flagged) == ("high", True)
    assert (honest.level, honest.flagged) == ("low", False)
    assert float(lure) == lure.risk <= lure.fraud


def test_evidence_is_strongest_first_and_quotes_the_original(lure: Screening) -> None:
    sizes = [abs(item.weight) for item in lure.evidence]
    assert len(sizes) > 3
    assert sizes == sorted(sizes, reverse=True)
    assert lure.text == LURE
    spans = [item for item in lure.evidence if item.start is not None]
    assert spans
    assert all(item.text == LURE[item.start : item.end] for item in spans)


def test_weights_and_intercepts_are_the_log_odds(lure: Screening) -> None:
    total = lure.intercept + math.fsum(item.weight for item in lure.evidence)
    assert total == pytest.approx(math.log(lure.risk / (1 - lure.risk)))
    other = (lure.fraud - lure.risk) / (1 - lure.risk)
    fraud_total = lure.fraud_intercept + math.fsum(item.fraud_weight for item in lure.evidence)
    assert fraud_total == pytest.approx(math.log(other / (1 - other)))


def test_evidence_of_fields_indexes_the_joined_text(screener: Screener) -> None:
    ad = Ad(title="Typist", location="Myawaddy", salary="2500 USD", description="No experience.")
    screening = screener.score(ad)
    found = {item.indicator: item for item in screening.evidence}
    assert found["relocation.border"].text == "Myawaddy"
    assert found["relocation.border"].start == ad.field_spans["location"][0]


def test_the_dict_is_plain_and_holds_no_full_text(lure: Screening) -> None:
    plain = lure.to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert {"risk", "fraud", "level", "flagged", "evidence", "language", "warnings", "model"} <= plain.keys()
    assert "text" not in plain
    assert set(plain["evidence"][0]) == {field.name for field in dataclasses.fields(Evidence)}


def test_the_json_is_that_dict_in_ascii(screener: Screener) -> None:
    screening = screener.score("诚聘打字员，缅甸妙瓦底，包机票。")
    assert screening.to_json().isascii()
    assert json.loads(screening.to_json()) == screening.to_dict()
    assert screening.to_json(indent=2).count("\n") > 5


def test_json_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="JSON"):
        made(math.nan, 1.0).to_json()


def test_the_text_is_in_no_repr_and_the_html_is_escaped(lure: Screening) -> None:
    assert "alert(1)" not in repr(dataclasses.replace(lure, evidence=()))
    page = lure._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_screening_is_frozen(lure: Screening) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        lure.risk = 0.0  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        lure.evidence[0].weight = 0.0  # type: ignore[misc]


def test_reasons_speak_for_the_likelier_reading() -> None:
    for_lure, for_fraud = piece("relocation.border", 2.0, 0.1), piece("fee.upfront", 0.1, 2.0)
    against, wording = piece("legit.licence", -3.0, -3.0), piece("wording", 5.0, 5.0)
    evidence = (wording, against, for_lure, for_fraud)
    assert made(0.8, 0.9, *evidence).reasons() == (for_lure, for_fraud)
    assert made(0.1, 0.9, *evidence).reasons() == (for_fraud, for_lure)
    assert made(0.8, 0.9, *evidence).reasons(limit=1) == (for_lure,)


@pytest.mark.parametrize("level", ["low", "elevated", "high"])
def test_flagged_is_every_level_but_low(level: str) -> None:
    assert dataclasses.replace(made(0.5, 0.5), level=level).flagged is (level != "low")  # type: ignore[arg-type]


def test_explain_names_what_was_found(lure: Screening) -> None:
    explained = lure.explain()
    assert "Myawaddy" in explained
    assert lure.explain("vi") != explained
    with pytest.raises(InputError, match="Available: en"):
        lure.explain("xx")


def test_many_give_the_same_as_one_by_one_in_order(screener: Screener) -> None:
    ads: list[str | dict[str, str | None]] = [LURE, HONEST, "", {"title": "Cook", "company": "Seaview Hotel"}]
    assert list(screener.score_many(ads)) == [screener.score(ad) for ad in ads]


def test_two_processes_give_the_same_as_one(screener: Screener) -> None:
    ads = [LURE, HONEST] * 3
    assert list(screener.score_many(ads, jobs=2)) == list(screener.score_many(ads))


def test_save_copies_a_loaded_model(screener: Screener, tmp_path: Path) -> None:
    screener.save(tmp_path / "copy")
    assert Screener.load(tmp_path / "copy").score(LURE) == screener.score(LURE)

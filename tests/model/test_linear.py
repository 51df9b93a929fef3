"""The model: what it adds up, over which window, and what it must not see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscreen import Ad, Screener
from jobscreen.features import FEATURE_NAMES, Reading, masked_codes, read_ad
from jobscreen.lexicon.tables import known_languages
from jobscreen.model.linear import FLOOR, STRIDE, WINDOW, LinearModel, logistic, scale_of, windows
from jobscreen.text.tables import codes_of
from jobscreen.wording import BUCKETS, MASK, hash_wording

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.jsonl"))

#: Contacts of one kind each, with another of the same kind and form.
TWINS = {
    "telegram": ("Telegram: @bright_555", "Telegram: @mellow_55x"),
    "telegram_link": ("t.me/bright_555", "t.me/mellow_000"),
    "whatsapp": ("WhatsApp: +855 12 555 000", "WhatsApp: +855 99 000 555"),
    "wechat": ("微信：abc555000", "微信：xyz000555"),
    "mail_own": ("jobs@seaview.example", "hire@harbour.example"),
    "mail_free": ("seaview555@gmail.com", "harbour000@gmail.com"),
    "web": ("https://seaview.example/jobs", "https://harbour.example/work"),
    "phone": ("+855 12 555 000", "+855 99 000 555"),
    "handle": ("@bright_555", "@mellow_000"),
}


def texts() -> Iterator[str]:
    for path in CASES:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from (row[key] for key in ("text", "lure", "honest") if isinstance(row.get(key), str))


@lru_cache(maxsize=1)
def readings() -> tuple[Reading, ...]:
    return tuple(read_ad(Ad.from_text(text)) for text in texts())


def random_model(seed: int = 0, *, languages: frozenset[str] | None = None) -> LinearModel:
    weights = np.random.default_rng(seed)
    return LinearModel(
        name="random",
        intercepts=weights.normal(size=2),
        indicators=weights.normal(size=(2, len(FEATURE_NAMES))),
        wording=weights.normal(size=(2, BUCKETS)).astype(np.float32),
        languages=known_languages() | {"und"} if languages is None else languages,
        elevated=0.3,
        high=0.7,
    )


def log_odds(model: LinearModel, reading: Reading) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The margins once more, the plain way: the best window for a lure, the whole text for other fraud."""
    margins = model.intercepts + model.indicators @ reading.values
    if reading.doc.language not in model.languages:
        return margins
    lure, fraud = model.wording[:, reading.wording.buckets].astype(np.float64)
    margins[0] += max(lure[start:end].sum() * scale_of(end - start) for start, end in windows(len(lure)))
    margins[1] += fraud.sum() * scale_of(len(fraud))
    return margins


def test_there_are_cases() -> None:
    assert len(CASES) > 10
    assert len(readings()) > 300


def test_contributions_and_intercepts_are_the_log_odds_of_every_case() -> None:
    model = random_model()
    for reading in readings():
        decision = model.decide(reading)
        total = model.intercepts + decision.indicators.sum(axis=1) + decision.wording.sum(axis=1)
        np.testing.assert_allclose(decision.margins, total, atol=1e-12)
        np.testing.assert_allclose(decision.margins, log_odds(model, reading), atol=1e-9)
        assert decision.risk <= decision.fraud


def test_evidence_adds_up_to_the_log_odds_of_every_case() -> None:
    model = random_model(1)
    screener = Screener(model)
    for text in texts():
        screening = screener.score(text)
        margins = model.decide(read_ad(Ad.from_text(text))).margins
        total = screening.intercept + sum(item.weight for item in screening.evidence)
        fraud_total = screening.fraud_intercept + sum(item.fraud_weight for item in screening.evidence)
        np.testing.assert_allclose([total, fraud_total], margins, atol=1e-9)


def test_a_long_ad_is_judged_by_its_strongest_window() -> None:
    model = random_model(2)
    boilerplate = "The team values respect and open doors in all its offices. " * 60
    reading = read_ad(Ad.from_text(boilerplate + "Typist wanted, quick start, write today. " + boilerplate))
    assert len(windows(len(reading.wording.buckets))) > 2
    decision = model.decide(reading)
    np.testing.assert_allclose(decision.margins, log_odds(model, reading), atol=1e-9)
    used = np.flatnonzero(decision.wording[0])
    assert used[-1] - used[0] < WINDOW
    assert np.count_nonzero(decision.wording[1]) > WINDOW


def test_in_a_language_that_was_not_learnt_only_the_indicators_count() -> None:
    reading = read_ad(
        Ad.from_text("We are looking for a cook with experience in a hotel, day shift, in Myawaddy.")
    )
    model = random_model(languages=frozenset({"vi"}))
    decision = model.decide(reading)
    assert reading.doc.language == "en"
    assert decision.wording.shape == (2, 0)
    np.testing.assert_allclose(decision.margins, model.intercepts + model.indicators @ reading.values)


@given(count=st.integers(0, 40_000))
def test_windows_cover_everything_in_steps(count: int) -> None:
    found = windows(count)
    assert found[0][0] == 0
    assert found[-1][1] == count
    for earlier, later in pairwise(found):
        assert later[0] <= earlier[1]
        assert 0 < later[0] - earlier[0] <= STRIDE
    assert len(found) == 1 or all(end - start == WINDOW for start, end in found)


def test_a_few_words_do_not_shout() -> None:
    assert scale_of(1) == scale_of(FLOOR) == pytest.approx(FLOOR**-0.5)
    assert scale_of(FLOOR * 4) == pytest.approx(scale_of(FLOOR) / 2)


@given(margin=st.floats(-1e6, 1e6))
def test_the_logistic_is_symmetric_and_bounded(margin: float) -> None:
    assert 0.0 <= float(logistic(margin)) <= 1.0
    assert float(logistic(margin)) + float(logistic(-margin)) == pytest.approx(1.0)


def test_levels_begin_at_their_thresholds() -> None:
    model = random_model()
    assert [model.level_of(risk) for risk in (0.29, 0.3, 0.69, 0.7, 1.0)] == [
        "low", "elevated", "elevated", "high", "high",
    ]  # fmt: skip


@given(text=st.text(alphabet="ab \x00ж诚聘工ไทย", max_size=40))
def test_wording_stands_in_order_and_touches_no_mask(text: str) -> None:
    wording = hash_wording(codes_of(text))
    places = wording.places.tolist()
    assert len(wording.buckets) == len(places)
    assert places == sorted(places)
    assert all(0 <= bucket < BUCKETS for bucket in wording.buckets.tolist())
    assert all(text[place] not in " \x00" for place in places)


@given(words=st.lists(st.text(alphabet="abж", min_size=1, max_size=5), min_size=1, max_size=8))
def test_wording_counts_words_and_their_neighbours(words: list[str]) -> None:
    wording = hash_wording(codes_of(" ".join(words)))
    assert len(wording.buckets) == 2 * len(words) - 1


def test_the_same_words_have_the_same_buckets_anywhere() -> None:
    def buckets(text: str) -> set[int]:
        return set(map(int, hash_wording(codes_of(text)).buckets))

    assert buckets("free flight") <= buckets("we pay a free flight and room")
    assert buckets("包机票") <= buckets("公司包机票食宿")
    assert buckets("free flight") & buckets("freeflight") == set()


def test_no_pair_reaches_across_a_mask() -> None:
    masked = [*codes_of("free").tolist(), int(MASK), *codes_of("flight").tolist()]
    assert len(hash_wording(np.array(masked, dtype=np.uint32)).buckets) == 2


def values_of(text: str) -> tuple[list[float], list[int]]:
    reading = read_ad(Ad.from_text(text))
    return reading.values.tolist(), reading.wording.buckets.tolist()


@pytest.mark.parametrize("kind", TWINS)
@pytest.mark.parametrize(
    "frame",
    ["We hire a typist in Myawaddy, free flight and room. Write to {} today.", "{}",
     "诚聘客服，无需经验，包机票。联系 {} 。", "Tuyển nhân viên, bao ăn ở. Liên hệ {} nhé."],
)  # fmt: skip
def test_another_contact_of_the_same_kind_changes_nothing(kind: str, frame: str) -> None:
    one, other = TWINS[kind]
    assert values_of(frame.format(one)) == values_of(frame.format(other))


def test_another_contact_in_any_case_changes_nothing() -> None:
    """Letters of the contacts that were found are swapped for others; nothing that is judged may change."""
    swap = str.maketrans("bcdfghjklmnpqrstvwxyz123456789", "dfbhjgkclpmrnqtsxvzyw234567891")
    changed = 0
    for reading in readings():
        text = reading.doc.text
        for contact in reading.doc.contacts:
            if contact.kind not in {"handle", "phone"}:
                continue  # of the others a part (a host, a messenger's name) tells the kind
            if any(money.start < contact.end and contact.start < money.end for money in reading.doc.money):
                continue  # read as an amount, which may count
            start, end = reading.doc.folded.span(contact.start, contact.end)
            text = text[:start] + text[start:end].translate(swap) + text[end:]
        if text == reading.doc.text:
            continue
        other = read_ad(Ad.from_text(text))
        if [item.kind for item in other.doc.contacts] != [item.kind for item in reading.doc.contacts]:
            continue
        changed += 1
        assert other.values.tolist() == reading.values.tolist(), text
        assert other.wording.buckets.tolist() == reading.wording.buckets.tolist(), text
    assert changed > 5


@pytest.mark.parametrize(
    ("one", "other"),
    [("salary $1,500 a month", "salary $1,600 a month"), ("room for 12 people", "room for 48 people"),
     ("work in Cambodia now", "work in Laos now")],
)  # fmt: skip
def test_amounts_digits_and_countries_are_masked_in_the_wording(one: str, other: str) -> None:
    def unmasked(text: str) -> str:
        codes = masked_codes(read_ad(Ad.from_text(text)).doc)
        return "".join(chr(code) for code in codes if code)

    assert unmasked(one) == unmasked(other)

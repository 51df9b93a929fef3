"""Whatever is given: a JobscreenError that says what came and what is accepted, or a screening with a warning."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobscreen import Ad, InputError, JobscreenError, LimitError, Screener, Screening
from jobscreen.ad import MAX_CHARS
from jobscreen.features import FEATURE_NAMES
from jobscreen.lexicon.tables import known_languages
from jobscreen.model.linear import LinearModel
from jobscreen.screener import score_many
from jobscreen.wording import BUCKETS

#: Twice the text may take this many times as long; a quadratic stage takes four times.
GROWTH = 2.6
#: Timings below this are noise of the machine.
LEAST_SECONDS = 0.02


def hand_made_model() -> LinearModel:
    """A model that reads the wording of every language, so that no stage is skipped."""
    weights = np.random.default_rng(3)
    return LinearModel(
        name="by-hand",
        intercepts=np.array([-3.0, -2.0]),
        indicators=np.ones((2, len(FEATURE_NAMES))),
        wording=weights.normal(scale=0.1, size=(2, BUCKETS)).astype(np.float32),
        languages=known_languages() | {"und"},
        elevated=0.3,
        high=0.7,
    )


SCREENER = Screener(hand_made_model())


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (None, "NoneType"),
        (7, "int"),
        (3.5, "float"),
        (True, "bool"),
        (b"Cook wanted", "bytes"),
        (bytearray(b"Cook"), "bytearray"),
        (["Cook wanted"], "list"),
        (("Cook", "wanted"), "tuple"),
        ({"Cook"}, "set"),
        (object(), "object"),
        (math.nan, "NaN"),
        (np.float64("nan"), "NaN"),
        (pd.NA, "NAType"),
        (pd.Series(["Cook wanted"]), "Series"),
    ],
)
def test_what_is_no_ad_is_refused_by_name(given: Any, named: str) -> None:
    with pytest.raises(InputError, match=named) as raised:
        SCREENER.score(given)
    assert "str" in str(raised.value)
    assert "mapping" in str(raised.value)


def test_bytes_are_told_to_be_decoded() -> None:
    with pytest.raises(InputError, match="decode"):
        SCREENER.score(b"Cook")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"titel": "Cook"}, "titel"),
        ({"": "Cook"}, "''"),
        ({7: "Cook"}, "int"),
        ({None: "Cook"}, "NoneType"),
        ({"title": 7}, "int"),
        ({"salary": 500.0}, "float"),
        ({"salary": True}, "bool"),
        ({"description": ["a", "b"]}, "list"),
        ({"description": {"text": "a"}}, "dict"),
        ({"title": b"Cook"}, "bytes"),
        ({"text": "a", "description": "b"}, "twice"),
    ],
)
def test_wrong_fields_are_named(fields: Any, named: str) -> None:
    with pytest.raises(InputError, match=named):
        SCREENER.score(fields)


def test_an_unknown_field_lists_the_accepted_ones_and_is_cut() -> None:
    with pytest.raises(InputError, match="Accepted: title, company") as raised:
        SCREENER.score({"x" * 10_000: "Cook"})
    assert len(str(raised.value)) < 500


@pytest.mark.parametrize("missing", [None, math.nan, np.float64("nan"), np.float32("nan"), pd.NA, pd.NaT, ""])
def test_missing_values_of_fields_are_missing(missing: Any) -> None:
    expected = SCREENER.score({"title": "Cook wanted"})
    assert SCREENER.score({"title": "Cook wanted", "company": missing, "salary": missing}) == expected


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\t \r\n", "\u200b\u200d\u2060\ufeff", "\u0301\u0302", "\x00", "\x00" * 1000, "!!! ... ---",
     "🙂🙂🙂", "<b></b><br>", "&nbsp;&#8203;"],
)  # fmt: skip
def test_texts_without_a_word_are_screened_with_a_warning(text: str) -> None:
    screening = SCREENER.score(text)
    assert "nothing" in " ".join(screening.warnings).lower() or "no " in " ".join(screening.warnings).lower()
    assert screening.text == text


def test_an_empty_mapping_is_an_empty_ad() -> None:
    assert SCREENER.score({}).warnings == SCREENER.score("").warnings != ()


@pytest.mark.parametrize("text", ["Cook", "hire", "诚聘", "ok 12"])
def test_short_texts_carry_a_warning(text: str) -> None:
    assert SCREENER.score(text).warnings


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 lone surrogates \udfff in a Telegram post \ud83d",
        "a\x00b Cook wanted in Myawaddy\x00, free flight\x00",
        "Cook\u202e wanted \u202d in \u2066Myawaddy\u2069",
        "e" + "\u0301" * 100_000,
        "\u0e33" * 1000 + "\u0e4d\u0e32" * 1000,
        "\U0010ffff" * 100,
        "ﷺ" * 1000,
        "<b>" * 30_000,
        "<" * 100_000,
        "&amp;" * 30_000,
        "&" * 100_000,
        "&#x110000; &#0; &#xD800; &#99999999; &notanentity;",
        "<!--" * 20_000,
    ],
    ids=["surrogates", "nul", "bidi", "marks", "sara-am", "last-code-point", "long-expansion", "tags", "open-tags",
         "entities", "ampersands", "bad-entities", "comments"],
)  # fmt: skip
def test_strange_texts_are_screened(text: str) -> None:
    check(SCREENER.score(text), text)


def check(screening: Screening, text: str) -> None:
    """What holds for every screening."""
    assert 0.0 <= screening.risk <= screening.fraud <= 1.0
    for item in screening.evidence:
        if item.start is None or item.end is None:
            assert item.text is None
        else:
            assert 0 <= item.start < item.end <= len(text)
            assert item.text == text[item.start : item.end]
        assert math.isfinite(item.weight)
    log_odds = math.log(screening.risk / (1 - screening.risk)) if 0 < screening.risk < 1 else None
    total = screening.intercept + math.fsum(item.weight for item in screening.evidence)
    assert log_odds is None or math.isclose(log_odds, total, abs_tol=1e-6)
    screening.to_json()


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=[]),
        st.sampled_from(" \n.,@<>&;$0123456789-/\u200b\u0301abcde@телеграм诚聘萬月薪ไทย"),
    ),
    max_size=300,
)


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_screened(text: str) -> None:
    check(SCREENER.score(text), text)


@given(text=TEXTS, noise=st.sampled_from(["\u200b", "\u00ad", "\u2060"]))
@settings(max_examples=50, deadline=None)
def test_two_times_the_same_is_the_same(text: str, noise: str) -> None:
    assert SCREENER.score(text + noise) == SCREENER.score(text + noise)


def test_too_long_texts_are_refused_with_the_limit_and_the_size() -> None:
    with pytest.raises(LimitError, match="1,000,000") as raised:
        SCREENER.score("x" * 10_000_000)
    assert "10,000,000" in str(raised.value)
    assert "Split" in str(raised.value)


def test_fields_count_together_against_the_limit() -> None:
    half = "x" * (MAX_CHARS // 2 + 1)
    with pytest.raises(LimitError, match=f"{2 * len(half):,}"):
        SCREENER.score({"title": half, "text": half})


def test_errors_hold_no_text_of_the_ad() -> None:
    for given_ad in (b"secret", {"title": ["secret"]}, ["secret"], "secret" * 200_000):
        with pytest.raises(JobscreenError) as raised:
            SCREENER.score(given_ad)  # type: ignore[arg-type]
        assert "secret" not in str(raised.value)


@pytest.mark.parametrize("ads", ["Cook wanted", b"Cook", {"text": "Cook"}, Ad.from_text("Cook"), None, 7])
def test_score_many_wants_several(ads: Any) -> None:
    with pytest.raises(InputError, match="iterable of ads"):
        SCREENER.score_many(ads)


@pytest.mark.parametrize("jobs", [0, 1.5, "2", None, True])
def test_score_many_wants_a_number_of_jobs(jobs: Any) -> None:
    with pytest.raises(InputError, match="jobs"):
        SCREENER.score_many(["Cook"], jobs=jobs)


def test_score_many_tells_which_ad_is_wrong_after_the_good_ones() -> None:
    screenings = SCREENER.score_many(["Cook wanted", None])  # type: ignore[list-item]
    assert isinstance(next(screenings), Screening)
    with pytest.raises(InputError, match="Ad number 1"):
        next(screenings)


def test_score_many_reads_no_further_than_asked() -> None:
    def ads() -> Any:
        yield "Cook wanted"
        raise AssertionError("read too far")

    assert next(SCREENER.score_many(ads())).text == "Cook wanted"


def test_score_many_of_nothing_is_nothing() -> None:
    assert list(SCREENER.score_many([])) == []
    assert callable(score_many)


ORDINARY = (
    "We are hiring a customer service agent in Phnom Penh, salary 800-1,200 usd per month, free flight and room. "
    "No experience needed, send passport photo. Telegram: @bright_555 or hr@seaview.example, +855 12 555 000.\n"
)
CHINESE = "高薪诚聘客服人员，无需经验，月薪两万到三万，包吃住包机票，地点缅甸妙瓦底，联系飞机：@abc_555。\n"
GROWING: dict[str, Callable[[int], str]] = {
    "ordinary": lambda size: ORDINARY * (size // len(ORDINARY) + 1),
    "chinese": lambda size: CHINESE * (size // len(CHINESE) + 1),
    "one letter": lambda size: "a" * size,
    "spaces": lambda size: " " * size,
    "spaced letters": lambda size: "t e l e g r a m " * (size // 16),
    "digits": lambda size: "1" * size,
    "grouped digits": lambda size: "1,234 " * (size // 6),
    "numbers and words": lambda size: "1usd " * (size // 5),
    "phones": lambda size: "+855 12 555 000 " * (size // 16),
    "at signs": lambda size: "@" * size,
    "mails": lambda size: "a.b-c@d.e.f.g.example " * (size // 22),
    "dots": lambda size: "a." * (size // 2),
    "hosts": lambda size: "t.me/" * (size // 5),
    "links": lambda size: "https://" * (size // 8),
    "messengers": lambda size: "telegram id: " * (size // 13),
    "tags": lambda size: "<a " * (size // 3),
    "entities": lambda size: "&amp;" * (size // 5),
    "marks": lambda size: "e" + "\u0301" * size,
    "leet": lambda size: "a1b" * (size // 3),
    "leet letters": lambda size: "$@" * (size // 2),
    "mixed scripts": lambda size: "aя" * (size // 2),
    "zero width": lambda size: "a\u200b" * (size // 2),
    "negations": lambda size: "no not never without usdt " * (size // 26),
    "han numbers": lambda size: "一万" * (size // 2),
    "places": lambda size: "Myawaddy Sihanoukville " * (size // 23),
    "ligatures": lambda size: "ﷺ" * size,
}


def seconds(text: str) -> float:
    """Time of one screening, without the collector, whose turns come when they come."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        SCREENER.score(text)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", GROWING)
def test_time_grows_with_the_length_only(kind: str) -> None:
    once, twice = GROWING[kind](100_000)[:100_000], GROWING[kind](200_000)[:200_000]
    seconds(once[:2_000])
    # Side by side, the least of each: a busy machine only ever adds.
    times = [(seconds(once), seconds(twice)) for _ in range(3)]
    short, long = (min(column) for column in zip(*times, strict=True))
    assert long <= GROWTH * max(short, LEAST_SECONDS)

"""The ad: its fields, its one text, what it refuses."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscreen import Ad, InputError, LimitError
from jobscreen.ad import FIELD_ALIASES, FIELD_NAMES, MAX_CHARS

FIELDS = st.dictionaries(st.sampled_from(FIELD_NAMES), st.text(max_size=40))


def test_a_text_is_kept_as_it_is() -> None:
    text = "  Cook wanted\r\n\n\u200bMyawaddy\t "
    assert Ad.from_text(text).text == text
    assert Ad.of(text) == Ad.from_text(text) == Ad.from_mapping({"text": text}) == Ad(description=text)


@given(fields=FIELDS)
def test_every_field_stands_where_the_spans_say(fields: dict[str, str]) -> None:
    ad = Ad.from_mapping(fields)
    spans = ad.field_spans
    assert list(spans) == [name for name in FIELD_NAMES if fields.get(name)]
    for name, (start, end) in spans.items():
        assert ad.text[start:end] == fields[name]
    assert len(ad.text) == sum(end - start for start, end in spans.values()) + max(len(spans) - 1, 0)


@given(fields=FIELDS)
def test_the_order_of_a_mapping_does_not_matter(fields: dict[str, str]) -> None:
    assert Ad.from_mapping(dict(reversed(fields.items()))) == Ad.from_mapping(fields)


@pytest.mark.parametrize(("alias", "name"), FIELD_ALIASES.items())
def test_aliases_name_fields(alias: str, name: str) -> None:
    assert name in FIELD_NAMES
    assert alias not in FIELD_NAMES
    assert getattr(Ad.from_mapping({alias: "x"}), name) == "x"


def test_a_field_given_twice_is_refused_unless_one_is_missing() -> None:
    assert Ad.from_mapping({"text": None, "description": "Cook"}).description == "Cook"
    with pytest.raises(InputError, match="'description' of an ad is given twice"):
        Ad.from_mapping({"text": "Cook", "description": "Cook"})


def test_an_ad_is_frozen_hashable_and_passes_through() -> None:
    ad = Ad(title="Cook", company="Seaview Hotel")
    assert Ad.of(ad) is ad
    assert hash(ad) == hash(Ad(title="Cook", company="Seaview Hotel"))
    assert copy.deepcopy(ad) == ad
    with pytest.raises(dataclasses.FrozenInstanceError):
        ad.title = "Nurse"  # type: ignore[misc]


def test_repr_shows_lengths_and_no_text() -> None:
    assert repr(Ad(title="Cook", contact="@bright_555")) == "Ad(title: 4 characters, contact: 11 characters)"


def test_the_limit_is_the_last_size_that_passes() -> None:
    assert len(Ad.from_text("x" * MAX_CHARS).text) == MAX_CHARS
    with pytest.raises(LimitError, match=f"at most {MAX_CHARS:,} characters; this one has {MAX_CHARS + 1:,}"):
        Ad.from_text("x" * (MAX_CHARS + 1))


@pytest.mark.parametrize("wrong", [None, 7, b"Cook", ["Cook"]])
def test_from_text_and_from_mapping_refuse_other_types(wrong: Any) -> None:
    for make in (Ad.from_text, Ad.from_mapping):
        with pytest.raises(InputError, match=type(wrong).__name__):
            make(wrong)


def test_errors_are_also_the_builtin_ones() -> None:
    with pytest.raises(TypeError):
        Ad.of(7)
    with pytest.raises(ValueError, match="1,000,000"):
        Ad.from_text("x" * (MAX_CHARS + 1))

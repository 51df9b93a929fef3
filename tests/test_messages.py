"""The catalogues of messages: all of them say the same things, and say something."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any, Final

import pytest

from jobscreen import InputError
from jobscreen.features import FEATURE_NAMES
from jobscreen.lexicon.tables import known_languages
from jobscreen.messages import catalogue, catalogue_languages, message_of, warning_of

each_language = pytest.mark.parametrize("lang", catalogue_languages())

#: What every indicator is described by.
PARTS: Final = {"name", "found", "why", "ask"}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield ``(path, string)`` of everything in a catalogue."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}/{key}")
    else:
        yield path, value


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_there_is_a_catalogue_for_every_known_language() -> None:
    assert set(catalogue_languages()) >= known_languages()


@each_language
def test_keys_are_the_same_everywhere(lang: str) -> None:
    assert [path for path, _ in leaves(catalogue(lang))] == [path for path, _ in leaves(catalogue("en"))]


@each_language
def test_no_message_is_empty_and_all_are_strings(lang: str) -> None:
    assert [path for path, text in leaves(catalogue(lang)) if not isinstance(text, str) or not text.strip()] == []


@each_language
def test_every_indicator_is_described(lang: str) -> None:
    described = catalogue(lang)["indicators"]
    assert set(described) == {*FEATURE_NAMES, "wording", "wording.rest"}
    assert [name for name, entry in described.items() if set(entry) != PARTS] == []


@each_language
def test_placeholders_are_the_same_everywhere(lang: str) -> None:
    theirs = dict(leaves(catalogue("en")))
    different = [path for path, text in leaves(catalogue(lang)) if fields_of(text) != fields_of(theirs[path])]
    assert different == []


@pytest.mark.parametrize("lang", sorted(set(catalogue_languages()) - {"en"}))
def test_messages_are_translated(lang: str) -> None:
    theirs = dict(leaves(catalogue("en")))
    same = [path for path, text in leaves(catalogue(lang)) if text == theirs[path] and " " in text]
    assert same == []


def test_chinese_catalogues_are_in_their_own_script() -> None:
    simplified, traditional = (
        "".join(text for _, text in leaves(catalogue(lang))) for lang in ("zh-Hans", "zh-Hant")
    )
    assert set("这说请还") <= set(simplified)
    assert set(simplified) & set("這說請還") == set()
    assert set("這說請還") <= set(traditional)
    assert set(traditional) & set("这说请还") == set()


@each_language
def test_a_message_says_what_was_found_and_why_it_matters(lang: str) -> None:
    entry = catalogue(lang)["indicators"]["pay.crypto"]
    assert message_of("pay.crypto", lang) == f"{entry['found']} {entry['why']}"
    assert warning_of("too_short", lang) == catalogue(lang)["warnings"]["too_short"]


@pytest.mark.parametrize("lang", ["xx", "", "../en", None, 3])
def test_another_language_is_an_error_that_names_the_choice(lang: Any) -> None:
    with pytest.raises(InputError, match="Available: en, id, vi, zh-Hans, zh-Hant"):
        catalogue(lang)

"""The word lists and tables are data, and data have tests: schema, duplicates, sources, languages, codes."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from babel import Locale
from jsonschema import Draft202012Validator

from jobscreen.errors import DataError
from jobscreen.indicators import INDICATORS
from jobscreen.lexicon.compiling import (
    FOLDER,
    MAX_EXPANSION,
    compile_lexicon,
    expand,
    pack,
    phrases_of,
    read_csv,
    read_yaml,
)
from jobscreen.lexicon.lexicon import ARRAYS, COMPILED
from jobscreen.lexicon.places import SLACK
from jobscreen.lexicon.tables import known_languages, read_json

FILES: Final = sorted((FOLDER / "concepts").glob("*.yaml"))
CONCEPTS: Final[dict[str, dict[str, Any]]] = {path.stem: read_yaml(path) for path in FILES}
#: Indicators without a list of their own: parsers, the gazetteer and the text's form find them.
WITHOUT_CONCEPT: Final = {
    "pay.unrealistic",
    "relocation.border",
    "employer.free_email",
    "contact.messenger_only",
    "evasion.obfuscated",
}
ROLES: Final = {"compound", "sez", "border_town", "transit", "ordinary"}
ENGLISH: Final = Locale("en")

each_concept = pytest.mark.parametrize("name", CONCEPTS)


def patterns_of(concept: dict[str, Any]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield ``(language, lists of patterns)`` of every entry; an ``any`` entry has one list."""
    for language, entries in concept["phrases"].items():
        for entry in entries:
            yield language, [entry["any"]] if "any" in entry else entry["near"]


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def test_there_are_concepts() -> None:
    assert len(FILES) > 40


@each_concept
def test_a_concept_fits_the_schema_and_its_file_name(name: str) -> None:
    schema = json.loads((FOLDER / "concept.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [error.json_path for error in Draft202012Validator(schema).iter_errors(CONCEPTS[name])] == []
    assert CONCEPTS[name]["concept"].replace(".", "_") == name


@each_concept
def test_files_are_in_composed_form(name: str) -> None:
    text = (FOLDER / "concepts" / f"{name}.yaml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


@each_concept
def test_no_pattern_is_written_twice(name: str) -> None:
    written = Counter[tuple[str, str]]()
    for language, sides in patterns_of(CONCEPTS[name]):
        for patterns in sides:
            assert len(set(patterns)) == len(patterns)
        if len(sides) == 1:
            written.update((language, pattern) for pattern in sides[0])
    assert [key for key, count in written.items() if count > 1] == []


@each_concept
def test_every_pattern_expands_to_something_within_the_limit(name: str) -> None:
    """The limit itself raises in ``expand``; an alternation whose brackets do not close would be taken literally."""
    for _, sides in patterns_of(CONCEPTS[name]):
        for pattern in (pattern for patterns in sides for pattern in patterns):
            first = next(iter(expand(pattern)))
            assert not set(first) & set("()|"), pattern
            assert next(phrases_of([pattern]), None) is not None, pattern


def test_the_limit_of_an_expansion_holds() -> None:
    ten = "(0|1|2|3|4|5|6|7|8|9)"
    assert len(list(expand(ten * 4))) == 10_000 < MAX_EXPANSION
    with pytest.raises(DataError, match="stands for 100000 phrases; at most 30000"):
        next(iter(expand(ten * 5)))


@each_concept
def test_sources_that_are_used_are_declared_and_the_other_way_round(name: str) -> None:
    concept = CONCEPTS[name]
    used = {source for entries in concept["phrases"].values() for entry in entries for source in entry["source"]}
    assert used == set(concept["sources"])


@each_concept
def test_languages_are_known_ones(name: str) -> None:
    assert set(CONCEPTS[name]["phrases"]) <= known_languages() | {"und", "ms", "tl"}
    assert set(CONCEPTS[name].get("left_out", {})) <= set(CONCEPTS[name]["phrases"])


@pytest.mark.parametrize("indicator", [item.id for item in INDICATORS if item.id not in WITHOUT_CONCEPT])
def test_an_indicator_has_phrases_in_every_language(indicator: str) -> None:
    assert known_languages() <= set(CONCEPTS[indicator.replace(".", "_")]["phrases"])


def test_indicators_without_a_list_have_none() -> None:
    assert {name.replace(".", "_") for name in WITHOUT_CONCEPT} & set(CONCEPTS) == set()
    assert {item.id for item in INDICATORS} >= WITHOUT_CONCEPT


def test_the_compiled_file_is_what_compiling_gives() -> None:
    compiled = pack(compile_lexicon())
    with np.load(COMPILED, allow_pickle=False) as stored:
        assert set(stored.files) == set(ARRAYS) == set(compiled)
        different = [name for name in ARRAYS if not np.array_equal(stored[name], compiled[name])]
    assert different == [], "Run 'make lexicon'."


def test_places() -> None:
    rows = read_csv("places.csv")
    columns = {"place_id", "name", "script_or_lang", "country", "role", "basis", "ambiguous", "source", "note"}
    assert set(rows[0]) == columns
    assert [row["name"] for row in rows for key, value in row.items() if key != "note" and not value.strip()] == []
    assert {row["role"] for row in rows} == ROLES
    assert {row["ambiguous"] for row in rows} == {"yes", "no"}
    assert {row["country"] for row in rows} <= set(ENGLISH.territories)
    facts = {(row["place_id"], row["country"], row["role"]) for row in rows}
    assert len(facts) == len({row["place_id"] for row in rows})
    assert len({(row["place_id"], row["name"], row["script_or_lang"]) for row in rows}) == len(rows)


def test_wages() -> None:
    rows = read_csv("wages.csv")
    assert len({(row["country"], row["role_class"]) for row in rows}) == len(rows) > 100
    assert {row["country"] for row in rows} <= set(ENGLISH.territories)
    assert {row["confidence"] for row in rows} == set(SLACK)
    assert [row["country"] for row in rows if not all(value and value.strip() for value in row.values())] == []
    for row in rows:
        low, typical, high = (float(row[f"monthly_{name}_usd"]) for name in ("low", "typical", "high"))
        assert 0 < low <= typical <= high < 20_000, row["country"]
        assert 2020 <= int(row["year"]) <= 2026


def test_every_country_of_the_wages_has_its_basic_figures() -> None:
    classes: dict[str, set[str]] = {}
    for row in read_csv("wages.csv"):
        classes.setdefault(row["country"], set()).add(row["role_class"])
    needed = {"statutory_minimum", "average_all", "clerical_customer_service"}
    assert {country for country, found in classes.items() if not needed <= found} == set()


def test_countries() -> None:
    names = read_json("countries.json")["names"]
    assert set(names) <= set(ENGLISH.territories)
    assert {row["country"] for row in read_csv("places.csv")} <= set(names)
    assert {row["country"] for row in read_csv("wages.csv")} <= set(names)
    for code, own in names.items():
        assert own, code


def test_money() -> None:
    money = read_json("money.json")
    assert set(money["currencies"]) <= set(ENGLISH.currencies)
    assert all(entry["per_usd"] > 0 and entry["words"] for entry in money["currencies"].values())
    countries = {entry["country"] for entry in money["currencies"].values() if "country" in entry}
    assert countries <= set(ENGLISH.territories)
    assert set(money["implied"].values()) <= set(money["currencies"])
    magnitudes = {word for entry in money["magnitudes"] for word in entry["words"]}
    assert set(money["implied"]) <= magnitudes
    assert set(money["periods"]) == {"hour", "day", "week", "month", "year"}
    assert all(entry["months"] > 0 and entry["words"] for entry in money["periods"].values())
    assert {"date", "source"} <= set(money["rates"])
    assert all(money[key] for key in ("period_links", "pay_words", "fee_words", "up_to", "range_links"))


def test_contacts() -> None:
    contacts = read_json("contacts.json")
    words = {word for own in contacts["messengers"].values() for word in own}
    assert all(contacts["messengers"].values())
    assert set(contacts["needs_id"]) <= words
    assert set(contacts["links"]) <= set(contacts["messengers"])
    assert [host for hosts in contacts["links"].values() for host in hosts if not host.endswith("/")] == []
    assert contacts["id_words"]
    assert contacts["free_mail"]


def test_languages() -> None:
    languages = read_json("languages.json")
    listed = {name for names in languages["scripts"].values() for name in names}
    assert known_languages() == {"en", "zh-Hans", "zh-Hant", "vi", "id"} <= listed
    assert set(languages["words"]) <= listed
    assert {name.partition("-")[0] for name in listed} <= set(ENGLISH.languages)
    assert set(languages["currency"].values()) <= set(ENGLISH.currencies)
    assert set(languages["country"].values()) <= set(ENGLISH.territories)
    shared = {name for names in languages["scripts"].values() if len(names) > 1 for name in names}
    han = set(languages["scripts"]["han"])  # told apart by their characters
    assert [name for name in shared - han if not languages["words"][name].split()] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.name)
def test_no_string_of_a_table_is_empty(path: Path) -> None:
    table = json.loads(path.read_text(encoding="utf-8"))
    for script_alone in ("zh-Hans", "zh-Hant", "ja"):  # languages known by their script have no words of their own
        table.get("words", {}).pop(script_alone, None)
    found = list(strings_in(table))
    assert [text for text in found if not text.strip()] == []
    assert [text for text in found if not unicodedata.is_normalized("NFC", text)] == []

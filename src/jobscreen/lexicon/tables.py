"""The readers of text/ filled with the data of this folder, each loaded once per process."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobscreen.text.contacts import ContactReader
from jobscreen.text.language import LanguageGuesser
from jobscreen.text.money import MoneyParser

__all__ = [
    "contact_reader",
    "home_country",
    "home_currency",
    "known_languages",
    "language_guesser",
    "money_parser",
    "read_json",
]


def read_json(name: str) -> Any:
    """Read a JSON file of this folder."""
    return json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def money_parser() -> MoneyParser:
    """Return the parser of amounts with the words and rates of ``money.json``."""
    return MoneyParser(read_json("money.json"))


@lru_cache(maxsize=1)
def contact_reader() -> ContactReader:
    """Return the reader of contacts with the names and hosts of ``contacts.json``."""
    return ContactReader(read_json("contacts.json"))


@lru_cache(maxsize=1)
def language_guesser() -> LanguageGuesser:
    """Return the language guesser with the words of ``languages.json``."""
    return LanguageGuesser(_languages())


def home_country(language: str) -> str | None:
    """Return the country where nearly all readers of a language live (ISO 3166), None if there are several.

    Examples
    --------
    >>> home_country("vi"), home_country("en")
    ('VN', None)
    """
    return _languages()["country"].get(language)  # type: ignore[no-any-return]


def home_currency(language: str) -> str | None:
    """Return the currency that a bare amount means in a language (ISO 4217), None if it could be several."""
    return _languages()["currency"].get(language)  # type: ignore[no-any-return]


def known_languages() -> frozenset[str]:
    """Return the languages that the lexicon has phrases of."""
    return frozenset(_languages()["known"])


@lru_cache(maxsize=1)
def _languages() -> Any:
    return read_json("languages.json")

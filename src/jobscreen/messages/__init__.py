"""What people read: catalogues of messages by language, as data."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobscreen.errors import InputError

__all__ = ["catalogue", "catalogue_languages", "message_of", "warning_of"]

FOLDER = Path(__file__).parent


def catalogue_languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, BCP 47.

    Examples
    --------
    >>> "en" in catalogue_languages()
    True
    """
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


@lru_cache(maxsize=32)
def catalogue(lang: str) -> Any:
    """Return the messages of a language.

    Raises
    ------
    InputError
        If there is no catalogue in that language.
    """
    if not isinstance(lang, str) or lang not in catalogue_languages():
        raise InputError(f"No messages in {lang!r}. Available: {', '.join(catalogue_languages())}.")
    return json.loads((FOLDER / f"{lang}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def message_of(indicator: str, lang: str = "en") -> str:
    """Return what an indicator means: what was found and why it matters.

    Examples
    --------
    >>> message_of("pay.crypto").endswith(".")
    True
    """
    entry = catalogue(lang)["indicators"][indicator]
    return f"{entry['found']} {entry['why']}"


def warning_of(key: str, lang: str = "en") -> str:
    """Return a warning about the screening itself."""
    return str(catalogue(lang)["warnings"][key])

"""What the places of ``places.csv`` are, and what work pays by country (``wages.csv``)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

__all__ = ["Place", "Wage", "places", "wages"]

PlaceRole = Literal["compound", "sez", "border_town", "transit", "ordinary"]

#: A figure from general knowledge may be off by this factor; pay is judged with that much slack.
SLACK: Final[Mapping[str, float]] = {"read": 1.0, "derived": 1.1, "background": 1.3}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer: its country (ISO 3166) and what it is known for."""

    place_id: str
    country: str
    role: PlaceRole


@dataclass(frozen=True, slots=True)
class Wage:
    """Ordinary monthly pay in US dollars, already stretched by the slack of an uncertain figure."""

    typical: float
    high: float
    year: int
    confidence: str


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def places() -> Mapping[str, Place]:
    """Return the places by id.

    Examples
    --------
    >>> places()["myawaddy"]
    Place(place_id='myawaddy', country='MM', role='border_town')
    """
    return {
        row["place_id"]: Place(row["place_id"], row["country"], row["role"])  # type: ignore[arg-type]
        for row in _rows("places.csv")
    }


@lru_cache(maxsize=1)
def wages() -> Mapping[tuple[str, str], Wage]:
    """Return ordinary pay by ``(country, role class)``; a missing pair is unknown.

    Examples
    --------
    >>> wages()["KH", "clerical_customer_service"].typical > wages()["KH", "statutory_minimum"].typical
    True
    """
    table: dict[tuple[str, str], Wage] = {}
    for row in _rows("wages.csv"):
        slack = SLACK[row["confidence"]]
        table[row["country"], row["role_class"]] = Wage(
            typical=float(row["monthly_typical_usd"]) * slack,
            high=float(row["monthly_high_usd"]) * slack,
            year=int(row["year"]),
            confidence=row["confidence"],
        )
    return table

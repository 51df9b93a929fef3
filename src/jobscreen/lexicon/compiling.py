"""Turn the reviewed YAML files into one compact file of arrays that scoring reads; run by ``make lexicon``.

The compiled file is committed, so that scoring needs neither YAML nor the time to expand alternations, and a test
compares it with the sources.
"""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from jobscreen.errors import DataError, MissingExtraError
from jobscreen.lexicon.lexicon import ADJACENT, COMPILED, MAX_SIDES
from jobscreen.lexicon.tables import read_json
from jobscreen.text.normalise import fold_phrase

__all__ = ["MAX_EXPANSION", "compile_lexicon", "expand", "pack", "read_concepts", "read_yaml", "write_compiled"]

FOLDER = Path(__file__).parent
#: Most fixed phrases that one written alternation may stand for.
MAX_EXPANSION = 30_000
#: Alternations that stand for more are kept as two halves that must follow each other: "paid in usdt" with 10
#: verbs, 8 links and 9 coins is 18 halves instead of 720 phrases. Found by trying: smaller costs scoring time,
#: larger costs memory and start-up.
SPLIT_ABOVE = 60
#: Shortest half, so that a half is not an everyday word: letters in scripts with spaces, and Han characters.
MIN_HALF, MIN_HALF_HAN = 5, 2
_GROUP = re.compile(r"\(([^()]*)\)")
_STRENGTH = {"strong": 1.0, "weak": 0.5}


def read_yaml(path: Path) -> Any:
    """Read a YAML file with the safe loader.

    Raises
    ------
    MissingExtraError
        If PyYAML is not installed; only building the lexicon needs it.
    """
    try:
        import yaml
    except ImportError as error:
        raise MissingExtraError("pyyaml", extra="train") from error
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # written in C: ten times as fast
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe loaders


def expand(pattern: str) -> Iterator[str]:
    """Yield the fixed phrases of an alternation.

    Raises
    ------
    DataError
        If it stands for more than :data:`MAX_EXPANSION` phrases.

    Examples
    --------
    >>> list(expand("no (work|) experience"))
    ['no work experience', 'no  experience']
    """
    choices = _choices(pattern)
    count = math.prod(map(len, choices))
    if count > MAX_EXPANSION:
        raise DataError(f"{pattern!r} stands for {count} phrases; at most {MAX_EXPANSION} are allowed. Split it.")
    return ("".join(combination) for combination in itertools.product(*choices))


def _choices(pattern: str) -> list[list[str]]:
    return [part.split("|") if index % 2 else [part] for index, part in enumerate(_GROUP.split(pattern))]


def split(pattern: str) -> tuple[str, str] | None:
    """Cut a large alternation into the two halves that stand for the fewest phrases; None if it cannot be cut.

    A half must never be empty or an everyday word, and words are not cut.

    Examples
    --------
    >>> split("(salary|wages|bonus) paid (in|by|with) (usdt|bitcoin|tether)")
    ('(salary|wages|bonus) ', 'paid (in|by|with) (usdt|bitcoin|tether)')
    """
    cuts = [match.end() for match in re.finditer(r" |\)(?=[^ )*])", pattern) if _outside(pattern, match.end())]
    best: tuple[int, str, str] | None = None
    for cut in cuts:
        left, right = pattern[:cut], pattern[cut:]
        if _shortest(left) and _shortest(right) and _separable(left, right):
            size = math.prod(map(len, _choices(left))) + math.prod(map(len, _choices(right)))
            best = min(best, (size, left, right)) if best else (size, left, right)
    return best and (best[1], best[2])


def _outside(pattern: str, place: int) -> bool:
    return pattern.count("(", 0, place) == pattern.count(")", 0, place)


def _shortest(half: str) -> bool:
    """Tell whether even the shortest expansion of a half is long enough."""
    shortest = min((fold_phrase(text) for text in expand(half)), key=len)
    return len(shortest) >= (MIN_HALF if shortest.isascii() else MIN_HALF_HAN)


def _separable(left: str, right: str) -> bool:
    """Tell whether no word runs across the cut: there is a space, or the script needs none."""
    if left.endswith(" ") or right.startswith(" "):
        return True
    return not any(char.isascii() and char.isalnum() for char in left[-2:] + right[:2])


def phrases_of(patterns: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield ``(folded phrase, may go on)`` for every expansion; a trailing ``*`` lets the last word go on."""
    for pattern in patterns:
        for phrase in expand(pattern):
            folded = fold_phrase(phrase)
            if folded:
                yield folded, phrase.rstrip().endswith("*")


def read_concepts() -> list[dict[str, Any]]:
    """Read all concept files, in the order of their names."""
    paths = sorted((FOLDER / "concepts").glob("*.yaml"))
    if not paths:
        raise DataError(f"No concept files in {FOLDER.name}/concepts.")
    return [read_yaml(path) for path in paths]


class _Table:
    """Collects phrases and the entries that each of them belongs to."""

    def __init__(self) -> None:
        self.entries: list[list[Any]] = []
        self.phrases: dict[tuple[str, bool], list[list[int]]] = {}

    def add_any(self, concept: str, key: str, strength: float, patterns: list[str]) -> None:
        """Add an entry of alternatives; the large ones as two halves each."""
        whole: list[str] = []
        for pattern in patterns:
            large = math.prod(map(len, _choices(pattern))) > SPLIT_ABOVE
            halves = split(pattern) if large else None
            if halves:
                self.add(concept, key, strength, [[halves[0]], [halves[1]]], ADJACENT)
            else:
                whole.append(pattern)
        if whole:
            self.add(concept, key, strength, [whole], 0)

    def add(self, concept: str, key: str, strength: float, sides: list[list[str]], within: int) -> None:
        """Add one entry; ``sides`` has one list of patterns, or two or three that must stand near each other."""
        number = len(self.entries)
        self.entries.append([concept, key, strength, within, len(sides)])
        for side, patterns in enumerate(sides):
            for phrase in phrases_of(patterns):
                owners = self.phrases.setdefault(phrase, [])
                if [number, side] not in owners:
                    owners.append([number, side])


def compile_lexicon() -> dict[str, Any]:
    """Return the compiled lexicon as plain values."""
    table = _Table()
    for concept in read_concepts():
        for language, entries in concept["phrases"].items():
            for entry in entries:
                strength = _STRENGTH[entry.get("strength", "strong")]
                if "near" in entry:
                    table.add(concept["concept"], language, strength, entry["near"], entry.get("within", 24))
                else:
                    table.add_any(concept["concept"], language, strength, entry["any"])
    for row in read_csv("places.csv"):
        table.add("place", row["place_id"], 0.5 if row["ambiguous"] == "yes" else 1.0, [[row["name"]]], 0)
    for code, names in read_json("countries.json")["names"].items():
        table.add("country", code, 1.0, [names], 0)
    contacts = read_json("contacts.json")
    for kind, words in contacts["messengers"].items():
        for word in words:
            table.add("messenger", kind, 0.5 if word in contacts["needs_id"] else 1.0, [[word]], 0)
    return {
        "entries": table.entries,
        "phrases": [[text, int(goes_on), owners] for (text, goes_on), owners in sorted(table.phrases.items())],
    }


def read_csv(name: str) -> list[dict[str, str]]:
    """Read a CSV file of this folder as a list of rows."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pack(compiled: Mapping[str, Any]) -> dict[str, npt.NDArray[Any]]:
    """Return a compiled lexicon as arrays, which load in a tenth of the time that JSON takes.

    Examples
    --------
    >>> arrays = pack({"entries": [["fee.upfront", "en", 1.0, 0, 1]], "phrases": [["deposit", 0, [[0, 0]]]]})
    >>> arrays["phrases"].tobytes(), arrays["entries"].tolist(), arrays["owners"].tolist()
    (b'deposit', [[0, 0, 2, 0, 1]], [0])
    """
    concepts = list(dict.fromkeys(entry[0] for entry in compiled["entries"]))
    keys = list(dict.fromkeys(entry[1] for entry in compiled["entries"]))
    concept_numbers = {name: number for number, name in enumerate(concepts)}
    key_numbers = {name: number for number, name in enumerate(keys)}
    entries = [
        [concept_numbers[concept], key_numbers[key], int(strength * 2), within, sides]
        for concept, key, strength, within, sides in compiled["entries"]
    ]
    owned = [owners for _, _, owners in compiled["phrases"]]
    return {
        "concepts": _joined(concepts),
        "keys": _joined(keys),
        "entries": np.array(entries, dtype=np.int32),
        "phrases": _joined([text for text, _, _ in compiled["phrases"]]),
        "goes_on": np.array([goes_on for _, goes_on, _ in compiled["phrases"]], dtype=bool),
        "owner_counts": np.array([len(owners) for owners in owned], dtype=np.uint16),
        "owners": np.array(
            [number * MAX_SIDES + side for owners in owned for number, side in owners], dtype=np.int32
        ),
    }


def _joined(lines: list[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


def write_compiled(path: Path = COMPILED) -> Path:
    """Write the compiled lexicon and return its path; the same sources give the same bytes."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **pack(compile_lexicon()))  # type: ignore[arg-type]
    path.write_bytes(buffer.getvalue())
    return path


if __name__ == "__main__":
    write_compiled()

"""The table of code points: what each folds to, its class bits, its script (tools/build_fold_table.py)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["DELETED", "EXPANDED", "CodeTable", "Flag", "code_table", "codes_of", "confusable_maps", "text_of"]

Codes = npt.NDArray[np.uint32]

#: Target of a code point that is dropped.
DELETED: Final = 0x1FFFFF
#: Targets from here on index the list of expansions (one code point that folds to several).
EXPANDED: Final = 0x200000


class Flag:
    """Class bits of a code point, judged after folding; plain numbers, since enums make array operations slow."""

    LETTER: Final = 1
    DIGIT: Final = 2
    WORD: Final = 4  # letter or digit of a script that separates words: phrases need a border there
    HIDDEN: Final = 8  # zero-width and bidi controls, soft hyphen, variation selectors
    HANT: Final = 16  # only in traditional Chinese
    HANS: Final = 32  # only in simplified Chinese


@dataclass(frozen=True)
class CodeTable:
    """Arrays indexed by code point (0 to 0x10FFFF)."""

    fold: Codes
    flags: npt.NDArray[np.uint8]
    scripts: npt.NDArray[np.uint8]
    expansions: tuple[str, ...]
    script_names: tuple[str, ...]


@lru_cache(maxsize=1)
def code_table() -> CodeTable:
    """Load the table; about 10 ms, once per process."""
    with np.load(Path(__file__).with_name("fold.npz"), allow_pickle=False) as stored:
        fold = np.arange(0x110000, dtype=np.uint32)
        fold[stored["source"]] = stored["target"]
        lengths = np.diff(stored["run_starts"].astype(np.int64), append=0x110000)
        return CodeTable(
            fold=fold,
            flags=np.repeat(stored["run_flags"], lengths),
            scripts=np.repeat(stored["run_scripts"], lengths),
            expansions=tuple(str(text) for text in stored["expansions"]),
            script_names=tuple(str(name) for name in stored["script_names"]),
        )


def codes_of(text: str) -> Codes:
    """Return the code points of a text; lone surrogates pass as they are.

    Examples
    --------
    >>> codes_of("aé").tolist()
    [97, 233]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def text_of(codes: Codes) -> str:
    """Return the text of code points; the inverse of :func:`codes_of`."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=1)
def confusable_maps() -> tuple[dict[int, int], dict[int, int]]:
    """Return what look-alike letters, and what digits and signs inside words, stand for; by code point."""
    data = json.loads(Path(__file__).with_name("confusables.json").read_text(encoding="utf-8"))
    letters = {ord(k): ord(v) for name in ("cyrillic", "greek", "armenian") for k, v in data[name].items()}
    return letters, {ord(k): ord(v) for k, v in data["leet"].items()}

"""Build src/jobscreen/text/fold.npz: what every code point folds to, its class and its script.

Sources: Unicode data as Python ships it (NFKC, case folding, categories), the simplified/traditional character
lists of OpenCC (Apache-2.0) for telling the two apart, and src/jobscreen/text/confusables.json for look-alikes.
Run: python tools/build_fold_table.py [--check]
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from pathlib import Path

import numpy as np
import opencc

from jobscreen.text.tables import DELETED, EXPANDED, Flag

TARGET = Path(__file__).parents[1] / "src/jobscreen/text/fold.npz"
SIZE = 0x110000
#: NFKC splits these two vowels in a way that separates them from their neighbours; texts keep them whole.
KEEP_WHOLE = {0x0E33, 0x0EB3}
HIDDEN = {0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0}
HIDDEN |= set(range(0x200B, 0x2010)) | set(range(0x202A, 0x202F)) | set(range(0x2060, 0x2070))
HIDDEN |= set(range(0xFE00, 0xFE10)) | set(range(0xE0000, 0xE1000))
#: Marks that only decorate in the scripts we fold (Latin, Greek, Cyrillic): a letter keeps its base.
NOISE_MARKS = set(range(0x0300, 0x0370)) | set(range(0x0483, 0x048A)) | set(range(0x1AB0, 0x1B00))
NOISE_MARKS |= set(range(0x1DC0, 0x1E00)) | set(range(0x20D0, 0x2100)) | set(range(0xFE20, 0xFE30))
#: Arabic vowel signs and the stretching bar, Hebrew points: written or left out at will.
NOISE_MARKS |= set(range(0x064B, 0x0660)) | {0x0640, 0x0670} | set(range(0x0591, 0x05C8))
STROKED = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
APOSTROPHES = set("'`´ʹʻʼʽˈ‘’‛′＇")
HYPHENS = set("‐‑‒–—―−﹘﹣－~～〜")
SPACES = set("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
SCRIPTS = (
    ("latin", 0x41, 0x24F), ("latin", 0x1E00, 0x1EFF), ("greek", 0x370, 0x3FF), ("cyrillic", 0x400, 0x52F),
    ("armenian", 0x530, 0x58F), ("hebrew", 0x590, 0x5FF), ("arabic", 0x600, 0x6FF), ("arabic", 0x750, 0x77F),
    ("devanagari", 0x900, 0x97F), ("bengali", 0x980, 0x9FF), ("gurmukhi", 0xA00, 0xA7F),
    ("gujarati", 0xA80, 0xAFF), ("tamil", 0xB80, 0xBFF), ("telugu", 0xC00, 0xC7F), ("kannada", 0xC80, 0xCFF),
    ("malayalam", 0xD00, 0xD7F), ("sinhala", 0xD80, 0xDFF), ("thai", 0xE00, 0xE7F), ("lao", 0xE80, 0xEFF),
    ("myanmar", 0x1000, 0x109F), ("georgian", 0x10A0, 0x10FF), ("hangul", 0x1100, 0x11FF),
    ("ethiopic", 0x1200, 0x139F), ("khmer", 0x1780, 0x17FF), ("kana", 0x3041, 0x30FF), ("hangul", 0x3130, 0x318F),
    ("han", 0x3400, 0x4DBF), ("han", 0x4E00, 0x9FFF), ("hangul", 0xAC00, 0xD7AF), ("myanmar", 0xAA60, 0xAA7F),
    ("han", 0xF900, 0xFAFF), ("han", 0x20000, 0x3FFFF),
)  # fmt: skip
#: Scripts written without spaces, and Hangul, whose particles join the word: phrases need no word borders there.
UNSPACED = {"thai", "lao", "myanmar", "khmer", "kana", "han", "hangul"}


def fold_character(char: str) -> str:
    """Return what one character folds to; empty for what is dropped."""
    code = ord(char)
    if code in HIDDEN or code in NOISE_MARKS or char in APOSTROPHES:
        return ""
    if char in SPACES or unicodedata.category(char) == "Zs":
        return " "
    if 0xD800 <= code <= 0xDFFF or unicodedata.category(char) == "Cc":
        return " "
    if char in HYPHENS:
        return "-"
    if code in KEEP_WHOLE:
        return char
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if ord(c) not in NOISE_MARKS)
    plain = unicodedata.normalize("NFC", plain)
    plain = "".join(STROKED.get(c, c) for c in plain)
    plain = "".join(str(unicodedata.digit(c, c)) for c in plain)
    plain = "".join("-" if c in HYPHENS else "" if c in APOSTROPHES else c for c in plain)
    return plain.lstrip(" ") or " "


def flags_of(code: int, folded: str, script: str, han: tuple[set[str], set[str]]) -> int:
    """Return the class bits of a code point; letters and digits are judged after folding."""
    flag = 0
    if code in HIDDEN:
        flag |= Flag.HIDDEN
    if len(folded) >= 1 and folded[0].isascii() and folded[0].isdigit():
        flag |= Flag.DIGIT
    category = unicodedata.category(folded[0]) if folded else "Cn"
    if category[0] in "LM":
        flag |= Flag.LETTER
        if script not in UNSPACED:
            flag |= Flag.WORD
    elif flag & Flag.DIGIT:
        flag |= Flag.WORD
    char = chr(code)
    simplified, traditional = han
    if char in traditional and char not in simplified:
        flag |= Flag.HANT
    if char in simplified and char not in traditional:
        flag |= Flag.HANS
    return flag


def han_sets() -> tuple[set[str], set[str]]:
    """Return the characters that OpenCC lists as simplified, and as traditional, with another counterpart."""
    folder = Path(opencc.__file__).parent / "dictionary"
    pairs: dict[str, set[str]] = {}
    for name in ("STCharacters.txt", "TSCharacters.txt"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        pairs[name] = {
            line.split("\t")[0] for line in lines if line.split("\t")[0] not in line.split("\t")[1].split()
        }
    return pairs["STCharacters.txt"], pairs["TSCharacters.txt"]


def build() -> dict[str, np.ndarray]:
    """Return the arrays of the table."""
    script_names = ["none", *sorted({name for name, _, _ in SCRIPTS})]
    script_of = np.zeros(SIZE, dtype=np.uint8)
    for name, first, last in SCRIPTS:
        script_of[first : last + 1] = script_names.index(name)
    for code in [*range(0x5B, 0x61), *range(0x7B, 0xC0), 0xD7, 0xF7]:
        script_of[code] = 0
    han = han_sets()
    source: list[int] = []
    target: list[int] = []
    expansions: list[str] = []
    flags = np.zeros(SIZE, dtype=np.uint8)
    for code in range(SIZE):
        char = chr(code)
        if unicodedata.category(char) in {"Cn", "Co"}:
            continue
        folded = fold_character(char)
        flags[code] = flags_of(code, folded, script_names[script_of[code]], han)
        if folded == char:
            continue
        source.append(code)
        if len(folded) == 1:
            target.append(ord(folded))
        elif not folded:
            target.append(DELETED)
        else:
            target.append(EXPANDED + len(expansions))
            expansions.append(folded)
    starts = np.flatnonzero(np.diff(flags, prepend=255) | np.diff(script_of, prepend=255))
    return {
        "source": np.array(source, dtype=np.uint32),
        "target": np.array(target, dtype=np.uint32),
        "expansions": np.array(expansions),
        "run_starts": starts.astype(np.uint32),
        "run_flags": flags[starts],
        "run_scripts": script_of[starts],
        "script_names": np.array(script_names),
        "unicode": np.array(unicodedata.unidata_version),
    }


def main() -> None:
    """Write the table, or with --check compare it with the one in the tree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arrays = build()
    if parser.parse_args().check:
        with np.load(TARGET, allow_pickle=False) as stored:
            same = all(np.array_equal(stored[name], array) for name, array in arrays.items())
        print("up to date" if same else f"{TARGET.name} is stale: run this script without --check")
        sys.exit(not same)
    np.savez_compressed(TARGET, allow_pickle=False, **arrays)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {len(arrays['source']):,} folded code points")


if __name__ == "__main__":
    main()

from __future__ import annotations

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jobscreen.text.tables import DELETED, EXPANDED, Flag, code_table, codes_of, confusable_maps, text_of


def target(char: str) -> int:
    return int(code_table().fold[ord(char)])


@given(st.text(st.characters(codec=None)))
def test_codes_and_text_are_each_other_s_inverse(text: str) -> None:
    assert text_of(codes_of(text)) == text
    assert len(codes_of(text)) == len(text)


def test_there_is_an_entry_for_every_code_point() -> None:
    table = code_table()
    assert len(table.fold) == len(table.flags) == len(table.scripts) == 0x110000
    assert int(table.scripts.max()) < len(table.script_names)


def test_targets_are_code_points_or_expansions() -> None:
    table = code_table()
    kept = table.fold[table.fold != DELETED]
    assert int(kept[kept < EXPANDED].max()) <= 0x10FFFF
    assert int(kept.max()) - EXPANDED == len(table.expansions) - 1


def test_a_target_folds_to_itself() -> None:
    table = code_table()
    targets = np.unique(table.fold[table.fold < DELETED])
    again = table.fold[targets]
    assert [hex(code) for code in targets[again != targets]] == []


def test_expansions_are_folded() -> None:
    table = code_table()
    codes = codes_of("".join(table.expansions))
    assert (table.fold[codes] == codes).all()
    assert min(map(len, table.expansions)) > 1


def test_letters_digits_and_hidden_characters() -> None:
    flags = code_table().flags
    assert flags[ord("a")] == Flag.LETTER | Flag.WORD
    assert flags[ord("7")] == Flag.DIGIT | Flag.WORD
    assert flags[0x200B] & Flag.HIDDEN
    assert target("\u200b") == DELETED
    assert flags[ord("ก")] == Flag.LETTER
    assert flags[ord("國")] & Flag.HANT
    assert flags[ord("国")] & Flag.HANS
    assert not flags[ord("人")] & (Flag.HANT | Flag.HANS)


def test_decimal_digits_of_every_script_fold_to_ascii() -> None:
    digits = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Nd"]
    assert all(chr(target(char)) == str(unicodedata.digit(char)) for char in digits)


def test_look_alikes_stand_for_ascii_letters() -> None:
    letters, leet = confusable_maps()
    assert letters[ord("а")] == ord("a")
    assert leet[ord("0")] == ord("o")
    assert all(chr(code).isascii() and chr(code).isalpha() for code in (*letters.values(), *leet.values()))

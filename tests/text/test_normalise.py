from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscreen.text.normalise import Folded, fold, fold_phrase, match_view
from tests.text.growth import LIMIT, NASTY, growth

#: Pieces that fold in a special way, among anything that a str can hold.
HTML = ["&nbsp;", "&#x41;", "&lt;b&gt;", "<br>", "<b>", "</p>", "<!-- x -->"]
ODD = [
    "\u200b",
    "\u0301",
    "ﷺ",
    "ß",
    "ﬁ",
    "①",
    "が",
    "か\u3099",
    "กำ",
    "\u0e4d\u0e32",
    "ខ្មែ",
    "İ",
    "\ud800",
    "\x00",
    "½",
]
DISGUISED = ["  ", "\r\n", "T e l e", "K@mb0dia", "раy", "𝐩𝐚𝐲", "Ａ", "👨\u200d👩\u200d👧"]
PIECES = st.sampled_from(HTML + ODD + DISGUISED)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join)
#: Words of one script, so that nothing in them is a disguise that the match view undoes.
PHRASES = st.lists(st.from_regex(r"\A[a-zà-ÿ]{2,9}\Z"), min_size=1, max_size=4).map(" ".join)


def check_offsets(folded: Folded, text: str) -> None:
    assert len(folded.text) == len(folded.codes) == len(folded.starts) == len(folded.ends)
    assert (folded.starts >= 0).all()
    assert (folded.ends <= len(text)).all()
    assert (folded.starts < folded.ends).all()
    assert (np.diff(folded.starts) >= 0).all()
    assert (np.diff(folded.ends) >= 0).all()


@given(TEXTS)
def test_offsets_stand_inside_the_original_and_never_go_back(text: str) -> None:
    folded = fold(text)
    check_offsets(folded, text)
    check_offsets(match_view(folded), text)


@given(TEXTS, st.data())
def test_span_is_within_bounds(text: str, data: st.DataObject) -> None:
    for folded in (fold(text), match_view(fold(text))):
        if folded.text:
            start = data.draw(st.integers(0, len(folded.text) - 1))
            end = data.draw(st.integers(start + 1, len(folded.text)))
            first, last = folded.span(start, end)
            assert 0 <= first < last <= len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    # Entities and tags are one level of writing: "&amp;lt;" is undone once, on purpose.
    once = fold(text.replace("&", "").replace("<", "")).text.replace("&", "").replace("<", "")
    assert fold(fold(once).text).text == fold(once).text


@given(TEXTS)
def test_match_view_holds_words_and_single_spaces(text: str) -> None:
    view = match_view(fold(text)).text
    assert "  " not in view
    assert all(char == " " or char.isalnum() or not char.isascii() for char in view)


@given(PHRASES, PHRASES, PHRASES)
def test_a_folded_phrase_is_found_in_a_text_that_holds_it(before: str, phrase: str, after: str) -> None:
    text = f"{before} {phrase.upper()}, {after}!"
    view = match_view(fold(text))
    wanted = fold_phrase(phrase)
    place = f" {view.text} ".find(f" {wanted} ")
    assert place >= 0
    start, end = view.span(place, place + len(wanted))
    assert fold_phrase(text[start:end]) == wanted


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("all expenses paid", "ALL-EXPENSES   PAID"),
        ("all expenses paid", "All e\u0301xpenses<br>p&#97;id"),
        ("telegram", "T.e.l.e.g.r.a.m"),
        ("telegram", "T e l e g r a m"),
        ("telegram", "Tele\u200bgr\u00adam"),
        ("telegram", "теlegram"),
        ("telegram", "𝐓𝐞𝐥𝐞𝐠𝐫𝐚𝐦"),
        ("telegram", "Ｔｅｌｅｇｒａｍ"),
        ("cambodia", "C@mb0dia"),
        ("việc nhẹ lương cao", "viec nhe luong cao"),
        ("việc nhẹ lương cao", "VIỆC NHẸ, LƯƠNG CAO"),
        ("高薪", "高薪"),
        ("ทำงาน", "ท\u0e4d\u0e32งาน"),
        ("ທຳງານ", "ທ\u0ecd\u0eb2ງານ"),
    ],
)
def test_disguises_and_spellings_are_undone(phrase: str, text: str) -> None:
    assert fold_phrase(phrase) in match_view(fold(text)).text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("A&amp;B", "a&b"),
        ("a<br/>b", "a b"),
        ("x < y and y > z", "x < y and y > z"),
        ("Straße", "strasse"),
        ("５００", "500"),
        ("๕๐๐", "500"),
        ("R&D;", "r&d;"),
        ("don't", "dont"),
        ("a\r\n\tb", "a b"),
    ],
)
def test_fold_examples(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_what_is_disguised_is_marked() -> None:
    view = match_view(fold("pay in K@mb0dia"))
    assert view.disguised is not None
    assert view.text == "pay in kambodia"
    assert [view.text[place] for place in np.flatnonzero(view.disguised)] == ["a", "o"]


@pytest.mark.parametrize("text", ["grade A B C", "5 a.m. to 6 p.m.", "COVID-19", "24/7"])
def test_ordinary_text_holds_no_disguise(text: str) -> None:
    disguised = match_view(fold(text)).disguised
    assert disguised is None or not disguised.any()


@pytest.mark.parametrize("unit", NASTY)
def test_fold_takes_linear_time(unit: str) -> None:
    assert growth(fold, unit) <= LIMIT


@pytest.mark.parametrize("unit", NASTY)
def test_match_view_takes_linear_time(unit: str) -> None:
    assert growth(lambda text: match_view(fold(text)), unit) <= LIMIT

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import DocBin

from jobscreen.text.tokenizer import Tokenizer, make_tokenizer, split
from tests.text.growth import LIMIT, NASTY, growth

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "jobscreen.Tokenizer.v1"}}}
PIECES = st.sampled_from(
    [
        "\x00",
        "\u200b",
        "\ud800",
        "\udfff",
        "\n\n",
        "  ",
        " ",
        "\u0301",
        "t.me/",
        "a@b.c",
        "www.",
        "@",
        "1,5",
        "กำ",
        "ខ្មែរ",
    ]
)
TEXTS = st.lists(PIECES | st.text(st.characters(codec=None), max_size=8), max_size=12).map("".join)

#: Text and its tokens.
ROWS = [
    ("", []),
    (" \n\t ", []),
    ("Waiter wanted!", ["Waiter", "wanted", "!"]),
    ("all-expenses paid, don't pay", ["all", "-", "expenses", "paid", ",", "don't", "pay"]),
    ("lương 15tr5/tháng", ["lương", "15", "tr5", "/", "tháng"]),
    ("$1,500.50-2.000/month", ["$", "1,500.50", "-", "2.000", "/", "month"]),
    ("from 9:30", ["from", "9:30"]),
    ("诚聘客服，日结300元", ["诚", "聘", "客", "服", "，", "日", "结", "300", "元"]),
    ("スタッフのお仕事", ["スタッフ", "のお", "仕", "事"]),
    ("직원을 모집합니다", ["직원을", "모집합니다"]),
    ("ทำงาน", ["ทำ", "งา", "น"]),
    ("เงินเดือน", ["เงิ", "น", "เดื", "อ", "น"]),
    ("ເຮັດວຽກ", ["ເຮັ", "ດ", "ວ", "ຽ", "ກ"]),
    ("ខ្មែរ", ["ខ្មែ", "រ"]),
    ("မြန်မာ", ["မြ", "န်", "မာ"]),
    ("हिन्दी में काम", ["हिन्दी", "में", "काम"]),
    ("e\u0301te\u0301 Tele\u200bgram", ["e\u0301te\u0301", "Tele\u200bgram"]),
    ("write @abc_1.", ["write", "@abc_1", "."]),
    ("(hr@seaview.example)", ["(", "hr@seaview.example", ")"]),
    ("see https://x.example/a?b=1.", ["see", "https://x.example/a?b=1", "."]),
    ("www.seaview.example, t.me/abc_555;", ["www.seaview.example", ",", "t.me/abc_555", ";"]),
    ("t.me/abc联系", ["t.me/abc", "联", "系"]),
    (
        "and/or end.Next a.m./p.m.",
        ["and", "/", "or", "end", ".", "Next", "a", ".", "m", ".", "/", "p", ".", "m", "."],
    ),
    ("👨\u200d👩\u200d👧👍🏽🇻🇳!", ["👨\u200d👩\u200d👧", "👍🏽", "🇻🇳", "!"]),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("xx", config=CONFIG)


@pytest.fixture(scope="module")
def tokenizer(nlp: Language) -> Tokenizer:
    return make_tokenizer()(nlp)


@pytest.mark.parametrize(("text", "tokens"), ROWS)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == tokens


@given(TEXTS)
def test_spans_hold_all_but_white_space_once_and_in_order(text: str) -> None:
    spans = split(text)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)


@given(TEXTS)
@example("")
@example(" ")
@example("\x00 a  \n b\x00")
@example("a\ud83d\ude00 b\ud800")
def test_nothing_is_lost(text: str) -> None:
    doc = TOKENIZER(text)
    assert len(doc.text) == len(text)
    assert all(
        new == (old if not "\ud800" <= old <= "\udfff" else "\ufffd")
        for old, new in zip(text, doc.text, strict=True)
    )


TOKENIZER = Tokenizer(spacy.blank("xx").vocab)


@given(TEXTS)
def test_doc_and_split_agree(text: str) -> None:
    doc = TOKENIZER(text)
    assert [(token.idx, token.idx + len(token)) for token in doc if not token.is_space] == split(text)


def test_white_space_is_kept_as_spacy_keeps_it() -> None:
    text = "  two  words \n\n next "
    ours, theirs = TOKENIZER(text), spacy.blank("xx")(text)
    assert [token.text_with_ws for token in ours] == [token.text_with_ws for token in theirs]


@pytest.mark.parametrize("language", ["en", "zh", "vi", "th", "ja", "xx"])
def test_it_serves_every_language_without_another_segmenter(language: str) -> None:
    nlp = spacy.blank(language, config=CONFIG)
    assert isinstance(nlp.tokenizer, Tokenizer)
    assert [token.text for token in nlp("nhân viên 客服")] == ["nhân", "viên", "客", "服"]


def test_pipeline_survives_disk_and_bytes(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    for loaded in (spacy.load(tmp_path), spacy.blank("xx", config=CONFIG).from_bytes(nlp.to_bytes())):
        assert isinstance(loaded.tokenizer, Tokenizer)
        assert loaded.tokenizer.vocab is loaded.vocab
        assert [token.text for token in loaded("t.me/abc 客服")] == ["t.me/abc", "客", "服"]


def test_docs_go_through_pipe_matcher_docbin_and_memory_zone(nlp: Language, tokenizer: Tokenizer) -> None:
    assert [doc.text for doc in tokenizer.pipe(["a b", "c"])] == ["a b", "c"]
    with nlp.memory_zone():
        docs = list(nlp.pipe(["pay 500 USD", "no pay"]))
        matcher = Matcher(nlp.vocab)
        matcher.add("amount", [[{"LIKE_NUM": True}, {"LOWER": "usd"}]])
        assert [len(matcher(doc)) for doc in docs] == [1, 0]
        kept = DocBin(docs=docs).to_bytes()
    assert [doc.text for doc in DocBin().from_bytes(kept).get_docs(nlp.vocab)] == ["pay 500 USD", "no pay"]


def test_split_needs_no_spacy() -> None:
    code = "import sys; from jobscreen.text.tokenizer import split; split('a b'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("unit", [*NASTY, "\ud800", "\u200d", "www.", "a-a.", "กั", "'a", "👍🏽", "a.b/"])
def test_time_is_linear(unit: str) -> None:
    assert growth(split, unit) <= LIMIT

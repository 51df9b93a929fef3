"""A screening in words and in HTML: complete in every language, and harmless whatever the ad holds."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscreen import Evidence, Screener, Screening
from jobscreen.explain import explanation, html, plain
from jobscreen.messages import catalogue, catalogue_languages

LURE: Final = (
    "Typist wanted in Myawaddy, salary $2500 a month, no experience, free flight and room. "
    "Send passport photo now. Telegram: @bright_555"
)
each_language = pytest.mark.parametrize("lang", catalogue_languages())


def made(text: str, *spans: tuple[int, int], **facts: object) -> Screening:
    """Make a screening with one piece of evidence per span."""
    found = tuple(
        Evidence("pay.slogan", start, end, text[start:end], 3.0 - place, 0.0, 'A "quoted" <b>message</b>.')
        for place, (start, end) in enumerate(spans)
    )
    values: dict[str, object] = {"risk": 0.9, "fraud": 0.9, "level": "high", "evidence": found, "language": "en"}
    values |= {"warnings": (), "model": "by-hand", "intercept": 0.0, "fraud_intercept": 0.0, "text": text}
    return Screening(**{**values, **facts})  # type: ignore[arg-type]


class Page(HTMLParser):
    """Collects the tags, attributes and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def lure(tiny_model: Path) -> Screening:
    return Screener.load(tiny_model).score(LURE)


@each_language
def test_an_explanation_has_level_reasons_questions_and_the_disclaimer(lure: Screening, lang: str) -> None:
    words = catalogue(lang)
    text = lure.explain(lang)
    assert text == explanation(lure, lang)
    assert text.startswith(words["levels"]["high"])
    assert text.endswith(words["disclaimer"])
    assert f"\n{words['labels']['reasons']}:\n" in text
    entry = words["indicators"][lure.reasons(1)[0].indicator]
    assert entry["name"] in text
    assert f"- {entry['ask']}" in text
    assert "Myawaddy" in text


@each_language
def test_every_level_has_its_own_opening(lang: str) -> None:
    openings = {made("x", level=level).explain(lang).split("\n")[0] for level in ("low", "elevated", "high")}
    assert len(openings) == 3


@each_language
def test_other_fraud_is_said_where_it_is_the_likelier_reading(lang: str) -> None:
    note = catalogue(lang)["fraud"]
    assert note in made("x", risk=0.1, fraud=0.9).explain(lang)
    assert note not in made("x", risk=0.8, fraud=0.9).explain(lang)


def test_what_speaks_in_favour_stands_apart() -> None:
    favour = Evidence("legit.licence", 0, 1, "x", -2.0, -1.0, "")
    labels = catalogue("en")["labels"]
    text = made("x", evidence=(favour,)).explain()
    assert f"{labels['in_favour']}:" in text
    assert f"{labels['reasons']}:" not in text


def test_warnings_and_absences_are_said() -> None:
    absent = Evidence("employer.vague", None, None, None, 1.0, 0.0, "")
    text = made("x", evidence=(absent,), warnings=("Very short.",)).explain()
    assert "! Very short." in text
    assert f": {catalogue('en')['labels']['not_found']}." in text


def test_what_an_ad_holds_does_not_reach_a_terminal() -> None:
    bad = "easy\x1b]0;title\x07 mo\u202eney\r\nnow"
    text = made(bad, (0, len(bad))).explain()
    assert "\x1b" not in text
    assert not set(text) & set("\x07\r\u202e")
    assert "“easy]0;title money now”" in text


@given(st.text(st.characters(codec="utf-8")), st.integers(1, 200))
def test_plain_text_is_one_printable_line_of_limited_length(text: str, limit: int) -> None:
    line = plain(text, limit)
    assert line.isprintable()
    assert len(line) <= limit
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in line)
    assert plain(line, limit) == line


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=40))
def test_ordinary_words_stay_as_they_are(word: str) -> None:
    assert plain(f" {word}\t{word}\n", 200) == f"{word} {word}"


def test_html_escapes_the_ad_and_the_message() -> None:
    bad = "\"><script>alert(1)</script> & ' <img src=x onerror=alert(2)>"
    page = html(made(bad, (2, 10), (30, 40), warnings=("<i>short</i>",)))
    parsed = Page(page)
    assert parsed.tags == {"div", "b", "mark", "sub"}
    assert parsed.attributes == {"style", "dir", "title"}
    assert 'title="pay.slogan +3.00: A &quot;quoted&quot; &lt;b&gt;message&lt;/b&gt;."' in page
    assert "⚠ <i>short</i>" in parsed.words
    assert parsed.words.replace(" pay.slogan", "").endswith(bad)


def test_html_holds_no_control_that_reorders_the_page() -> None:
    page = html(made("pay \u202e0005 \u2067USD\u2069 now\u202c", (4, 9)))
    assert not set(page) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert 'dir="auto"' in page


def test_html_marks_the_strongest_of_spans_that_overlap() -> None:
    page = html(made("free flight and room", (0, 11), (5, 20)))
    assert re.findall(r"<mark[^>]*>([^<]*)<", page) == ["free flight"]


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.data())
def test_html_shows_the_whole_ad_and_adds_no_tag(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page = html(made(text, (start, end)))
    body = page.partition("white-space:pre-wrap")[2].partition(">")[2]
    body = re.sub(r"<mark[^>]*>|<sub> pay\.slogan</sub></mark>|</div></div>$", "", body)
    assert "<" not in body
    assert ">" not in body
    reordering = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
    assert unescape(body) == "".join(char for char in text if char not in reordering)

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import jobscreen
from jobscreen import Ad
from jobscreen.indicators import INDICATORS, AdDoc
from jobscreen.indicators.component import IndicatorComponent

OURS = {"nlp": {"tokenizer": {"@tokenizers": "jobscreen.Tokenizer.v1"}}}
LURE = "Typist in Myawaddy, salary in USDT, no experience. Telegram: @bright_555"
LURES = {
    "en": LURE,
    "zh": "缅北诚聘打字员，月薪三万，USDT结算，包机票，飞机 @bright555",
    "vi": "Tuyển nhân viên sang Campuchia, việc nhẹ lương cao, lương trả bằng USDT, zalo 0900 555 000",
    "id": "Lowongan admin di Myawaddy, gaji dibayar USDT, tanpa pengalaman, telegram @bright_555",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("jobscreen")
    return nlp


def labels(doc: Doc, key: str = "jobscreen") -> set[str]:
    return {span.label_ for span in doc.spans[key]}


def expected(text: str) -> set[str]:
    doc = AdDoc(Ad.from_text(text))
    return {indicator.id for indicator in INDICATORS if indicator.find(doc)}


@pytest.mark.parametrize("language", sorted(LURES))
@pytest.mark.parametrize("base", ["same", "xx"])
def test_component_says_what_the_indicators_say(language: str, base: str) -> None:
    # spaCy's own Vietnamese tokenizer needs another package; ours serves every language.
    own = base == "xx" or language == "vi"
    nlp = spacy.blank(base if base == "xx" else language, config=OURS if own else {})
    nlp.add_pipe("jobscreen")
    doc = nlp(LURES[language])
    assert "pay.crypto" in labels(doc)
    assert labels(doc) | set(doc._.jobscreen_absent) == expected(LURES[language])


def test_spans_cover_the_findings_in_order_without_doubles(nlp: Language) -> None:
    doc = nlp(LURE)
    found = AdDoc(Ad.from_text(LURE))
    for indicator in INDICATORS:
        for finding in indicator.find(found):
            if finding.start is None or finding.end is None:
                assert indicator.id in doc._.jobscreen_absent
                continue
            assert any(
                span.label_ == indicator.id and span.start_char <= finding.start and finding.end <= span.end_char
                and span._.jobscreen_strength >= finding.strength
                for span in doc.spans["jobscreen"]
            )  # fmt: skip
    places = [(span.start, span.end, span.label_) for span in doc.spans["jobscreen"]]
    assert places == sorted(set(places))


def test_two_indicators_at_the_same_words_keep_their_strengths() -> None:
    nlp = spacy.blank("en")
    component = IndicatorComponent()
    doc = component(nlp(LURE))
    kept = {(span.label_, span.text): span._.jobscreen_strength for span in doc.spans["jobscreen"]}
    assert all(0 < strength <= 1 for strength in kept.values())
    assert doc[0:1]._.jobscreen_strength is None


def test_spans_key(nlp: Language) -> None:
    other = spacy.blank("en")
    other.add_pipe("jobscreen", config={"spans_key": "sc"})
    doc = other(LURE)
    assert "jobscreen" not in doc.spans
    assert labels(doc, "sc") == labels(nlp(LURE))


def test_absences_are_not_shared_among_docs(nlp: Language) -> None:
    lure, legit = nlp(LURE), nlp("Harbour Grill Ltd, licence no. 555, hires a waiter. Apply in person.")
    assert "employer.vague" in lure._.jobscreen_absent
    assert "employer.vague" not in legit._.jobscreen_absent
    assert nlp.make_doc("untouched")._.jobscreen_absent == ()


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\ud800 salary in USDT"])
def test_odd_texts(nlp: Language, text: str) -> None:
    ours = spacy.blank("xx", config=OURS)
    ours.add_pipe("jobscreen")
    assert ("pay.crypto" in labels(ours(text))) == ("USDT" in text)


@given(
    st.lists(st.sampled_from([*LURES.values(), "&nbsp;", "U\u200bSDT", "  ", "\n"]) | st.text(max_size=9)).map(
        "".join
    )
)
def test_every_text_passes_and_nothing_is_lost(text: str) -> None:
    doc = PIPELINE(text)
    assert labels(doc) | set(doc._.jobscreen_absent) == expected(doc.text)


PIPELINE = spacy.blank("xx", config=OURS)
PIPELINE.add_pipe("jobscreen")


def test_pipe_gives_the_same_as_single_calls(nlp: Language) -> None:
    docs = list(nlp.pipe(LURES.values(), batch_size=2))
    assert [labels(doc) for doc in docs] == [labels(nlp(text)) for text in LURES.values()]


def test_survives_disk_and_bytes(nlp: Language, tmp_path: Path) -> None:
    other = spacy.blank("en", config=OURS)
    other.add_pipe("jobscreen", config={"spans_key": "sc"})
    other.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert labels(loaded(LURE), "sc") == labels(nlp(LURE))
    again = spacy.blank("en")
    again.add_pipe("jobscreen")
    again.from_bytes(nlp.to_bytes())
    assert labels(again(LURE)) == labels(nlp(LURE))


def test_docs_survive_a_docbin_with_strengths_and_absences(nlp: Language) -> None:
    doc = nlp(LURE)
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (loaded,) = DocBin(store_user_data=True).from_bytes(kept).get_docs(nlp.vocab)
    strengths = [(span.label_, span._.jobscreen_strength) for span in doc.spans["jobscreen"]]
    assert [(span.label_, span._.jobscreen_strength) for span in loaded.spans["jobscreen"]] == strengths
    assert loaded._.jobscreen_absent == doc._.jobscreen_absent


def test_displacy_shows_the_spans(nlp: Language) -> None:
    page = displacy.render(nlp(LURE), style="span", options={"spans_key": "jobscreen"}, jupyter=False)
    assert "pay.crypto" in page


def test_factory_says_what_it_assigns(nlp: Language) -> None:
    meta = nlp.get_pipe_meta("jobscreen")
    assert set(meta.assigns) == {"doc.spans", "doc._.jobscreen_absent", "span._.jobscreen_strength"}


def test_screening_is_the_public_one(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def score(text: str) -> str:
        seen.append(text)
        return "screening"

    monkeypatch.setattr(jobscreen, "score", score)
    doc = nlp(LURE)
    assert seen == []  # only where it is asked for
    assert doc._.jobscreen == "screening"
    assert seen == [LURE]


def test_screening_with_the_shipped_model(nlp: Language, needs_model: Path) -> None:
    assert nlp(LURE)._.jobscreen == jobscreen.score(LURE)


def test_extensions_of_others_stay() -> None:
    code = (
        "from spacy.tokens import Doc; Doc.set_extension('jobscreen', default='mine'); import spacy\n"
        "nlp = spacy.blank('en'); nlp.add_pipe('jobscreen')\n"
        "raise SystemExit(nlp('a')._.jobscreen != 'mine')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_reading_an_ad_needs_no_spacy() -> None:
    code = (
        "import sys, jobscreen; from jobscreen.features import read_ad; read_ad(jobscreen.Ad.from_text('pay'))\n"
        "raise SystemExit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

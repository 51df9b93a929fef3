"""The model that is shipped: what it says about texts that it was not trained on, and that its figures add up."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from jobscreen import Ad, Screener, Screening
from jobscreen.corpus.sources import digest_of
from jobscreen.features import IN_FAVOUR
from jobscreen.indicators import AdDoc
from jobscreen.lexicon.tables import known_languages

CASES: Final = Path(__file__).parent / "cases"
#: Repeated to make pages of it.
BOILERPLATE: Final = (
    "We are an equal opportunity employer and value diversity at our company. All qualified applicants will receive "
    "consideration without regard to age, religion or background. Our benefits include health insurance, a pension "
    "plan, paid holidays and a yearly training budget. Please read our privacy notice before you send your CV. "
)
#: A contact of each kind, and another one of the same kind.
CONTACTS: Final = (
    ("Telegram: @bright_555", "Telegram: @golden_000"),
    ("WhatsApp +1 555 000 0142", "WhatsApp +1 555 000 9876"),
    ("Mail: jobs@harbour-hotel.example", "Mail: people@quay-street.example"),
    ("Mail: harbour.hr.000@gmail.com", "Mail: quay.people.555@gmail.com"),
)
OTHER_DIGITS: Final = str.maketrans("0123456789", "0987612345")
OTHER_LETTERS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "bcdefghijklmnopqrstuvwxyza")

pytestmark = pytest.mark.usefixtures("needs_model")


@cache
def lines_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def pairs() -> list[dict[str, Any]]:
    return lines_of("pairs.jsonl")


def texts() -> list[str]:
    """All texts of the cases and pairs."""
    files = sorted(path.name for path in CASES.glob("*.jsonl"))
    found = [
        line[key] for name in files for line in lines_of(name) for key in ("text", "lure", "honest") if key in line
    ]
    assert len(found) > 400
    return found


each_pair = pytest.mark.parametrize("pair", [pytest.param(pair, id=pair["id"]) for pair in pairs()])


@pytest.fixture(scope="module")
def screener(needs_model: Path) -> Screener:
    return Screener.load(needs_model)


@pytest.fixture(scope="module")
def screenings(screener: Screener) -> list[Screening]:
    """Screenings of all cases and pairs."""
    return [screener.score(text) for text in texts()]


def against(screening: Screening) -> set[str]:
    """Ids of the indicators that speak for a lure."""
    names = {item.indicator for item in screening.evidence if item.weight > 0}
    return {name for name in names if not name.startswith((*IN_FAVOUR, "wording"))}


@each_pair
def test_a_lure_is_high_with_three_reasons(screener: Screener, pair: dict[str, Any]) -> None:
    screening = screener.score(pair["lure"])
    assert screening.level == "high"
    assert len(against(screening)) >= 3


@each_pair
def test_its_honest_ad_is_not_high_and_far_below(screener: Screener, pair: dict[str, Any]) -> None:
    honest, lure = screener.score(pair["honest"]), screener.score(pair["lure"])
    assert honest.level != "high"
    assert honest.risk < lure.risk / 4


def test_in_every_language_an_honest_ad_is_low(screener: Screener) -> None:
    low = {pair["lang"] for pair in pairs() if screener.score(pair["honest"]).level == "low"}
    assert low == {pair["lang"] for pair in pairs()} == known_languages()


def test_weights_add_up_to_the_log_odds_of_a_lure(screenings: list[Screening]) -> None:
    for screening in screenings:
        total = screening.intercept + math.fsum(item.weight for item in screening.evidence)
        assert total == pytest.approx(math.log(screening.risk / (1 - screening.risk)), abs=1e-6)


def test_fraud_weights_add_up_to_the_log_odds_of_other_fraud(screenings: list[Screening]) -> None:
    """Compared where the difference of the two probabilities still has its digits."""
    compared = 0
    for screening in screenings:
        other = (screening.fraud - screening.risk) / (1 - screening.risk)
        total = screening.fraud_intercept + math.fsum(item.fraud_weight for item in screening.evidence)
        assert other == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-6)
        if 1e-6 < other < 1 - 1e-6 and screening.risk < 0.999:
            assert total == pytest.approx(math.log(other / (1 - other)), abs=1e-6)
            compared += 1
    assert compared > len(screenings) / 2


def test_spans_index_the_original(screenings: list[Screening]) -> None:
    spans = 0
    for text, screening in zip(texts(), screenings, strict=True):
        assert screening.text == text
        for item in screening.evidence:
            assert (item.start is None) == (item.end is None) == (item.text is None)
            if item.start is not None and item.end is not None:
                assert 0 <= item.start < item.end <= len(text)
                assert item.text == text[item.start : item.end]
                spans += 1
    assert spans > 400


@each_pair
@pytest.mark.parametrize("contacts", CONTACTS, ids=["handle", "phone", "own-mail", "free-mail"])
def test_another_contact_of_the_same_kind_changes_nothing(
    screener: Screener, pair: dict[str, Any], contacts: tuple[str, str]
) -> None:
    for text in (pair["lure"], pair["honest"]):
        first, second = (screener.score(f"{text}\n{contact}") for contact in contacts)
        assert first.level == second.level
        assert abs(first.risk - second.risk) < 1e-9
        assert abs(first.fraud - second.fraud) < 1e-9


def renamed(text: str) -> str:
    """Give the contacts of a text other digits, and its handles other letters; amounts stay as they are."""
    doc = AdDoc(Ad.from_text(text))
    amounts = [(money.start, money.end) for money in doc.money]
    for contact in sorted(doc.contacts, key=lambda item: -item.start):
        if any(contact.start < end and start < contact.end for start, end in amounts):
            continue
        start, end = doc.folded.span(contact.start, contact.end)
        words = text[start:end].translate(OTHER_DIGITS)
        if not contact.kind.startswith("mail"):
            before, mark, handle = words.partition("@")
            words = before + mark + handle.translate(OTHER_LETTERS)
        text = text[:start] + words + text[end:]
    return text


def test_renaming_the_contacts_of_the_texts_changes_nothing(screener: Screener) -> None:
    changed = 0
    for text in [pair[side] for pair in pairs() for side in ("lure", "honest")]:
        other = renamed(text)
        before, after = screener.score(text), screener.score(other)
        assert before.level == after.level
        assert abs(before.risk - after.risk) < 1e-9
        changed += other != text
    assert changed >= 8


@each_pair
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: f"🌟✨ {text} 🙏🎉", id="emoji-around"),
        pytest.param(lambda text: text.replace("\n", " 🌸\n"), id="emoji-at-line-ends"),
        pytest.param(str.upper, id="upper-case"),
        pytest.param(str.lower, id="lower-case"),
    ],
)
def test_emoji_and_case_change_no_level(
    screener: Screener, pair: dict[str, Any], change: Callable[[str], str]
) -> None:
    for text in (pair["lure"], pair["honest"]):
        assert screener.score(change(text)).level == screener.score(text).level


@each_pair
def test_pages_of_honest_boilerplate_do_not_hide_a_lure(screener: Screener, pair: dict[str, Any]) -> None:
    page = (BOILERPLATE * 20)[:5_000]
    assert not screener.score(page).flagged
    assert screener.score(f"{page}\n\n{pair['lure']}\n\n{page}").flagged


def test_the_model_was_trained_on_the_corpus_as_it_is(needs_model: Path) -> None:
    manifest = json.loads((needs_model / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["training"]["data_sha256"]["written"] == digest_of("written"), "Run 'make train'."


def test_no_sign_of_a_lure_weighs_for_an_ad(needs_model: Path) -> None:
    weights = json.loads((needs_model / "manifest.json").read_text(encoding="utf-8"))["weights"]["lure"]
    signs = {
        name: weight for name, weight in weights.items() if not name.startswith((*IN_FAVOUR, "fee.", "fraud."))
    }
    assert {name: weight for name, weight in signs.items() if weight < 0} == {}
    assert {name: weight for name, weight in weights.items() if name.startswith(IN_FAVOUR) and weight > 0} == {}

"""Snippets with what must and must not be found in them; what is missed today is listed and must stay missed."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Final

import pytest

from jobscreen import Ad
from jobscreen.features import FEATURE_NAMES, read_ad
from jobscreen.lexicon.tables import known_languages

FOLDER: Final = Path(__file__).parents[1] / "cases"
#: A finding that is not clearer than this may stand in a text that an indicator must not be found in.
WEAK: Final = 0.5


def read_cases() -> list[dict[str, Any]]:
    files = sorted(set(FOLDER.glob("*.jsonl")) - {FOLDER / "pairs.jsonl"})
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


CASES: Final = read_cases()
#: ``{case id: [indicator, ...]}``: found where it must not be, or not where it must. An entry that is right by now
#: fails the run (strict xfail): delete it then.
KNOWN_MISSES: Final[dict[str, list[str]]] = json.loads((FOLDER / "known_misses.json").read_text(encoding="utf-8"))


def checks() -> list[Any]:
    """One parameter for each case without known misses, and one for each single known miss."""
    parameters = []
    for case in CASES:
        missed = KNOWN_MISSES.get(case["id"], [])
        named = [(name, True) for name in case["has"]] + [(name, False) for name in case["not"]]
        right = [item for item in named if item[0] not in missed]
        if right:
            parameters.append(pytest.param(case["text"], right, id=case["id"]))
        parameters += [
            pytest.param(
                case["text"], [item], id=f"{case['id']}-{item[0]}", marks=pytest.mark.xfail(reason="known miss")
            )
            for item in named
            if item[0] in missed
        ]
    return parameters


@pytest.mark.parametrize(("text", "expected"), checks())
def test_each_case(text: str, expected: list[tuple[str, bool]]) -> None:
    """What must be found is found at any strength; what must not be found may be found weakly (0.5 at most).

    A weak finding is one ambiguous phrase. It counts half, and nearly every honest ad has some of them.
    """
    findings = dict(zip(FEATURE_NAMES, read_ad(Ad.from_text(text)).findings, strict=True))
    strengths = {name: max((item.strength for item in found), default=0.0) for name, found in findings.items()}
    wrong = [name for name, wanted in expected if (strengths[name] == 0.0 if wanted else strengths[name] > WEAK)]
    assert wrong == []


def test_there_are_cases() -> None:
    assert len(CASES) > 400


def test_ids_are_unique_and_cases_expect_something() -> None:
    assert [name for name, count in Counter(case["id"] for case in CASES).items() if count > 1] == []
    assert [case["id"] for case in CASES if not case["has"] and not case["not"]] == []
    assert [case["id"] for case in CASES if set(case["has"]) & set(case["not"])] == []
    assert {name for case in CASES for name in (*case["has"], *case["not"])} <= set(FEATURE_NAMES)


def test_known_misses_are_about_cases() -> None:
    named = {case["id"]: {*case["has"], *case["not"]} for case in CASES}
    assert [key for key, missed in KNOWN_MISSES.items() if not set(missed) <= named.get(key, set())] == []
    assert all(KNOWN_MISSES.values())


def test_every_indicator_has_a_positive_case_in_every_language() -> None:
    languages = defaultdict(set)
    for case in CASES:
        for name in case["has"]:
            languages[name].add(case["lang"])
    lacking = {name: sorted(known_languages() - languages[name]) for name in FEATURE_NAMES}
    assert {name: missing for name, missing in lacking.items() if missing} == {}

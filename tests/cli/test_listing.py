"""``jobscreen indicators``, ``--version`` and the help."""

from __future__ import annotations

import json

import pytest

import jobscreen
from jobscreen.features import FEATURE_NAMES

from .conftest import Run


def test_indicators_as_json(run: Run) -> None:
    rows = json.loads(run("indicators", "--json").stdout)
    assert [row["id"] for row in rows] == list(FEATURE_NAMES)
    assert all(set(row) == {"id", "name", "found", "why", "ask"} for row in rows)


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_indicators_as_a_table(run: Run, lang: str) -> None:
    output = run("indicators", "--lang", lang).stdout
    assert set(FEATURE_NAMES) <= set(output.split())
    assert max(map(len, output.splitlines())) <= 100


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"jobscreen {jobscreen.__version__}\n"


@pytest.mark.parametrize("command", ["score", "demo", "indicators", "train", "evaluate"])
def test_every_help_has_an_example(run: Run, command: str) -> None:
    output = run(command, "--help").stdout
    example = output.partition("Example")[2]
    assert f"jobscreen {command}" in example


def test_usage_errors(run: Run) -> None:
    assert run("nonsense").exit_code == 2
    assert run("score", "--nonsense").exit_code == 2
    assert run("evaluate", "--folds", "1").exit_code == 2

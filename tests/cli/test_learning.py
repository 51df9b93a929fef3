"""``jobscreen train`` and ``jobscreen evaluate``: what they pass on and print, without training anything."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jobscreen.errors import DataError

from .conftest import Run


@pytest.fixture(params=["train", "evaluate"])
def command(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def stand_in(monkeypatch: pytest.MonkeyPatch, command: str, function: Callable[..., Any]) -> None:
    module = ModuleType(f"jobscreen.training.{command}")
    setattr(module, command, function)
    monkeypatch.setitem(sys.modules, module.__name__, module)


def test_options_are_passed_on_and_figures_printed(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    calls: list[tuple[Path, dict[str, Any]]] = []

    def function(out: Path, *, say: Callable[[str], None], **options: Any) -> dict[str, Any]:
        calls.append((out, options))
        say("fold 1")
        return {"recall": 0.91234, "ads": {"lure": 12}, "by_language": [1, 2]}

    stand_in(monkeypatch, command, function)
    result = run(command, "--out", "there", "--data", "ads", "--jobs", "1", "--seed", "7")
    options = {"data": Path("ads"), "jobs": 1, "seed": 7} | ({"folds": 5} if command == "evaluate" else {})
    assert calls == [(Path("there"), options)]
    assert result.stderr == "fold 1\n"
    assert result.stdout == "recall: 0.9123\nads.lure: 12\n"


def test_errors_of_the_library_are_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    def function(*_: Any, **__: Any) -> dict[str, Any]:
        raise DataError("No ads.\nNone at all.")

    stand_in(monkeypatch, command, function)
    result = run(command)
    assert (result.exit_code, result.stderr) == (3, "Error: No ads. None at all.\n")


def test_a_missing_extra_names_its_command(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    def missing(name: str) -> ModuleType:
        raise ModuleNotFoundError(f"No module named {name!r}", name="matplotlib.pyplot")

    monkeypatch.setattr("jobscreen.cli.frame.import_module", missing)
    result = run(command)
    assert result.exit_code == 4
    assert result.stderr.startswith("Error: 'matplotlib' is not installed")
    assert "pip install 'jobscreen[train]'" in result.stderr

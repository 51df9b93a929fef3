"""``jobscreen score``: its sources, its outputs, its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jobscreen.ad import MAX_CHARS
from jobscreen.cli.inputs import MAX_BYTES
from jobscreen.screener import Screener

from .conftest import HONEST, LURE, Run


def test_says_why(run: Run, tiny_model: Path) -> None:
    result = run("score", LURE, "--model", tiny_model)
    assert result.exit_code == 0
    first, *lines = result.stdout.splitlines()
    assert first.startswith("HIGH   lure ")
    assert "model tiny-test" in first
    assert "- Border town: “Myawaddy”." in result.stdout
    assert any(line.split()[:4] == ["+1.20", "+0.30", "relocation.border", "Myawaddy"] for line in lines)
    table = result.stdout.partition("Evidence, strongest first")[2]  # the sentences above wrap in the terminal
    assert 0 < max(map(len, table.splitlines())) <= 100


def test_says_what_speaks_in_favour(run: Run, tiny_model: Path) -> None:
    result = run("score", HONEST, "--model", tiny_model)
    assert result.stdout.startswith("LOW ")
    assert "What speaks in favour:" in result.stdout


def test_json_is_the_screening(run: Run, tiny_model: Path) -> None:
    result = run("score", "--json", "--model", tiny_model, stdin=LURE)
    assert result.stdout == Screener.load(tiny_model).score(LURE).to_json() + "\n"
    assert json.loads(result.stdout)["level"] == "high"


def test_explains_in_another_language(run: Run, tiny_model: Path) -> None:
    result = run("score", LURE, "--model", tiny_model, "--lang", "vi")
    assert Screener.load(tiny_model).score(LURE).explain("vi") in result.stdout
    unknown = run("score", LURE, "--lang", "xx")
    assert unknown.exit_code == 2
    assert "zh-Hans" in unknown.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("source", ["file", "stdin"])
def test_reads_encodings(run: Run, tiny_model: Path, tmp_path: Path, encoding: str, source: str) -> None:
    data = f"{LURE} 月薪".encode(encoding)
    (tmp_path / "ad.txt").write_bytes(data)
    given = ["--file", tmp_path / "ad.txt"] if source == "file" else []
    result = run("score", "--json", "--model", tiny_model, *given, stdin=data)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == Screener.load(tiny_model).score(f"{LURE} 月薪").to_dict()


@pytest.mark.parametrize("data", [b"caf\xe9 waiter", "caf\u00e9".encode("utf-16")[:-1], b"\xff\xfe\x00"])
def test_refuses_what_is_no_text(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "secret-name.txt").write_bytes(data)
    result = run("score", "--file", tmp_path / "secret-name.txt")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "not valid UTF-" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "secret-name" not in result.stderr
    assert "caf" not in result.stderr


def test_checks_size_before_reading(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # takes no space
    monkeypatch.setattr("jobscreen.cli.inputs._read", lambda _: pytest.fail("was read"))
    result = run("score", "--file", large)
    assert result.exit_code == 3
    assert f"{MAX_BYTES:,} bytes; this input has {MAX_BYTES + 1:,}" in result.stderr


@pytest.mark.parametrize(("size", "unit"), [(MAX_BYTES + 1, "bytes"), (MAX_CHARS + 1, "characters")])
def test_limits_hold_on_stdin(run: Run, tiny_model: Path, size: int, unit: str) -> None:
    result = run("score", "--model", tiny_model, stdin=b"a" * size)
    assert result.exit_code == 3
    assert unit in result.stderr


@pytest.mark.parametrize(
    ("arguments", "needle"),
    [
        ((LURE, "--file", "ad.txt"), "not both"),
        (("Typist", "in", "Myawaddy"), "3 arguments; put it in quotes"),
        ((__file__,), "--file"),
    ],
)
def test_takes_exactly_one_source(run: Run, arguments: tuple[str, ...], needle: str) -> None:
    result = run("score", *arguments)
    assert result.exit_code == 2
    assert needle in result.stderr
    assert "Myawaddy" not in result.stderr  # an ad's words do not end up in messages


def test_asks_for_an_ad_where_nobody_pipes_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobscreen.cli.inputs._is_terminal", lambda: True)
    result = run("score")
    assert result.exit_code == 2
    assert "give an ad" in result.stderr


@pytest.mark.parametrize("path", ["missing.txt", "", "a" * 300])
def test_unreadable_files(run: Run, tmp_path: Path, path: str) -> None:
    result = run("score", "--file", tmp_path / path)
    assert result.exit_code == 3
    assert result.stderr.startswith("Error: The file cannot be read (")
    assert str(tmp_path) not in result.stderr


def test_missing_model(run: Run, tmp_path: Path) -> None:
    result = run("score", LURE, "--model", tmp_path)
    assert result.exit_code == 3
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("ad", "code"), [(LURE, 10), (HONEST, 0)])
@pytest.mark.parametrize("output", [(), ("--json",)])
def test_exit_code_tells_flagged_ads(
    run: Run, tiny_model: Path, ad: str, code: int, output: tuple[str, ...]
) -> None:
    assert run("score", ad, "--model", tiny_model, "--exit-code", *output).exit_code == code


def test_no_control_characters_reach_the_terminal(run: Run, tiny_model: Path) -> None:
    hostile = LURE.replace("Telegram: @", "\x1b]0;owned\x07\x1b[31m\u202eTelegram: @").replace(
        "visit", "[red]visit"
    )
    result = run("score", hostile, "--model", tiny_model)
    assert result.exit_code == 0
    assert all(char.isprintable() or char == "\n" for char in result.stdout)


def test_empty_ad_warns(run: Run, tiny_model: Path) -> None:
    result = run("score", "", "--model", tiny_model)
    assert result.exit_code == 0
    assert "! There is no text to read" in result.stdout


def test_as_a_module_without_the_tools_of_training(tiny_model: Path) -> None:
    program = (
        "import atexit, runpy, sys\n"
        "sys.argv[0] = 'jobscreen'\n"
        "atexit.register(lambda: print(sorted({'spacy', 'sklearn', 'pandas', 'datasets'} & set(sys.modules))))\n"
        "runpy.run_module('jobscreen', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "score", "--json", "--model", tiny_model],
        input=LURE, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    screening, loaded = done.stdout.splitlines()
    assert json.loads(screening)["level"] == "high"
    assert loaded == "[]"
    assert done.stderr == ""


def test_with_the_shipped_model(run: Run, needs_model: Path) -> None:
    assert run("score", LURE, "--exit-code").exit_code == 10
    assert run("score", HONEST, "--exit-code").exit_code == 0

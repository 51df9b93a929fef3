"""How screenings are shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from jobscreen.cli.tables import evidence_table, percent
from jobscreen.screener import Screener

from .conftest import LURE


@given(st.floats(min_value=0, max_value=1))
def test_percent_never_claims_certainty(probability: float) -> None:
    shown = percent(probability)
    assert shown not in {"0%", "100%"}
    assert (
        abs(float(shown.strip("<>%")) / 100 - probability) < 0.0101
    )  # half a percent where rounded, one at the ends


def test_shown_weights_add_up_to_the_log_odds(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobscreen.cli.tables._ROWS", 3)  # so that the row of the rest is needed
    screening = Screener.load(tiny_model).score(LURE)
    console = Console(file=io.StringIO(), width=100)
    console.print(evidence_table(screening))
    assert isinstance(console.file, io.StringIO)
    cells = [line.split()[:2] for line in console.file.getvalue().splitlines()]
    rows = [(float(lure), float(fraud)) for lure, fraud in (c for c in cells if len(c) == 2 and c[0][0] in "+-")]
    assert len(rows) == 5
    expected = screening.intercept + sum(item.weight for item in screening.evidence)
    assert sum(lure for lure, _ in rows) == pytest.approx(expected, abs=0.03)

"""A runner of the command line that works with the tiny model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from jobscreen.cli import app

Run = Callable[..., Result]

LURE = (
    "Typist wanted in Myawaddy, no experience, free flight and room. You travel on a visit visa. "
    "Send passport photo now. Telegram: @bright_555"
)
HONEST = "Harbour Hotel Co., Ltd hires a cook, day shift. Please send your CV; we sign the contract at our office."


@pytest.fixture
def run() -> Run:
    """Run ``jobscreen`` with arguments and, if given, bytes on standard input."""

    def call(*arguments: str | Path, stdin: bytes | str = b"") -> Result:
        return CliRunner().invoke(
            app, [str(argument) for argument in arguments], input=stdin, prog_name="jobscreen"
        )

    return call

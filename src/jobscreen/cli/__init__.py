"""The command line: ``jobscreen`` and ``python -m jobscreen``. Each command is described in docs/cli.md."""

from __future__ import annotations

import io
import sys

from jobscreen.cli import learning, listing, scoring  # noqa: F401  # each adds its commands to the app
from jobscreen.cli.frame import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line and exit with its code.

    Examples
    --------
    >>> import sys
    >>> from unittest.mock import patch
    >>> with patch.object(sys, "argv", ["jobscreen", "--version"]):
    ...     main()
    Traceback (most recent call last):
    ...
    SystemExit: 0
    """
    for stream in (sys.stdout, sys.stderr):
        # An ad may hold characters that an old terminal cannot show; that must not end in a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="jobscreen")

"""``python -m jobscreen``: the same as the command ``jobscreen``."""

from __future__ import annotations

from jobscreen.cli import main

if __name__ == "__main__":
    main()

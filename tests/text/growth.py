"""How much longer a function takes for twice the text: the one measure that the growth tests share."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from typing import Final

#: Twice the text may take this many times as long: 2 for linear time, the rest for an unsteady clock.
LIMIT: Final = 2.6
#: What patterns stumble over: runs of what they begin with, openings that nothing closes, marks, separators.
NASTY: Final = (
    *(
        "a",
        "1 ",
        "@",
        "a.",
        "\u0301",
        "<",
        "&",
        "t.me/",
        "a1",
        "1.",
        "a@",
        "a-",
        "1,000 ",
        "+1 ",
        "(1",
        "<a",
        "&#",
    ),
    *("一", "กำ", "\u17d2", "a b ", "аa", "a'", "\u200b", "http://", " ", "9 to ", "k "),
)
_CHARS: Final = 50_000
#: Below this, memory and clock make the figures; time that grew with the square could not stay below it.
_ENOUGH: Final = 0.02
_TRIES: Final = 5


def growth(measured: Callable[[str], object], unit: str, prepare: Callable[[str], str] = str) -> float:
    """Return how many times as long 100,000 characters take as 50,000; 0 where both take next to no time.

    The lower of several medians: another process on the machine makes a run longer, never shorter.
    """
    short, long = (prepare(unit * (size // len(unit))) for size in (_CHARS, 2 * _CHARS))
    lowest = float("inf")
    for _ in range(_TRIES):
        slow = _median(measured, long)
        if slow < _ENOUGH:
            return 0.0
        lowest = min(lowest, slow / _median(measured, short))
        if lowest <= LIMIT:
            break
    return lowest


def _median(measured: Callable[[str], object], text: str) -> float:
    times = []
    gc.disable()  # its time grows with all that the tests keep alive
    try:
        for _ in range(3):
            begin = time.process_time()  # other processes on the machine do not count
            measured(text)
            times.append(time.process_time() - begin)
    finally:
        gc.enable()
    return statistics.median(times)

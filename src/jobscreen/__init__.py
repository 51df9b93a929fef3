"""jobscreen reads a job ad and says how likely it is a lure into a scam compound, with reasons.

Examples
--------
>>> import jobscreen
>>> jobscreen.score("Waiter wanted, Harbour Grill Ltd, evenings, apply in person.").level
'low'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobscreen.ad import Ad
    from jobscreen.errors import DataError, InputError, JobscreenError, LimitError, MissingExtraError, ModelError
    from jobscreen.screener import Screener, score, score_many
    from jobscreen.screening import Evidence, Screening

__version__ = "0.1.0"

# Loaded at first use: importing jobscreen takes a few milliseconds and loads no numpy, spaCy or scikit-learn.
_HOME = {
    "Ad": "ad",
    "DataError": "errors",
    "Evidence": "screening",
    "InputError": "errors",
    "JobscreenError": "errors",
    "LimitError": "errors",
    "MissingExtraError": "errors",
    "ModelError": "errors",
    "Screener": "screener",
    "Screening": "screening",
    "score": "screener",
    "score_many": "screener",
}

__all__ = [
    "Ad",
    "DataError",
    "Evidence",
    "InputError",
    "JobscreenError",
    "LimitError",
    "MissingExtraError",
    "ModelError",
    "Screener",
    "Screening",
    "__version__",
    "score",
    "score_many",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'jobscreen' has no attribute {name!r}")
    value = getattr(import_module(f"jobscreen.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

"""What each stage of screening costs, with everything before it done already."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from jobscreen import Ad, Screener
from jobscreen.features import Reading, read_ad
from jobscreen.indicators import INDICATORS, AdDoc
from jobscreen.lexicon.lexicon import default_lexicon
from jobscreen.screener import _evidence
from jobscreen.text.normalise import fold, match_view

__all__ = ["stage_microseconds"]

Item = TypeVar("Item")


def stage_microseconds(screener: Screener, texts: Sequence[str]) -> dict[str, float]:
    """Return microseconds per ad of each stage; what is computed once is counted where it is first used."""
    ads = [Ad.of(text) for text in texts]
    folded = [fold(ad.text) for ad in ads]
    views = [match_view(one) for one in folded]
    lexicon = default_lexicon()
    docs = [AdDoc(ad) for ad in ads]
    costs = {
        "fold": _per_item(fold, [ad.text for ad in ads]),
        "match_view": _per_item(match_view, folded),
        "lexicon.find": _per_item(lexicon.find, views),
        "contacts": _per_item(lambda doc: doc.contacts, docs),
        "money": _per_item(lambda doc: doc.money, docs),
        "places": _per_item(lambda doc: doc.places, docs),
        "language": _per_item(lambda doc: doc.language, docs),
        "indicators": _per_item(lambda doc: [indicator.find(doc) for indicator in INDICATORS], docs),
    }
    readings = [read_ad(ad) for ad in ads]
    for reading in readings:
        _touch(reading)
    learnt = [one for one in readings if one.doc.language in screener.model.languages]
    # Only where the model has learnt the language's wording; the rest costs nothing.
    costs["wording"] = _per_item(lambda reading: reading.wording, learnt) * len(learnt) / len(readings)
    costs["decide"] = _per_item(screener.model.decide, readings)
    pairs = [(reading, screener.model.decide(reading)) for reading in readings]
    costs["evidence"] = _per_item(lambda pair: _evidence(*pair), pairs)
    return costs


def _touch(reading: Reading) -> None:
    """Compute what the wording masks, so that it is not counted as wording."""
    _ = (reading.doc.contacts, reading.doc.money, reading.doc.language)


def _per_item(stage: Callable[[Item], object], items: Sequence[Item]) -> float:
    """Return microseconds per item. One pass: what is computed once per document must not be found done."""
    if not items:
        return 0.0
    started = time.process_time()
    for item in items:
        stage(item)
    return 1e6 * (time.process_time() - started) / len(items)

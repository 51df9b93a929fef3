"""The ads that are timed: 2,000 to 2,400 characters each, of many languages."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict

from jobscreen.corpus.sources import SHARED_DATA, read_samples

__all__ = ["labelled_ads", "timed_ads"]

SHORTEST, LONGEST = 2_000, 2_400


def timed_ads(count: int, *, seed: int = 0) -> tuple[list[str], str]:
    """Return ``count`` ads, languages taking turns, and where they come from.

    Short ads of a language are joined, long ones cut. The honest ads beside the checkout are taken where they are
    there, else the written corpus of the package.

    Examples
    --------
    >>> ads, source = timed_ads(4)
    >>> len(ads), all(SHORTEST <= len(ad) <= LONGEST for ad in ads)
    (4, True)
    """
    texts, source = _texts()
    chance = random.Random(seed)
    languages = sorted(texts)
    ads = []
    for number in range(count):
        pool = texts[languages[number % len(languages)]]
        ad = chance.choice(pool)
        while len(ad) < SHORTEST:
            ad += "\n" + chance.choice(pool)
        ads.append(ad[: chance.randint(SHORTEST, LONGEST)])
    return ads, source


def labelled_ads() -> tuple[list[str], list[str]]:
    """Return texts and labels of the written corpus: what the yardsticks are trained on."""
    samples = read_samples("written")
    return [sample.ad.text for sample in samples], [sample.label for sample in samples]


def _texts() -> tuple[dict[str, list[str]], str]:
    """Return texts by language; languages with a handful of ads are left out."""
    texts: dict[str, list[str]] = defaultdict(list)
    path = SHARED_DATA / "honest.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                texts[row["lang"]].append(row["text"])
        source = "honest ads of job boards"
    else:
        for sample in read_samples("written"):
            texts[sample.lang].append(sample.ad.text)
        source = "the written corpus"
    return {language: found for language, found in texts.items() if len(found) >= 20}, source

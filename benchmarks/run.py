"""Speed and memory of jobscreen on one core, beside fastText and scikit-learn in the same run.

``python benchmarks/run.py [--quick] [--json FILE]``, or ``make bench``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from _ads import labelled_ads, timed_ads
from _cold import first_score_seconds, import_milliseconds, peak_megabytes
from _stages import stage_microseconds
from _yardsticks import fasttext, hashing
from jobscreen import ModelError, Screener
from jobscreen.features import FEATURE_NAMES
from jobscreen.lexicon.tables import known_languages
from jobscreen.model.linear import LinearModel
from jobscreen.model.store import load_model, packaged_model, save_model
from jobscreen.wording import BUCKETS

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
#: What the design asks for, shown beside what was measured.
GOALS = {
    "jobscreen bulk, ads/s": ">= 2,500",
    "one ad, median ms": "< 1",
    "import, ms": "< 50",
    "first score, s": "< 1",
    "peak memory, MB": "< 250",
}


def main() -> None:
    """Measure, print a table, write JSON if asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer ads and repeats, for a look")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there as well")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ.update(ONE_THREAD)  # for the processes that are started; the limit is for this one
    with threadpool_limits(1), tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder), quick=options.quick)
    print(table(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def measure(folder: Path, *, quick: bool) -> dict[str, Any]:
    """Return all numbers; ``folder`` takes what is needed only for the run."""
    repeats = 3 if quick else 7
    ads, source = timed_ads(300 if quick else 1_000)
    model, about = model_folder(folder)
    screener = Screener.load(model)
    rows, skipped = bulk(screener, ads, repeats)
    single = one_by_one(screener, ads)
    rows["one ad, median ms"] = [statistics.median(single)]
    rows["one ad, p99 ms"] = [float(np.percentile(single, 99))]
    rows["import, ms"] = import_milliseconds(repeats)
    rows["first score, s"] = first_score_seconds(model, ads[0], repeats)
    rows["peak memory, MB"] = [peak_megabytes(model, (ads * 7)[:2_000])]
    return {
        "about": {
            "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
            "versions": versions(),
            "ads": f"{len(ads)} of {min(map(len, ads)):,} to {max(map(len, ads)):,} characters; {source}",
            "model": about,
            "skipped": skipped,
        },
        "rows": {name: summary(values) for name, values in rows.items()},
        "ratios to jobscreen": ratios(rows),
        "stages, us per ad": {name: round(cost, 1) for name, cost in stage_microseconds(screener, ads).items()},
    }


def model_folder(folder: Path) -> tuple[Path, str]:
    """Return the model that comes with jobscreen; where there is none that fits, one with random weights."""
    try:
        packaged = packaged_model()
        return packaged, load_model(packaged).name
    except ModelError as error:
        reason = str(error)
    weights = np.random.default_rng(0)
    model = LinearModel(
        name="random",
        intercepts=np.array([-4.0, -3.0]),
        indicators=weights.normal(size=(2, len(FEATURE_NAMES))),
        wording=weights.normal(size=(2, BUCKETS)).astype(np.float32),
        languages=known_languages(),
        elevated=0.3,
        high=0.7,
    )
    save_model(model, folder / "model", {})
    return folder / "model", f"random weights (speed only): {reason}"


def bulk(screener: Screener, ads: Sequence[str], repeats: int) -> tuple[dict[str, list[float]], dict[str, str]]:
    """Return ads per second of jobscreen and the yardsticks, in turns, and why a yardstick was skipped."""
    runners: dict[str, Callable[[Sequence[str]], object]] = {
        "jobscreen bulk, ads/s": lambda given: sum(1 for _ in screener.score_many(given))
    }
    skipped: dict[str, str] = {}
    texts, labels = labelled_ads()
    for name, make in (("fasttext, ads/s", fasttext), ("hashing + logistic, ads/s", hashing)):
        try:
            runners[name] = make(texts, labels)
        except ImportError as error:  # noqa: PERF203 - twice in a run
            skipped[name] = f"{error} (pip install -r benchmarks/requirements.txt)"
    rows: dict[str, list[float]] = {name: [] for name in runners}
    for run in runners.values():
        run(ads[:100])  # caches, lazy tables
    for _ in range(repeats):
        for name, run in runners.items():
            started = time.perf_counter()
            run(ads)
            rows[name].append(len(ads) / (time.perf_counter() - started))
    return rows, skipped


def one_by_one(screener: Screener, ads: Sequence[str]) -> list[float]:
    """Return the milliseconds of each ad, scored by itself."""
    times = []
    for ad in ads:
        started = time.perf_counter()
        screener.score(ad)
        times.append(1_000 * (time.perf_counter() - started))
    return times


def ratios(rows: dict[str, list[float]]) -> dict[str, float]:
    """Return how many times as fast as jobscreen each yardstick is: the median over the repeats, pair by pair."""
    own = rows["jobscreen bulk, ads/s"]
    return {
        name: round(statistics.median(other / mine for other, mine in zip(values, own, strict=True)), 2)
        for name, values in rows.items()
        if name.endswith("ads/s")
    }


def summary(values: Sequence[float]) -> dict[str, float]:
    """Return median, least and most."""
    return {
        name: round(value, 3)
        for name, value in (("median", statistics.median(values)), ("min", min(values)), ("max", max(values)))
    }


def versions() -> dict[str, str]:
    """Return the versions of what was measured."""
    installed = {package.name.lower(): package.version for package in metadata.distributions()}
    names = ("jobscreen", "numpy", "ahocorasick_rs", "scikit-learn", "fasttext-numpy2-wheel")
    found = {name: installed.get(name, "not installed") for name in names}
    return {"python": platform.python_version(), **found}


def table(results: dict[str, Any]) -> str:
    """Return the results as text."""
    lines = [f"{name}: {value}" for name, value in results["about"].items() if value]
    lines += ["", f"{'':28}{'median':>10}{'min':>10}{'max':>10}{'ratio':>8}  goal"]
    for name, row in results["rows"].items():
        ratio = results["ratios to jobscreen"].get(name)
        shown = "".join(f"{row[key]:>10,.0f}" if row[key] >= 100 else f"{row[key]:>10.2f}" for key in row)
        lines.append(f"{name:28}{shown}{ratio if ratio is not None else '':>8}  {GOALS.get(name, '')}".rstrip())
    stages = results["stages, us per ad"]
    lines += ["", f"{'stage':28}{'us per ad':>10}{'share':>10}"]
    lines += [f"{name:28}{cost:>10.0f}{cost / sum(stages.values()):>10.0%}" for name, cost in stages.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()

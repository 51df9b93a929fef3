"""What a fresh process costs: import time, first score, memory. Each is measured in processes of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

__all__ = ["first_score_seconds", "import_milliseconds", "peak_megabytes"]

_FIRST = """
import time
started = time.perf_counter()
from jobscreen import Screener
Screener.load({model!r}).score({ad!r})
print(time.perf_counter() - started)
"""
_PEAK = """
import json, re, resource
from pathlib import Path
from jobscreen import Screener
ads = json.loads(Path({ads!r}).read_text(encoding="utf-8"))
for screening in Screener.load({model!r}).score_many(ads):
    pass
status = Path("/proc/self/status")  # the resource module also counts the process that started this one
found = re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text()) if status.is_file() else None
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / {per_megabyte}
print(int(found[1]) / 1024 if found else peak)
"""


def import_milliseconds(repeats: int) -> list[float]:
    """Return how long ``import jobscreen`` takes beyond the bare interpreter, in milliseconds."""
    _wall("import jobscreen")  # writes the bytecode
    return [1_000 * max(_wall("import jobscreen") - _wall("pass"), 0.0) for _ in range(repeats)]


def first_score_seconds(model: Path, ad: str, repeats: int) -> list[float]:
    """Return how long a fresh process takes from the import to its first screening, in seconds."""
    return [float(_run(_FIRST.format(model=str(model), ad=ad))) for _ in range(repeats)]


def peak_megabytes(model: Path, ads: list[str]) -> float:
    """Return the largest resident memory of a process that screens the ads, in megabytes."""
    per_megabyte = 1 << 20 if sys.platform == "darwin" else 1 << 10  # macOS counts bytes, Linux kilobytes
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ads.json"
        path.write_text(json.dumps(ads), encoding="utf-8")
        return float(_run(_PEAK.format(model=str(model), ads=str(path), per_megabyte=per_megabyte)))


def _wall(code: str) -> float:
    """Return the median wall time of three processes that run the code."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        _run(code)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ), timeout=600
    )
    return done.stdout

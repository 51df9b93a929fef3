"""The wheel: what it holds, and that it works where no checkout is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from typing import Final

import pytest

LURE: Final = (
    "Typist for our company in Myawaddy, $1500 a month, no experience, free flight and room, "
    "leave this week. Telegram only: @bright_555"
)
#: Largest wheel, in bytes.
LARGEST: Final = 15_000_000
_PROBE: Final = "import jobscreen, sys; print(jobscreen.__file__)"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("needs_model")]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment with the wheel and the dependencies of this one; return its Python."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False, symlinks=True)
    scheme = sysconfig.get_paths(scheme="venv", vars={"base": str(folder), "platbase": str(folder)})
    python = Path(scheme["scripts"]) / ("python.exe" if os.name == "nt" else "python")
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    done = subprocess.run(install, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    # A folder that a .pth file names has its own .pth files ignored: the editable install of the checkout does not
    # come along.
    own = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(scheme["purelib"]) / "dependencies.pth").write_text("\n".join(sorted(own)) + "\n", encoding="utf-8")
    return python


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(python), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        cwd=cwd,
        env=environment,
    )


def test_the_wheel_holds_the_package_and_its_model_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
    needed = ["models/manifest.json", "models/weights.npz", "lexicon/compiled.npz", "messages/vi.json", "py.typed"]
    assert [name for name in needed if f"jobscreen/{name}" not in names] == []
    assert any(name.startswith("jobscreen/corpus/written/") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"jobscreen"}
    unwanted = ("test", "cache", ".pyc", ".joblib", ".pkl", "pickle")
    assert [name for name in names if any(word in name.rpartition("jobscreen/")[2] for word in unwanted)] == []
    assert any(name.endswith("LICENSE") for name in names)


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST


def test_the_installed_package_is_the_one_that_runs(fresh: Path, tmp_path: Path) -> None:
    done = run(fresh, "-c", _PROBE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert fresh.parents[1] in Path(done.stdout.strip()).parents


def test_the_installed_package_scores(fresh: Path, tmp_path: Path) -> None:
    done = run(fresh, "-m", "jobscreen", "score", "--json", LURE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    screening = json.loads(done.stdout)
    assert screening["level"] == "high"
    assert any(item["indicator"] == "relocation.border" for item in screening["evidence"])

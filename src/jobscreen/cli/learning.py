"""The commands ``train`` and ``evaluate``: they need the extra ``train``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from jobscreen.cli.frame import app, need_extra

__all__ = ["evaluate", "train"]

_Data = Annotated[
    Path | None, typer.Option(help="Folder of the real ads; by default the shared data beside a checkout, if any.")
]
_Jobs = Annotated[int, typer.Option(help="Processes that read ads side by side; -1 for one per core.")]
_Seed = Annotated[int, typer.Option(min=0, help="Seed of the folds; the same seed gives the same result.")]


@app.command(epilog="Example: jobscreen train --out models --jobs 2")
def train(
    out: Annotated[Path, typer.Option(help="Folder that the model is written to.")] = Path("models"),
    data: _Data = None,
    jobs: _Jobs = 2,
    seed: _Seed = 0,
) -> None:
    """Fit a model on labelled ads and write it to a folder.

    The ads are the written corpus of the package and, where they are there, the real ads beside the checkout.
    """
    module = need_extra("jobscreen.training.train", "train")
    _print(module.train(out, data=data, jobs=jobs, seed=seed, say=_say))


@app.command(epilog="Example: jobscreen evaluate --out reports --folds 5")
def evaluate(
    out: Annotated[Path, typer.Option(help="Folder that the report is written to.")] = Path("reports"),
    data: _Data = None,
    jobs: _Jobs = 2,
    seed: _Seed = 0,
    folds: Annotated[int, typer.Option(min=2, help="Folds; related ads stay in one fold.")] = 5,
) -> None:
    """Measure on held-out ads and write a report.

    Models are fitted on a part of the ads and measured on the rest, by language, kind and source.
    """
    module = need_extra("jobscreen.training.evaluate", "train")
    _print(module.evaluate(out, data=data, jobs=jobs, seed=seed, folds=folds, say=_say))


def _say(message: str) -> None:
    typer.echo(message, err=True)  # progress; stdout is for the result


def _print(result: dict[str, Any], prefix: str = "") -> None:
    """Print the figures of a result, one a line; lists and texts of the report are in its files."""
    for key, value in result.items():
        if isinstance(value, dict):
            _print(value, f"{prefix}{key}.")
        elif isinstance(value, float):
            typer.echo(f"{prefix}{key}: {value:.4g}")
        elif isinstance(value, (str, int)):
            typer.echo(f"{prefix}{key}: {value}")

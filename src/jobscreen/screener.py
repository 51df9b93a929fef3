"""The screener: loads a model once, then turns ads into screenings."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from jobscreen.ad import Ad
from jobscreen.errors import InputError, JobscreenError
from jobscreen.features import FEATURE_NAMES, Reading, read_ad
from jobscreen.lexicon.tables import known_languages
from jobscreen.messages import message_of, warning_of
from jobscreen.model.linear import Decision, LinearModel
from jobscreen.model.store import load_model, packaged_model
from jobscreen.screening import Evidence, Screening

__all__ = ["Screener", "score", "score_many"]

#: Fewer letters than this say too little to judge; the result carries a warning.
_SHORT: Final = 40
#: Length of the passages whose wording is shown, in characters, and how many are shown.
_PASSAGE: Final = 28
_PASSAGES: Final = 2
#: Wording that adds less than this to the log-odds is not shown as a passage of its own.
_SHOWN_FROM: Final = 0.1


class Screener:
    """Screens ads with one model.

    Parameters
    ----------
    model : LinearModel
        The model; :meth:`load` gives the one that comes with jobscreen.

    Examples
    --------
    >>> screener = Screener.load()
    >>> screener.score("Cook wanted, Seaview Hotel Co., Ltd, day shift, apply at the hotel.").flagged
    False
    """

    def __init__(self, model: LinearModel, *, folder: Path | None = None) -> None:
        self.model = model
        self._folder = folder

    @classmethod
    def load(cls, path: str | Path | None = None) -> Screener:
        """Load a model folder; without a path, the model that comes with jobscreen.

        Raises
        ------
        ModelError
            If the folder holds no model, a damaged one, or one of another version.
        """
        folder = Path(path) if path is not None else packaged_model()
        return cls(load_model(folder), folder=folder)

    def save(self, path: str | Path) -> None:
        """Copy the model's files to a folder.

        Raises
        ------
        JobscreenError
            If the screener was made of a model that is in no folder.
        """
        if self._folder is None:
            raise JobscreenError("This screener's model is in no folder; write it with 'jobscreen train --out'.")
        shutil.copytree(self._folder, Path(path), dirs_exist_ok=True)

    def score(self, ad: str | Mapping[str, str | None] | Ad) -> Screening:
        """Screen one ad.

        Parameters
        ----------
        ad : str, mapping or Ad
            The ad's text, its named fields, or an :class:`Ad`.

        Raises
        ------
        InputError
            If it is anything else.
        LimitError
            If it has more than :data:`jobscreen.ad.MAX_CHARS` characters.
        """
        reading = read_ad(Ad.of(ad))
        decision = self.model.decide(reading)
        risk = decision.risk
        return Screening(
            risk=risk,
            fraud=decision.fraud,
            level=self.model.level_of(risk),  # type: ignore[arg-type]
            evidence=tuple(_evidence(reading, decision)),
            language=reading.doc.language,
            warnings=_warnings(reading),
            model=self.model.name,
            intercept=float(self.model.intercepts[0]),
            fraud_intercept=float(self.model.intercepts[1]),
            text=reading.doc.text,
        )

    def score_many(
        self, ads: Iterable[str | Mapping[str, str | None] | Ad], *, jobs: int = 1
    ) -> Iterator[Screening]:
        """Screen ads as they come: one screening per ad, in their order.

        Parameters
        ----------
        ads : iterable
            Ads; read as far as results are taken.
        jobs : int
            Processes that work side by side (joblib); ``-1`` for one per core.

        Raises
        ------
        InputError
            If ``ads`` is a single text or mapping, or one of them is no ad; the message tells which.
        """
        if isinstance(ads, (str, bytes, Mapping, Ad)) or not isinstance(ads, Iterable):
            raise InputError(
                f"score_many takes an iterable of ads; got {type(ads).__name__}. For one ad use score."
            )
        if not isinstance(jobs, int) or isinstance(jobs, bool) or jobs == 0:
            raise InputError(f"jobs must be a whole number other than 0; got {jobs!r}.")
        if jobs == 1:
            return self._one_by_one(ads)
        return self._in_parallel(ads, jobs)

    def _one_by_one(self, ads: Iterable[str | Mapping[str, str | None] | Ad]) -> Iterator[Screening]:
        for number, ad in enumerate(ads):
            try:
                yield self.score(ad)
            except InputError as error:  # noqa: PERF203 - which ad it was is worth the nanoseconds
                raise InputError(f"Ad number {number} (from 0): {error}") from error

    def _in_parallel(self, ads: Iterable[str | Mapping[str, str | None] | Ad], jobs: int) -> Iterator[Screening]:
        from joblib import Parallel, delayed  # only where asked for: it costs start-up time

        work = (delayed(_score_batch)(self, batch) for batch in _batches(ads))
        for screenings in Parallel(n_jobs=jobs, return_as="generator")(work):
            yield from screenings


def score(ad: str | Mapping[str, str | None] | Ad) -> Screening:
    """Screen one ad with the model that comes with jobscreen, loaded at the first call.

    Parameters
    ----------
    ad : str, mapping or Ad
        The ad's text, its named fields, or an :class:`Ad`.

    Raises
    ------
    InputError
        If it is anything else.
    LimitError
        If it has more than :data:`jobscreen.ad.MAX_CHARS` characters.

    Examples
    --------
    >>> import jobscreen
    >>> screening = jobscreen.score(
    ...     "Typist for our company in Myawaddy, $1500 a month, no experience, free flight and room, "
    ...     "leave this week. Telegram only: @bright_555"
    ... )
    >>> screening.level
    'high'
    """
    return _default().score(ad)


def score_many(ads: Iterable[str | Mapping[str, str | None] | Ad], *, jobs: int = 1) -> Iterator[Screening]:
    """Screen ads as they come: one screening per ad, in their order. See :meth:`Screener.score_many`.

    Examples
    --------
    >>> import jobscreen
    >>> [s.level for s in jobscreen.score_many(["Cook wanted, Hotel Sea Co., Ltd", "Nurse wanted at the clinic"])]
    ['low', 'low']
    """
    return _default().score_many(ads, jobs=jobs)


@lru_cache(maxsize=1)
def _default() -> Screener:
    return Screener.load()


def _batches(ads: Iterable[str | Mapping[str, str | None] | Ad], size: int = 256) -> Iterator[list[Ad]]:
    batch: list[Ad] = []
    for number, ad in enumerate(ads):
        try:
            batch.append(Ad.of(ad))
        except InputError as error:
            raise InputError(f"Ad number {number} (from 0): {error}") from error
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _score_batch(screener: Screener, batch: list[Ad]) -> list[Screening]:
    return [screener.score(ad) for ad in batch]


def _evidence(reading: Reading, decision: Decision) -> list[Evidence]:
    """Return all evidence, strongest first; with the intercepts the weights add up to the log-odds."""
    found: list[Evidence] = []
    text = reading.doc.text
    weights, fraud_weights = decision.indicators.tolist()
    for index, findings in enumerate(reading.findings):
        if not findings:
            continue
        name = FEATURE_NAMES[index]
        message = message_of(name)
        total = sum([finding.strength for finding in findings])
        for start, end, strength in findings:
            share = strength / total if total else 1.0 / len(findings)
            span = None if start is None else text[start:end]
            found.append(
                Evidence(name, start, end, span, weights[index] * share, fraud_weights[index] * share, message)
            )
    found += _wording_evidence(reading, decision)
    found.sort(key=lambda item: -abs(item.weight))
    return found


def _wording_evidence(reading: Reading, decision: Decision) -> list[Evidence]:
    """Return the passages whose wording adds most, and one item for all the rest."""
    if not decision.wording.shape[1]:
        return []
    view = reading.doc.view
    starts = _passages(view.text)
    totals = _sums_from(decision.wording, np.searchsorted(reading.wording.places, starts))
    strongest = np.argsort(-np.abs(totals[0]))[:_PASSAGES].tolist()
    shown = [place for place in strongest if abs(totals[0, place]) >= _SHOWN_FROM]
    ends = [*starts[1:], len(view.text)]
    found = []
    for place in shown:
        start, end = view.span(int(starts[place]), int(ends[place]))
        weight, fraud_weight = float(totals[0, place]), float(totals[1, place])
        words = reading.doc.text[start:end]
        found.append(Evidence("wording", start, end, words, weight, fraud_weight, message_of("wording")))
    rest = decision.wording.sum(axis=1) - totals[:, shown].sum(axis=1)
    found.append(
        Evidence("wording.rest", None, None, None, float(rest[0]), float(rest[1]), message_of("wording.rest"))
    )
    return found


def _sums_from(contributions: npt.NDArray[np.float64], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Sum from each start to the next one, along the rows; a start that equals the next one has nothing."""
    sums = np.zeros((len(contributions), contributions.shape[1] + 1))
    np.cumsum(contributions, axis=1, out=sums[:, 1:])
    return np.diff(sums[:, starts], append=sums[:, -1:], axis=1)


def _passages(text: str) -> npt.NDArray[np.int64]:
    """Cut a match view into passages at spaces, or anywhere in scripts that have none; return their starts."""
    starts = [0]
    while len(text) - starts[-1] > _PASSAGE * 2:
        near = starts[-1] + _PASSAGE
        space = text.find(" ", near, near + _PASSAGE)
        starts.append(space + 1 if space >= 0 else near)
    return np.array(starts, dtype=np.int64)


def _warnings(reading: Reading) -> tuple[str, ...]:
    """Return what the reader must know before trusting the result."""
    language = reading.doc.language
    letters = len(reading.doc.view.text.strip())
    if not letters:
        return (warning_of("empty"),)
    found = []
    # A Han character says about as much as two or three letters.
    if letters * (2.5 if language.startswith(("zh", "ja")) else 1.0) < _SHORT:
        found.append(warning_of("too_short"))
    if language == "und":
        found.append(warning_of("language_unknown"))
    elif language not in known_languages():
        found.append(warning_of("language_not_covered").format(language=language))
    return tuple(found)

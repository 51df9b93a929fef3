"""The errors of jobscreen: one parent and a few children, each saying what came, what is accepted, how to fix it.

No message ever holds the text of an ad, a contact or a file's content: errors end up in logs.
"""

from __future__ import annotations

__all__ = ["DataError", "InputError", "JobscreenError", "LimitError", "MissingExtraError", "ModelError"]


class JobscreenError(Exception):
    """Parent of every error that jobscreen raises on purpose.

    Examples
    --------
    >>> import jobscreen
    >>> try:
    ...     jobscreen.Ad.from_text(None)
    ... except jobscreen.JobscreenError as error:
    ...     print(error)
    An ad must be a str, a mapping of fields or a jobscreen.Ad; got NoneType.
    """


class InputError(JobscreenError, TypeError):
    """What was given is not an ad: wrong type, unknown field, wrong type in a field."""


class LimitError(JobscreenError, ValueError):
    """What was given is larger than a documented limit."""


class ModelError(JobscreenError):
    """A model folder is missing, damaged, or does not belong to this version's features and lexicon."""


class DataError(JobscreenError):
    """A lexicon, corpus or data file is missing or not as its schema says."""


class MissingExtraError(JobscreenError, ImportError):
    """A part of jobscreen needs an optional dependency that is not installed.

    Examples
    --------
    >>> print(MissingExtraError("datasets", extra="train"))
    'datasets' is not installed; it comes with an extra: pip install 'jobscreen[train]'
    """

    def __init__(self, package: str, *, extra: str) -> None:
        super().__init__(f"{package!r} is not installed; it comes with an extra: pip install 'jobscreen[{extra}]'")

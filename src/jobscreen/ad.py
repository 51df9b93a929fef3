"""The ad: what a person pasted, or the fields of a posting, as one frozen record with one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from numbers import Real

from jobscreen.errors import InputError, LimitError

__all__ = ["FIELD_ALIASES", "MAX_CHARS", "Ad"]

#: Longest text that is screened, in characters (code points). Long job-board postings have about 10,000;
#: the limit keeps one ad's time and memory bounded (about a second and 100 MB at the limit).
MAX_CHARS = 1_000_000

#: Other common names of fields, accepted by :meth:`Ad.from_mapping`.
FIELD_ALIASES: Mapping[str, str] = {
    "text": "description",
    "body": "description",
    "job_description": "description",
    "job_title": "title",
    "company_name": "company",
    "employer": "company",
    "salary_range": "salary",
    "pay": "salary",
    "contacts": "contact",
}

_ACCEPTED = "a str, a mapping of fields or a jobscreen.Ad"


@dataclass(frozen=True)
class Ad:
    r"""One recruitment text in any form: a posting with fields, a channel post, a forwarded message, a chat.

    Every field is a ``str``, empty where unknown. A plain text is an ad with only ``description``.

    Parameters
    ----------
    title, company, location, salary, employment_type : str
        Short fields as a job board shows them.
    description, requirements, benefits, company_profile : str
        Long fields.
    contact : str
        How to apply: phone, handle, mail, link.

    Examples
    --------
    >>> ad = Ad(title="Receptionist", company="Seaview Hotel", description="Day shift.")
    >>> ad.text
    'Receptionist\nSeaview Hotel\nDay shift.'
    """

    title: str = ""
    company: str = ""
    location: str = ""
    salary: str = ""
    employment_type: str = ""
    description: str = ""
    requirements: str = ""
    benefits: str = ""
    company_profile: str = ""
    contact: str = ""

    def __post_init__(self) -> None:
        for name in FIELD_NAMES:
            value = getattr(self, name)
            if not isinstance(value, str):
                raise InputError(
                    f"Field {name!r} of an ad must be a str (or missing); got {type(value).__name__}. "
                    "Write numbers with their unit, e.g. salary='500 USD per month'."
                )
        size = sum(len(getattr(self, name)) for name in FIELD_NAMES)
        if size > MAX_CHARS:
            raise LimitError(
                f"An ad may have at most {MAX_CHARS:,} characters; this one has {size:,}. "
                "Split the file into its ads, or pass only the ad's own text."
            )

    @classmethod
    def from_text(cls, text: str) -> Ad:
        """Make an ad of one text.

        Raises
        ------
        InputError
            If ``text`` is not a ``str``.
        LimitError
            If it has more than :data:`MAX_CHARS` characters.

        Examples
        --------
        >>> Ad.from_text("We hire two cooks.").description
        'We hire two cooks.'
        """
        if not isinstance(text, str):
            raise InputError(_not_an_ad(text))
        return cls(description=text)

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, str | None]) -> Ad:
        """Make an ad of named fields; ``None`` and NaN (an empty pandas cell) count as missing.

        Raises
        ------
        InputError
            If a field is unknown or its value is no text.
        LimitError
            If the fields together have more than :data:`MAX_CHARS` characters.

        Examples
        --------
        >>> Ad.from_mapping({"job_title": "Cook", "text": "Two cooks wanted.", "company": None})
        Ad(title: 4 characters, description: 17 characters)
        >>> Ad.from_mapping({"titel": "Cook"})
        Traceback (most recent call last):
        ...
        jobscreen.errors.InputError: Unknown field 'titel' of an ad. Accepted: title, company, ...
        """
        if not isinstance(mapping, Mapping):
            raise InputError(_not_an_ad(mapping))
        values: dict[str, str] = {}
        for key, value in mapping.items():
            name = _field_name(key)
            if _is_missing(value):
                continue
            if name in values:
                raise InputError(f"Field {name!r} of an ad is given twice (also as {key!r}). Give it once.")
            values[name] = value  # type: ignore[assignment]  # __post_init__ checks it
        return cls(**values)

    @classmethod
    def of(cls, ad: object) -> Ad:
        """Make an ad of whatever :func:`jobscreen.score` takes: a ``str``, a mapping or an :class:`Ad`.

        Raises
        ------
        InputError
            For anything else, saying what came and what is accepted.

        Examples
        --------
        >>> Ad.of("Cook wanted") == Ad.of({"text": "Cook wanted"})
        True
        >>> Ad.of(3.5)
        Traceback (most recent call last):
        ...
        jobscreen.errors.InputError: An ad must be a str, a mapping of fields or a jobscreen.Ad; got float.
        """
        if isinstance(ad, cls):
            return ad
        if isinstance(ad, str):
            return cls(description=ad)
        if isinstance(ad, Mapping):
            return cls.from_mapping(ad)
        raise InputError(_not_an_ad(ad))

    @cached_property
    def text(self) -> str:
        """The fields that are filled, one after the other, each on its own line.

        Offsets of evidence index this text; for an ad made of one text it is that text, unchanged.
        """
        return "\n".join(value for _, value in self.filled())

    @cached_property
    def field_spans(self) -> Mapping[str, tuple[int, int]]:
        """Where each filled field stands in :attr:`text`: ``{name: (start, end)}``, in characters."""
        spans: dict[str, tuple[int, int]] = {}
        position = 0
        for name, value in self.filled():
            spans[name] = (position, position + len(value))
            position += len(value) + 1
        return spans

    def filled(self) -> Iterator[tuple[str, str]]:
        """Yield ``(name, value)`` of the fields that are not empty, in the order in which they are read."""
        for name in FIELD_NAMES:
            if value := getattr(self, name):
                yield name, value

    def __repr__(self) -> str:
        # Lengths, not texts: reprs end up in logs, and what people paste is private.
        shown = ", ".join(f"{name}: {len(value)} characters" for name, value in self.filled())
        return f"Ad({shown})"


FIELD_NAMES: tuple[str, ...] = tuple(field.name for field in fields(Ad))


def _is_missing(value: object) -> bool:
    """Tell whether a value is the absence of one: None, an empty str, NaN, pandas' NA or NaT."""
    if isinstance(value, Real):  # NumPy's floats too
        return bool(value != value)  # noqa: PLR0124 - only NaN differs from itself
    return value is None or (isinstance(value, str) and not value) or type(value).__name__ in {"NAType", "NaTType"}


def _short(value: str, limit: int = 40) -> str:
    return value if len(value) <= limit else value[: limit - 1] + "…"


def _field_name(key: object) -> str:
    if not isinstance(key, str):
        raise InputError(f"Field names of an ad must be str; got {type(key).__name__}.")
    name = FIELD_ALIASES.get(key, key)
    if name not in FIELD_NAMES:
        accepted = ", ".join((*FIELD_NAMES, *FIELD_ALIASES))
        raise InputError(f"Unknown field {_short(key)!r} of an ad. Accepted: {accepted}.")
    return name


def _not_an_ad(value: object) -> str:
    message = f"An ad must be {_ACCEPTED}; got {type(value).__name__}."
    if isinstance(value, (bytes, bytearray)):
        message += " Decode it first, e.g. data.decode('utf-8')."
    if isinstance(value, float) and value != value:  # noqa: PLR0124
        message += " NaN is pandas' empty cell: drop those rows or fill them with ''."
    return message

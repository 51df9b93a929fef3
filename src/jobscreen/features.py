"""From an ad to numbers: one value per indicator, and the wording of what must not be masked.

Needs numpy only, so that scoring does. The same functions serve training and scoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from jobscreen.ad import Ad
from jobscreen.indicators import INDICATORS, AdDoc, Finding
from jobscreen.text.tables import Codes, Flag
from jobscreen.wording import MASK, Wording, hash_wording

__all__ = ["FEATURE_NAMES", "IN_FAVOUR", "REPORTED", "Reading", "masked_codes", "read_ad"]

#: Names of the indicator features, in the order of their values.
FEATURE_NAMES: tuple[str, ...] = tuple(indicator.id for indicator in INDICATORS)
#: A text that warns of lures quotes them: beside a clear warning, other signs count this much.
REPORTED: Final = 0.2
Floats = npt.NDArray[np.float64]
#: Families that speak for an ad.
IN_FAVOUR: Final = ("legit.", "context.")
_WARNING_AT: Final = FEATURE_NAMES.index("context.warning")
_REPORTABLE: Final = np.array([not name.startswith(IN_FAVOUR) for name in FEATURE_NAMES])


@dataclass(frozen=True)
class Reading:
    """One ad, read: its document, what each indicator found, and the features.

    Parameters
    ----------
    doc : AdDoc
        The document.
    findings : tuple of list of Finding
        What each indicator found, in the order of :data:`FEATURE_NAMES`.
    values : ndarray of float64, shape (len(FEATURE_NAMES),)
        Value of each indicator, 0 to 1.
    """

    doc: AdDoc
    findings: tuple[list[Finding], ...]
    values: Floats

    @cached_property
    def wording(self) -> Wording:
        """The n-grams of the text without contacts, amounts, places and countries."""
        return hash_wording(masked_codes(self.doc))


def read_ad(ad: Ad) -> Reading:
    """Read an ad: build its document, run the indicators, take their values.

    Examples
    --------
    >>> reading = read_ad(Ad.from_text("Typist wanted in Myawaddy, salary in USDT."))
    >>> float(dict(zip(FEATURE_NAMES, reading.values))["relocation.border"])
    1.0
    """
    doc = AdDoc(ad)
    findings = tuple([indicator.find(doc) for indicator in INDICATORS])
    values = np.zeros(len(findings))
    for index, found in enumerate(findings):
        if found:
            values[index] = max([item.strength for item in found])
    reported = values[_WARNING_AT]
    if reported:
        values[_REPORTABLE] *= 1.0 - (1.0 - REPORTED) * reported
    return Reading(doc, findings, values)


def masked_codes(doc: AdDoc) -> Codes:
    """Return the match view's code points with everything masked that must not decide by its text.

    Contacts, amounts, digits, places and countries are masked: what they mean is the indicators' business, and
    neither an invented contact nor a country's name may give a label away.
    """
    view = doc.view
    codes = np.where(view.flags & Flag.DIGIT, MASK, view.codes)
    for concept in ("place", "country"):
        for hit in doc.hits.get(concept, []):
            codes[hit.start : hit.end] = MASK
    spans = [doc.folded.span(contact.start, contact.end) for contact in doc.contacts]
    spans += [doc.folded.span(money.start, money.end) for money in doc.money]
    if spans:
        for start, end in np.searchsorted(view.starts, np.array(spans, dtype=view.starts.dtype)).tolist():
            codes[start:end] = MASK
    return codes

"""What an indicator is: an id, and one method that finds it in an ad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from jobscreen.indicators.doc import MAX_FINDINGS, AdDoc, Finding, strongest

__all__ = ["Indicator", "PhraseIndicator", "phrase_findings"]

#: Two different weak phrases of one sign are as clear as a strong one.
_WEAK_TOGETHER = 2


class Indicator(Protocol):
    """A language-neutral sign. Ids are frozen; what each looks like is in docs/indicators.md."""

    @property
    def id(self) -> str:
        """Id such as ``pay.unrealistic``; the part before the dot is its family."""

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return where the sign stands in the ad, in the order of the text; empty if it does not."""


def phrase_findings(doc: AdDoc, concept: str, *, negatable: bool = True) -> list[Finding]:
    """Return the findings of a concept's phrases.

    Weak phrases count half, unless two different ones support each other.
    """
    if concept not in doc.hits:  # of most concepts, in most ads
        return []
    hits = doc.kept(concept, negatable=negatable)
    if not hits:
        return []
    weak = [hit for hit in hits if hit.strength < 1.0]
    # Two languages may list the same word: only different words at different places support each other.
    different = min(len({hit.entry for hit in weak}), len({hit.start for hit in weak}))
    lift = 1.0 if different >= _WEAK_TOGETHER else 0.5
    findings = (doc.finding(hit, hit.strength if hit.strength == 1.0 else lift) for hit in hits)
    return strongest(findings, MAX_FINDINGS)


@dataclass(frozen=True, slots=True)
class PhraseIndicator:
    """An indicator that words alone carry.

    Parameters
    ----------
    id : str
        Id, also the name of its concept in the lexicon.
    negatable : bool
        Whether "no ..." before a phrase cancels it; False for signs that are denials themselves.

    Examples
    --------
    >>> from jobscreen import Ad
    >>> doc = AdDoc(Ad.from_text("Salary is paid in USDT."))
    >>> PhraseIndicator("pay.crypto").find(doc)
    [Finding(start=0, end=22, strength=1.0)]
    """

    id: str
    negatable: bool = True

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return the findings of the concept's phrases."""
        return phrase_findings(doc, self.id, negatable=self.negatable)

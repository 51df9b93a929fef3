"""What the indicators read: one ad with everything that was found in it, each part computed when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from jobscreen.ad import Ad
from jobscreen.lexicon.lexicon import Hit, Lexicon, default_lexicon
from jobscreen.lexicon.places import Place, places
from jobscreen.lexicon.tables import contact_reader, language_guesser, money_parser
from jobscreen.text.contacts import Contact
from jobscreen.text.money import Money
from jobscreen.text.normalise import Folded, fold, match_view
from jobscreen.text.tables import Flag

__all__ = ["AdDoc", "Finding", "PlaceHit"]

_CLAUSE_END = re.compile(r"[.!?;:,。！？；：，、…]|\n")
#: A sentence ends here: never inside a short fixed phrase ("Co. Ltd"), so only longer hits are looked at.
_SENTENCE_END = re.compile(r"[。！？!?;；]|\.\s")
_LONG_HIT: Final = 12
#: A negator reaches this far, in characters of the match view: about three words, or four Han characters.
_REACH, _REACH_UNSPACED = 18, 4


class Finding(NamedTuple):
    """Where an indicator was found: span in the original text (None for an absence) and how clearly, 0 to 1."""

    start: int | None
    end: int | None
    strength: float = 1.0


class PlaceHit(NamedTuple):
    """A place of the gazetteer in the match view; ``sure`` is False for names that also mean something else."""

    start: int
    end: int
    place: Place
    sure: bool


class AdDoc:
    """One ad as the indicators see it.

    Parameters
    ----------
    ad : Ad
        The ad.
    lexicon : Lexicon, optional
        Phrases to look for; the package's own by default.

    Examples
    --------
    >>> doc = AdDoc(Ad.from_text("Typist wanted in Myawaddy, free flight. Telegram: @abc_555"))
    >>> doc.language, "context.job" in doc.hits, [hit.place.role for hit in doc.places]
    ('en', True, ['border_town'])
    """

    def __init__(self, ad: Ad, lexicon: Lexicon | None = None) -> None:
        self.ad = ad
        self.text = ad.text
        self.folded: Folded = fold(self.text)
        self.view: Folded = match_view(self.folded)
        self.hits: dict[str, list[Hit]] = (lexicon or default_lexicon()).find(self.view)

    @cached_property
    def language(self) -> str:
        """Guessed language, BCP 47, ``und`` if the text does not say enough."""
        return language_guesser().guess(self.folded, self.text)

    @cached_property
    def contacts(self) -> list[Contact]:
        """Contacts, with spans in the folded text."""
        names = self.hits.get("messenger", ())
        marks = [(*self.folded_span(hit), hit.key) for hit in names]
        return contact_reader().read(self.folded.text, marks)

    @cached_property
    def contact_kinds(self) -> frozenset[str]:
        """Kinds of the contacts."""
        return frozenset(contact.kind for contact in self.contacts)

    @cached_property
    def money(self) -> list[Money]:
        """Amounts of money, with spans in the folded text."""
        field = self.ad.field_spans.get("salary")
        all_pay = [self._folded_range(*field)] if field else []
        return money_parser().parse(self.folded.text, all_pay=all_pay)

    @cached_property
    def places(self) -> list[PlaceHit]:
        """Places of the gazetteer; a name with several readings is settled by the country beside it, if any."""
        found: list[PlaceHit] = []
        sure_countries = {hit.key for hit in self.hits.get("country", ())}
        by_span: dict[tuple[int, int], list[Hit]] = {}
        for hit in self.hits.get("place", ()):
            by_span.setdefault((hit.start, hit.end), []).append(hit)
        for (start, end), hits in by_span.items():
            readings = [(places()[hit.key], hit.strength == 1.0) for hit in hits]
            fitting = [item for item in readings if item[0].country in sure_countries]
            if fitting:
                found.append(PlaceHit(start, end, fitting[0][0], sure=True))
            elif len(readings) == 1 and readings[0][1]:
                found.append(PlaceHit(start, end, readings[0][0], sure=True))
            else:
                found += [PlaceHit(start, end, place, sure=False) for place, _ in readings]
        return found

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries that the ad names, itself or through a place (ISO 3166)."""
        named = {hit.key for hit in self.hits.get("country", ())}
        return frozenset(named | {hit.place.country for hit in self.places if hit.sure})

    @cached_property
    def is_job(self) -> bool:
        """Whether the text offers or discusses work at all: job words, pay or a role."""
        words = ("context.job", "role.scam_desk", "role.romance_chat", "role.skilled", "role.hospitality",
                 "role.elementary", "pay.slogan")  # fmt: skip
        return any(word in self.hits for word in words) or any(item.role == "pay" for item in self.money)

    @cached_property
    def role(self) -> str:
        """Class of the work: ``desk``, ``skilled``, ``hospitality``, ``elementary`` or ``unknown``.

        Desk work of the kind that compounds advertise wins over the others only where it is said clearly or alone.
        """
        desk = [hit for name in ("role.scam_desk", "role.romance_chat") for hit in self.kept(name)]
        counts = {name: len(self.kept(f"role.{name}")) for name in ("skilled", "hospitality", "elementary")}
        other = max(counts, key=lambda name: counts[name])
        if desk and (any(hit.strength == 1.0 for hit in desk) or len(desk) >= counts[other]):
            return "desk"
        return other if counts[other] else "unknown"

    def kept(self, concept: str, *, negatable: bool = True) -> list[Hit]:
        """Return the hits of a concept, without the negated ones unless the concept itself denies something."""
        hits = [hit for hit in self.hits.get(concept, ()) if not self._crosses_sentence(hit)]
        if not negatable or not hits or "context.negation" not in self.hits:
            return hits
        return [hit for hit in hits if not self.is_negated(hit)]

    def _crosses_sentence(self, hit: Hit) -> bool:
        """Tell whether a long hit, such as two words near each other, runs over the end of a sentence."""
        if hit.end - hit.start < _LONG_HIT:
            return False
        start, end = self.view.span(hit.start, hit.end)
        return _SENTENCE_END.search(self.text, start, end - 1) is not None

    def is_negated(self, hit: Hit) -> bool:
        """Tell whether a negator stands shortly before a hit, in the same clause."""
        spaced = bool(self.view.flags[hit.start] & Flag.WORD)
        reach = _REACH if spaced else _REACH_UNSPACED
        for negator in self.hits["context.negation"]:
            if 0 <= hit.start - negator.end <= reach:
                between = self.text[self.view.ends[negator.end - 1] : self.view.starts[hit.start]]
                if not _CLAUSE_END.search(between):
                    return True
        return False

    def finding(self, hit: Hit | PlaceHit, strength: float) -> Finding:
        """Make a finding of a hit: its span in the original text."""
        start, end = self.view.span(hit.start, hit.end)
        return Finding(start, end, strength)

    def finding_of(self, item: Contact | Money, strength: float) -> Finding:
        """Make a finding of a contact or an amount: its span in the original text."""
        start, end = self.folded.span(item.start, item.end)
        return Finding(start, end, strength)

    def folded_span(self, hit: Hit) -> tuple[int, int]:
        """Return a hit's span in the folded text, where contacts and money live."""
        return self._folded_range(*self.view.span(hit.start, hit.end))

    def _folded_range(self, start: int, end: int) -> tuple[int, int]:
        first, last = np.searchsorted(self.folded.starts, (start, end))
        return int(first), int(last)


def strongest(findings: Iterable[Finding], limit: int) -> list[Finding]:
    """Return the clearest findings, at most ``limit``, in the order of the text."""
    chosen: Sequence[Finding] = sorted(findings, key=lambda item: -item.strength)[:limit]
    return sorted(chosen, key=lambda item: (item.start is None, item.start or 0))


#: Findings of one indicator that are shown; its weight is shared among them.
MAX_FINDINGS: Final = 4

"""The indicators as a spaCy component: ``nlp.add_pipe("jobscreen")`` in anyone's pipeline.

The only file of this folder that imports spaCy. Only spaCy's entry point imports it, so scoring stays without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from jobscreen.ad import Ad
from jobscreen.indicators import INDICATORS
from jobscreen.indicators.doc import AdDoc

if TYPE_CHECKING:
    from jobscreen.screening import Screening

__all__ = ["IndicatorComponent", "make_component"]

_NAME: Final = "jobscreen"
#: Where strengths are kept in ``doc.user_data``: spaCy's own store for spans knows no label, so that two
#: indicators found at the same words would overwrite each other.
_STRENGTHS: Final = "jobscreen_strength"


class IndicatorComponent:
    """Puts what the indicators find into ``doc.spans``.

    After it ran, a Doc holds

    - ``doc.spans["jobscreen"]``: one span per finding, widened to whole tokens, labelled with the indicator's
      id, in the order of the text;
    - ``span._.jobscreen_strength``: how clearly the sign stands there, 0 to 1 (None for spans of others);
    - ``doc._.jobscreen_absent``: a tuple of the ids of the signs that are an absence, such as no named employer;
    - ``doc._.jobscreen``: the :class:`~jobscreen.screening.Screening` by the model that comes with jobscreen,
      computed each time it is asked for.

    Parameters
    ----------
    spans_key : str
        Key of ``doc.spans``.

    Raises
    ------
    LimitError
        When a Doc has more than :data:`jobscreen.ad.MAX_CHARS` characters.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("jobscreen")
    >>> doc = nlp("Typist in Myawaddy, salary in USDT, no experience. Telegram: @bright_555")
    >>> [(span.text, span._.jobscreen_strength) for span in doc.spans["jobscreen"] if span.label_ == "pay.crypto"]
    [('salary in USDT', 1.0)]
    >>> "employer.vague" in doc._.jobscreen_absent
    True
    """

    def __init__(self, spans_key: str = _NAME) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc and return it."""
        ad_doc = AdDoc(Ad.from_text(doc.text))
        strengths: dict[tuple[int, int, str], float] = {}
        absent: list[str] = []
        for indicator in INDICATORS:
            for finding in indicator.find(ad_doc):
                if finding.start is None or finding.end is None:
                    absent.append(indicator.id)
                    continue
                span = doc.char_span(finding.start, finding.end, alignment_mode="expand")
                if span is not None:
                    # Findings that share their tokens become one span, as strong as the strongest.
                    place = (span.start, span.end, indicator.id)
                    strengths[place] = max(finding.strength, strengths.get(place, 0.0))
        spans = {place: Span(doc, place[0], place[1], label=place[2]) for place in sorted(strengths)}
        doc.spans[self.spans_key] = list(spans.values())
        kept = doc.user_data.setdefault(_STRENGTHS, {})
        kept.update({_key_of(span): strengths[place] for place, span in spans.items()})
        doc._.jobscreen_absent = tuple(dict.fromkeys(absent))
        return doc


@Language.factory(
    _NAME,
    assigns=["doc.spans", "doc._.jobscreen_absent", "span._.jobscreen_strength"],
    default_config={"spans_key": _NAME},
)
def make_component(nlp: Language, name: str, spans_key: str) -> IndicatorComponent:  # noqa: ARG001 - spaCy's signature
    """Make the component; what ``nlp.add_pipe("jobscreen", config={"spans_key": ...})`` calls.

    Examples
    --------
    >>> import spacy
    >>> spacy.blank("en").add_pipe("jobscreen", config={"spans_key": "sc"}).spans_key
    'sc'
    """
    return IndicatorComponent(spans_key)


def _key_of(span: Span) -> str:
    return f"{span.start_char}:{span.end_char}:{span.label_}"


def _strength(span: Span) -> float | None:
    strength: float | None = span.doc.user_data.get(_STRENGTHS, {}).get(_key_of(span))
    return strength


def _screening(doc: Doc) -> Screening:
    # Through the public face: the model lies to the right of the indicators, and is needed only if asked for.
    import jobscreen

    return jobscreen.score(doc.text)


def _set_extensions() -> None:
    """Register the attributes, once, and never over somebody else's."""
    wanted: tuple[tuple[type[Any], str, dict[str, Any]], ...] = (
        (Doc, "jobscreen", {"getter": _screening}),
        (Doc, "jobscreen_absent", {"default": ()}),
        (Span, "jobscreen_strength", {"getter": _strength}),
    )
    for owner, name, options in wanted:
        if not owner.has_extension(name):
            owner.set_extension(name, **options)


_set_extensions()

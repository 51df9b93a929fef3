r"""Cut a text of any script into tokens without losing a character; also as a tokenizer for spaCy.

Scripts with spaces give words; Han gives single characters; Thai, Lao, Khmer and Burmese give clusters (a letter
with its marks); kana gives runs. Words of those scripts would need a dictionary, and a wrong word hides more than
a small piece does. spaCy is imported only when a Doc is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["Tokenizer", "make_tokenizer", "split"]

_HAN: Final = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA: Final = "\u3041-\u309f"
_KATAKANA: Final = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_CLUSTERED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
#: Thai and Lao vowels that are written before their letter, and those after it that Unicode counts as letters.
_VOWEL_BEFORE: Final = "\u0e40-\u0e44\u0ec0-\u0ec4"
_VOWEL_AFTER: Final = "\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3"
#: Signs that put the next letter under the last one (Khmer, Burmese).
_STACKER: Final = "\u17d2\u1039"
#: Zero-width and bidi controls: inside a word they are a disguise or a join, never a border.
_HIDDEN: Final = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_EMOJI: Final = "\u2190-\u2bff\U0001f000-\U0001faff"
_EMOJI_TAIL: Final = "\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff"
#: Letters of which most words of most ads consist.
_PLAIN: Final = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
#: Blocks that hold the combining marks; the rest of Unicode need not be looked at.
_MARK_BLOCKS: Final = ((0x300, 0x2000), (0x20D0, 0x2100), (0x2CEF, 0x2E00), (0x302A, 0x309B), (0xA66F, 0xABFF),
                       (0xFB1E, 0xFB1F), (0xFE00, 0xFE30), (0x101FD, 0x12000), (0x16AF0, 0x1E8D7),
                       (0xE0100, 0xE01F0))  # fmt: skip
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
#: What the last character of a link cannot be: it ends the sentence, not the link.
_LINK: Final = r"[!#-;=?-~]{0,400}[#-&*+\-/-9=@-Z\\\^-z|~]"
_LABEL: Final = r"[A-Za-z0-9-]{1,40}"


def split(text: str) -> list[tuple[int, int]]:
    """Return where the tokens of a text begin and end; white space is no token.

    Time is linear in the length.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of (int, int)
        Spans in characters, in order, none overlapping.

    Examples
    --------
    >>> text = "诚聘客服, pay $1,500/month: t.me/abc_555"
    >>> [text[start:end] for start, end in split(text)]
    ['诚', '聘', '客', '服', ',', 'pay', '$', '1,500', '/', 'month', ':', 't.me/abc_555']
    """
    return [match.span(1) for match in _pattern().finditer(text) if not match[1].isspace()]


class Tokenizer:
    """A spaCy tokenizer over :func:`split`; ``doc.text`` is the text that was given.

    Lone surrogates, which spaCy cannot store, become U+FFFD one for one, so that every offset stays right. A
    single space after a token belongs to it, further white space is a token of its own, as everywhere in spaCy.

    Parameters
    ----------
    vocab : spacy.vocab.Vocab
        Vocabulary of the pipeline.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "jobscreen.Tokenizer.v1"}}})
    >>> [token.text for token in nlp("รับสมัครงาน don't pay")]
    ['รั', 'บ', 'ส', 'มั', 'ค', 'ร', 'งา', 'น', "don't", 'pay']
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Make a Doc of a text."""
        from spacy.tokens import Doc

        if not text.isascii():
            text = _SURROGATE.sub("\ufffd", text)
        pieces = _pattern().findall(text)
        words = [word for word, _ in pieces]
        spaces = [bool(space) for _, space in pieces]
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002 - spaCy passes it
        """Make Docs of texts, one after the other."""
        yield from map(self, texts)

    # The rules are code and the vocabulary is saved by the pipeline, so there is nothing to store.

    def to_bytes(self, **kwargs: Any) -> bytes:  # noqa: ARG002 - spaCy's signature
        """Return no bytes: the tokenizer has no state."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Tokenizer:  # noqa: ARG002 - spaCy's signature
        """Return the tokenizer itself."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Tokenizer:  # noqa: ARG002 - spaCy's signature
        """Return the tokenizer itself."""
        return self


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return what spaCy calls with the pipeline; registered as ``jobscreen.Tokenizer.v1`` by entry point.

    Examples
    --------
    >>> import spacy
    >>> make_tokenizer()(spacy.blank("xx"))("Apply: hr@seaview.example")[2].text
    'hr@seaview.example'
    """

    def create_tokenizer(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create_tokenizer


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return the one pattern: group 1 a token or white space, group 2 the space after it. It matches any text.

    Every repeat is bounded or of single characters that what follows cannot begin with, so that time is linear.
    """
    marks = _marks()
    word = rf"[^\W{_HAN}{_HIRAGANA}{_KATAKANA}{_CLUSTERED}]"
    inner = rf"[{marks}{_HIDDEN}]"
    letter = rf"(?![{marks}])[{_CLUSTERED}]"
    parts = (
        rf"{_PLAIN}{{1,40}}(?=[ ,\n])",  # most tokens of a spaced script, without trying all the rest
        rf"[{_HAN}]{inner}*",
        rf"(?:https?://|www\.){_LINK}",
        rf"{_LABEL}(?:\.{_LABEL}){{0,4}}\.[A-Za-z]{{2,24}}/(?:{_LINK})?",
        rf"[A-Za-z0-9._%+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,4}}",
        r"@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,31}[A-Za-z0-9_])?",
        r"\d{1,40}(?:[.,:]\d{1,40}){0,20}",
        rf"{word}{{1,200}}(?:{inner}{{1,200}}{word}{{0,200}}|['’]{word}{{1,200}}){{0,60}}",
        rf"[{_HIRAGANA}]+",
        rf"[{_KATAKANA}]+",
        rf"[{_VOWEL_BEFORE}]?{letter}(?:[{_STACKER}]{letter}|[{marks}{_VOWEL_AFTER}])*",
        r"[\U0001f1e6-\U0001f1ff]{2}",
        rf"[{_EMOJI}](?:[{_EMOJI_TAIL}]|\u200d[{_EMOJI}]){{0,20}}",
        r"\s+",
        rf"{inner}+",
        r"[\s\S]",
    )
    return re.compile(rf"({'|'.join(parts)})( ?)")


def _marks() -> str:
    r"""Return the combining marks as ranges for a character class: Python's ``\w`` leaves them out."""
    codes = [
        code
        for low, high in _MARK_BLOCKS
        for code in range(low, high)
        if unicodedata.category(chr(code))[0] == "M"
    ]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)

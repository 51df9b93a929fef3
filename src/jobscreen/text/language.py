"""Guess the language of a text from its scripts and, where languages share a script, from everyday words.

Small and fast on purpose: it decides which wages and warnings apply, never what counts as evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from jobscreen.text.normalise import Folded, fold_phrase
from jobscreen.text.tables import Flag, code_table, codes_of

__all__ = ["UNDETERMINED", "LanguageGuesser"]

#: BCP 47 for a text that does not say enough.
UNDETERMINED: Final = "und"
#: Characters and words that are looked at: enough to tell, and the time stays the same for long texts.
_MAX_CHARS: Final = 2_000
_MAX_WORDS: Final = 200
#: Share of the letters from which a script decides; job ads mix English terms into every language.
_SCRIPT_SHARE: Final = 0.2
#: Least share of a text's words that must be everyday words of a language.
_WORD_SHARE: Final = 0.06
_MIN_LETTERS: Final = 8


class LanguageGuesser:
    """Guesses the language of folded text.

    Parameters
    ----------
    data : mapping
        The content of ``lexicon/languages.json``.

    Examples
    --------
    >>> from jobscreen.lexicon.tables import language_guesser
    >>> from jobscreen.text.normalise import fold
    >>> guess = language_guesser().guess
    >>> [guess(fold(text)) for text in ("Cần tuyển nhân viên tại Đà Nẵng", "诚聘客服人员，无需经验", "ok 123")]
    ['vi', 'zh-Hans', 'und']
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        names = code_table().script_names
        self._by_script = {names.index(name): tuple(langs) for name, langs in data["scripts"].items()}
        self._none = names.index("none")
        self._han, self._kana = names.index("han"), names.index("kana")
        self._latin = names.index("latin")
        of_word: dict[str, list[str]] = defaultdict(list)
        for language, words in data["words"].items():
            for word in dict.fromkeys(fold_phrase(words).split()):
                of_word[word].append(language)
        # Words of the same languages share a number, so that a text's words are counted, not walked through.
        self._owners = list(dict.fromkeys(map(tuple, of_word.values())))
        number = {owners: index for index, owners in enumerate(self._owners)}
        self._owners_of = {word: number[tuple(owners)] for word, owners in of_word.items()}

    def guess(self, folded: Folded, original: str | None = None) -> str:
        """Return the language as BCP 47, or ``und``.

        Parameters
        ----------
        folded : Folded
            The folded text.
        original : str, optional
            The text before folding; tells simplified from traditional Chinese where the fold does not.
        """
        codes = folded.codes[:_MAX_CHARS]
        table = code_table()
        letters = (table.flags[codes] & Flag.LETTER) != 0
        counts = np.bincount(table.scripts[codes][letters], minlength=len(table.script_names))
        total = int(counts.sum())
        if total < _MIN_LETTERS and not counts[self._han] >= 4:
            return UNDETERMINED
        script = self._script(counts, total)
        languages = self._by_script.get(script, ())
        if script in (self._han, self._kana):
            return self._chinese_or_japanese(counts, original if original is not None else folded.text)
        if len(languages) <= 1:
            return languages[0] if languages else UNDETERMINED
        guessed = self._by_words(folded.text, languages)
        # Outside Latin a script's first language is by far the likeliest one.
        return languages[0] if guessed == UNDETERMINED and script != self._latin else guessed

    def _script(self, counts: np.ndarray[Any, np.dtype[np.int64]], total: int) -> int:
        """Return the script that decides: the most frequent one, Latin only if no other has a fair share."""
        others = counts.copy()
        others[[self._latin, self._none]] = 0
        best = int(others.argmax())
        # One Han character carries as much as two or three letters of an alphabet.
        weight = 2.5 if best in (self._han, self._kana) else 1.0
        return best if others[best] * weight >= _SCRIPT_SHARE * total else self._latin

    def _chinese_or_japanese(self, counts: np.ndarray[Any, np.dtype[np.int64]], text: str) -> str:
        if counts[self._kana] > 0.05 * (counts[self._han] + counts[self._kana]):
            return "ja"
        flags = code_table().flags[codes_of(text[:_MAX_CHARS])]
        traditional = int(np.count_nonzero(flags & Flag.HANT))
        simplified = int(np.count_nonzero(flags & Flag.HANS))
        return "zh-Hant" if traditional > simplified else "zh-Hans"

    def _by_words(self, text: str, languages: tuple[str, ...]) -> str:
        words = text[: _MAX_CHARS * 2].replace(",", " ").replace(".", " ").replace(":", " ").split()[:_MAX_WORDS]
        scores: dict[str, float] = defaultdict(float)
        for number, count in Counter(map(self._owners_of.get, words)).items():
            owners = self._owners[number] if number is not None else ()
            for language in owners:
                scores[language] += count / len(owners)
        fitting = {language: scores[language] for language in languages if scores[language]}
        if not fitting:
            return UNDETERMINED
        best = max(fitting, key=lambda language: fitting[language])
        return best if fitting[best] >= _WORD_SHARE * len(words) else UNDETERMINED

"""Evasion: telling words that were disguised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from jobscreen.indicators.doc import MAX_FINDINGS, AdDoc, Finding
from jobscreen.text.tables import Flag, code_table, codes_of

__all__ = ["OBFUSCATED", "Obfuscated"]

#: Families whose words someone would hide. Emoji, styled letters and mixed scripts elsewhere are ordinary noise.
_HIDDEN_FOR: Final = ("pay.", "relocation.", "travel.", "employer.g", "role.", "require.", "pressure.", "control.",
                      "contact.", "fee.", "fraud.", "place", "messenger", "country")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Obfuscated:
    """A telling word was written with look-alike letters, digits for letters, gaps or invisible characters."""

    id: str = "evasion.obfuscated"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return the hits of other signs that only show once the disguise is undone."""
        hidden = _hidden_places(doc.text)
        disguised = doc.view.disguised
        if disguised is None and not hidden.size:
            return []
        found: dict[tuple[int, int], Finding] = {}
        for concept, hits in doc.hits.items():
            if not concept.startswith(_HIDDEN_FOR):
                continue
            for hit in hits:
                start, end = doc.view.span(hit.start, hit.end)
                resolved = disguised is not None and bool(disguised[hit.start : hit.end].any())
                first, last = np.searchsorted(hidden, (start, end)) if hidden.size else (0, 0)
                if resolved or last > first:
                    found[start, end] = Finding(start, end, 1.0)
        return [found[span] for span in sorted(found)][:MAX_FINDINGS]


def _hidden_places(text: str) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return where invisible characters stand between letters of scripts that have no use for them there."""
    if text.isascii():
        return np.empty(0, dtype=np.intp)
    table = code_table()
    codes = codes_of(text)
    flags = table.flags[codes]
    hidden = np.flatnonzero(flags & Flag.HIDDEN)
    if not hidden.size:
        return hidden
    hidden = hidden[(hidden > 0) & (hidden < len(codes) - 1)]
    plain = [table.script_names.index(name) for name in ("latin", "cyrillic", "greek", "han")]
    scripts = table.scripts[codes]
    return hidden[np.isin(scripts[hidden - 1], plain) & np.isin(scripts[hidden + 1], plain)]


OBFUSCATED = Obfuscated()

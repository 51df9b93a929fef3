"""Contact: how to get in touch. Only the kind of a contact counts, never its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jobscreen.indicators.base import phrase_findings
from jobscreen.indicators.doc import AdDoc, Finding, strongest
from jobscreen.text.contacts import MESSENGER_KINDS

__all__ = ["MESSENGER_ONLY", "MessengerOnly"]

_TRACEABLE: Final = frozenset({"mail_own", "web"})
#: Telegram hides the number and deletes chats; the others are how small employers everywhere are reached.
_BY_KIND: Final = {"telegram": 1.0, "handle": 0.8}
_OTHER_KIND: Final = 0.6
_SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class MessengerOnly:
    """The only ways to get in touch are messengers."""

    id: str = "contact.messenger_only"

    def find(self, doc: AdDoc) -> list[Finding]:
        """Return messenger contacts and calls to write there, unless mail or web of the employer is given."""
        kinds = doc.contact_kinds
        if kinds & _TRACEABLE or doc.ad.field_spans.keys() & {"company"}:
            return []
        scale = 0.6 if kinds & {"phone", "mail_free"} else 1.0
        found = [
            doc.finding_of(contact, scale * _BY_KIND.get(contact.kind, _OTHER_KIND))
            for contact in doc.contacts
            if contact.kind in MESSENGER_KINDS
        ]
        if not found:
            called = phrase_findings(doc, "contact.messenger_call")
            found = [Finding(item.start, item.end, 0.5 * scale) for item in called]
        return strongest(found, _SHOWN)


MESSENGER_ONLY = MessengerOnly()

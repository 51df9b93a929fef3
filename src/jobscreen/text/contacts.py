"""Contacts in folded text: phones, handles, mail, web, messenger ids and links. Only their kind is ever used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jobscreen.text.normalise import fold

__all__ = ["MESSENGER_KINDS", "Contact", "ContactReader"]

_MAIL_LEFT = re.compile(r"[a-z0-9._%+-]{1,64}$")
_MAIL_RIGHT = re.compile(r"[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,62}){1,4}")
_HANDLE = re.compile(r"[a-z0-9_][a-z0-9_.]{2,31}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\"，。；]{3,200}")
_TLD = re.compile(
    r"\.(?:com|net|org|example|info|biz|co|io|asia|jobs|gov|edu|cn|tw|hk|sg|my|vn|id|ph|th|in|ae|uk|de|kr|jp)"
    r"(?:\.[a-z]{2,3})?(?![\w@-])"
)
_DOMAIN_LEFT = re.compile(r"[a-z0-9][a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,2}$")
#: Many digits that are no phone: dates, ranges of years or of round amounts, thousands set apart by a space.
_NO_PHONE = re.compile(
    r"(?:19|20)\d\d[./-]\d\d?[./-]\d|\d\d?[./-]\d\d?[./-](?:19|20)\d\d"
    r"|(?:19|20)\d\d ?- ?(?:19|20)\d\d(?!\d)|[1-9]\d{1,6}0 ?- ?\d{1,7}00(?!\d)|[1-9]\d{0,2} 000"
)
#: Parts of a domain that stand between the name and the country: seaview.co.uk, seaview.com.vn.
_SECOND_LEVEL: Final = frozenset({"co", "com", "net", "org", "or", "ne", "edu", "gov", "ac"})
#: Begins with the rare characters that a number may begin with, and looks back from there: four times as fast.
_PHONE = re.compile(r"[+(\d](?<![\w@/.,+].)(?:(?<=\+)\(?\d|(?<=\()\d|(?<=\d))(?:[ ().-]{0,3}\d){7,14}(?!\w)")
_ID: Final = r"\+?\(?\d(?:[ ().-]{0,2}\d){5,14}|@?[a-z0-9_][a-z0-9_.-]{3,31}"

#: Kinds that need an app and a personal id: the employer stays out of sight.
MESSENGER_KINDS: frozenset[str] = frozenset(
    {"telegram", "whatsapp", "wechat", "line", "zalo", "viber", "kakaotalk", "messenger", "qq", "signal", "skype",
     "instagram", "handle"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to get in touch: its kind and its span in the folded text, in characters.

    Kinds: those of :data:`MESSENGER_KINDS`, ``phone``, ``mail_free``, ``mail_own``, ``web``.
    """

    start: int
    end: int
    kind: str


class ContactReader:
    """Finds contacts in folded text.

    Parameters
    ----------
    data : mapping
        The content of ``lexicon/contacts.json``.

    Examples
    --------
    >>> from jobscreen.lexicon.tables import contact_reader
    >>> found = contact_reader().read("mail hr@seaview.example or t.me/seaview_hr, tel +855 12 555 000")
    >>> [contact.kind for contact in found]
    ['mail_own', 'telegram', 'phone']
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._links = [(host, kind) for kind, hosts in data["links"].items() for host in hosts]
        # Few texts hold a link: a look for ".me/" and the like spares the look for every host.
        self._endings = sorted({host[host.rindex(".") :] for host, _ in self._links})
        self._free = frozenset(data["free_mail"])
        words = "|".join(re.escape(fold(word).text.strip()) for word in data["id_words"])
        self._named = re.compile(rf" ?(?:(?:{words})(?![a-z]))?[ :：=/|.-]{{0,4}}(?P<id>{_ID})(?![\w@])")

    def read(self, text: str, messengers: Sequence[tuple[int, int, str]] = ()) -> list[Contact]:
        """Return the contacts of a folded text, in order, none inside another.

        Parameters
        ----------
        text : str
            Folded text.
        messengers : sequence of (start, end, kind)
            Where the lexicon found the name of a messenger; an id right after it belongs to it.
        """
        found = [*self._mail_and_handles(text), *self._links_of(text), *self._named_ids(text, messengers)]
        found += [
            Contact(match.start(), match.end(), "phone")
            for match in _PHONE.finditer(text)
            if not _NO_PHONE.match(match[0])
        ]
        return list(_outermost(found))

    def _mail_and_handles(self, text: str) -> Iterator[Contact]:
        place = text.find("@")
        while place >= 0:
            right = _MAIL_RIGHT.match(text, place + 1)
            left = _MAIL_LEFT.search(text, max(0, place - 64), place)
            if left and right:
                free = _registered(right[0]) in self._free
                yield Contact(left.start(), right.end(), "mail_free" if free else "mail_own")
            elif not left and (handle := _HANDLE.match(text, place + 1)):
                yield Contact(place, handle.end(), "handle")
            place = text.find("@", place + 1)

    def _links_of(self, text: str) -> Iterator[Contact]:
        for host, kind in self._links if any(ending in text for ending in self._endings) else ():
            place = text.find(host)
            while place >= 0:
                handle = _HANDLE.match(text, place + len(host))
                yield Contact(place, handle.end() if handle else place + len(host), kind)
                place = text.find(host, place + len(host))
        for match in _URL.finditer(text) if "://" in text or "www." in text else ():
            yield Contact(match.start(), match.end(), self._kind_of(match[0]))
        for match in _TLD.finditer(text):
            left = _DOMAIN_LEFT.search(text, max(0, match.start() - 60), match.start())
            if left and text[max(0, left.start() - 1) : left.start()] != "@":
                yield Contact(left.start(), match.end(), "web")

    def _kind_of(self, url: str) -> str:
        return next((kind for host, kind in self._links if host in url), "web")

    def _named_ids(self, text: str, messengers: Sequence[tuple[int, int, str]]) -> Iterator[Contact]:
        for start, end, kind in messengers:
            match = self._named.match(text, end)
            if match and _looks_like_id(match["id"], text[end : match.start("id")]):
                yield Contact(start, match.end(), kind)


def _registered(domain: str) -> str:
    """Return the name that somebody registered: the part before the endings.

    >>> [_registered(domain) for domain in ("gmail.com", "yahoo.co.id", "mail.seaview.example", "vip.qq.com")]
    ['gmail', 'yahoo', 'seaview', 'qq']
    """
    parts = domain.split(".")[:-1]
    return parts[-2] if len(parts) > 1 and parts[-1] in _SECOND_LEVEL else parts[-1]


def _looks_like_id(word: str, between: str) -> bool:
    """Tell an id from the next word of the sentence: it has a digit, @ or underscore, or a colon announces it."""
    return any(char.isdigit() or char in "@_" for char in word) or any(char in ":：=" for char in between)


def _outermost(found: Iterable[Contact]) -> Iterator[Contact]:
    reach = -1
    for contact in sorted(found, key=lambda item: (item.start, -item.end)):
        if contact.start >= reach:
            yield contact
            reach = contact.end

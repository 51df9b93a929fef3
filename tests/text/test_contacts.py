from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscreen.ad import Ad
from jobscreen.indicators.doc import AdDoc
from jobscreen.lexicon.tables import contact_reader, read_json
from jobscreen.text.contacts import MESSENGER_KINDS
from jobscreen.text.normalise import fold
from tests.text.growth import LIMIT, NASTY, growth

#: Text and the kinds of its contacts, in order.
ROWS = [
    ("Telegram: @bright_555", ["telegram"]),
    ("TG:@abc555", ["telegram"]),
    ("ＴＧ：＠ｂｒｉｇｈｔ５５５", ["telegram"]),
    ("飞机 @bright555", ["telegram"]),
    ("纸飞机：bright555", ["telegram"]),
    ("t.me/bright_555", ["telegram"]),
    ("https://t.me/joinchat555", ["telegram"]),
    ("WhatsApp +855 12 555 000", ["whatsapp"]),
    ("WA: 0812 5550 0012", ["whatsapp"]),
    ("whatsapp no. 0812-5550-0012", ["whatsapp"]),
    ("wa.me/85512555000", ["whatsapp"]),
    ("微信：bright555", ["wechat"]),
    ("微信号 wx555000", ["wechat"]),
    ("加V: abc555x", ["wechat"]),
    ("LINE ID: harbour555", ["line"]),
    ("LINE：@harbour555", ["line"]),
    ("加line：harbour_555", ["line"]),
    ("賴 harbour555", ["line"]),
    ("lin.ee/abcd555", ["line"]),
    ("Zalo 0900 555 000", ["zalo"]),
    ("zalo.me/0900555000", ["zalo"]),
    ("Viber +959 555 000 111", ["viber"]),
    ("카카오톡 bright555", ["kakaotalk"]),
    ("KakaoTalk ID bright555", ["kakaotalk"]),
    ("m.me/harbour", ["messenger"]),
    ("QQ：555000111", ["qq"]),
    ("Signal: +44 7700 555000", ["signal"]),
    ("Skype: live.harbour555", ["skype"]),
    ("Instagram: harbour_555", ["instagram"]),
    ("IG @harbour_555", ["instagram"]),
    ("write to @bright_555", ["handle"]),
    ("hr@seaview.example", ["mail_own"]),
    ("hr@mail.seaview.example", ["mail_own"]),
    ("hr@gmail.com", ["mail_free"]),
    ("hr@yahoo.co.id", ["mail_free"]),
    ("hr@vip.qq.com", ["mail_free"]),
    ("www.seaview.example", ["web"]),
    ("https://seaview.example/jobs", ["web"]),
    ("apply at seaview.example now", ["web"]),
    ("call (02) 555 0100", ["phone"]),
    ("call 555-000-1234 now", ["phone"]),
    ("tel 0800-555000", ["phone"]),
    ("mail hr@seaview.example or t.me/seaview_hr", ["mail_own", "telegram"]),
    ("apply in line with our policy", []),
    ("a clear signal to the team", []),
    ("pay of 8000-12000 a month", []),
    ("15 000 - 20 000 usd", []),
    ("30 000 000 vnd", []),
    ("1,000,000 - 2,000,000", []),
    ("2024-01-05 10:00", []),
    ("05/01/2024 10", []),
    ("2019-2024", []),
    ("a@b", []),
    ("user@@x", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "kinds"), ROWS)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [contact.kind for contact in AdDoc(Ad.from_text(text)).contacts] == kinds


def test_every_messenger_kind_has_a_row() -> None:
    assert {kind for _, kinds in ROWS for kind in kinds} >= MESSENGER_KINDS
    assert set(read_json("contacts.json")["messengers"]) | {"handle"} == MESSENGER_KINDS


def test_every_link_host_is_read() -> None:
    hosts = [(host, kind) for kind, names in read_json("contacts.json")["links"].items() for host in names]
    assert hosts
    for host, kind in hosts:
        assert [contact.kind for contact in contact_reader().read(f"write {host}harbour555")] == [kind], host


@given(st.text(st.sampled_from("@.:/ -+()0123456789abt_微信") | st.characters(), max_size=80))
def test_contacts_stand_in_the_text_and_apart(text: str) -> None:
    folded = fold(text).text
    reach = 0
    for contact in contact_reader().read(folded):
        assert reach <= contact.start < contact.end <= len(folded)
        reach = contact.end


@pytest.mark.parametrize("unit", NASTY)
def test_time_is_linear(unit: str) -> None:
    assert growth(contact_reader().read, unit, lambda text: fold(text).text) <= LIMIT

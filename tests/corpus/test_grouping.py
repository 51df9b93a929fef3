"""What must stay together in a split: ties, links, near-copies."""

from __future__ import annotations

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from jobscreen import Ad
from jobscreen.corpus.grouping import Signature, group, near_copies, signature_of
from jobscreen.features import read_ad

TEXT: Final = (
    "Customer service staff needed for our office in Bavet, {pay} a month with room and food. You answer chats of "
    "clients all day and type what the team leader tells you. Bring your passport, the driver collects you at the "
    "airport and no experience is needed. Write to {contact} and ask for the manager, he replies every evening."
)
OTHER: Final = (
    "The parish library looks for a volunteer who reads to children on Saturday mornings. We ask for patience, a "
    "clear voice and two references; tea and biscuits are on us. Come by at the desk between nine and twelve, or "
    "leave a note in the box beside the door and we will ring you back within the week."
)


def signature(text: str) -> Signature | None:
    return signature_of(read_ad(Ad.from_text(text)).wording)


def copies(*texts: str) -> list[tuple[int, int]]:
    return near_copies([signature(text) for text in texts])


def test_a_text_reposted_with_other_contacts_and_pay_is_a_near_copy() -> None:
    first = TEXT.format(pay="$1,500", contact="Telegram @bright_555")
    second = TEXT.format(pay="$2,750", contact="Telegram @golden_000_hr")
    assert signature(first) == signature(second)
    assert copies(first, OTHER, second) == [(0, 2)]


def test_a_text_with_a_few_other_words_is_a_near_copy_and_another_text_is_none() -> None:
    text = TEXT.format(pay="$900", contact="WhatsApp +1 555 000 0142")
    assert copies(text, text.replace("every evening", "at once")) == [(0, 1)]
    assert copies(text, OTHER) == []


def test_short_texts_are_not_compared() -> None:
    assert signature("Cook wanted.") is None
    assert copies("Cook wanted.", "Cook wanted.") == []


def test_the_order_of_a_pair_is_that_of_the_input() -> None:
    assert copies(OTHER, OTHER, OTHER) == [(0, 1), (0, 2), (1, 2)]


def test_texts_that_share_any_tie_share_the_group() -> None:
    ties = [["pair:1", "company:a"], ["company:b"], ["pair:1"], ["company:a"], []]
    assert group(ties).tolist() == [0, 1, 0, 0, 2]


def test_ties_and_links_form_one_union() -> None:
    """0-1 by a tie, 1-2 by a link, 2-3 by a tie: all four are one group."""
    ties = [["a"], ["a"], ["b"], ["b"], ["c"]]
    assert group(ties, [(1, 2)]).tolist() == [0, 0, 0, 0, 1]


def test_nothing_has_no_groups() -> None:
    assert group([]).tolist() == []


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=3), min_size=1, max_size=30),
    st.data(),
)
def test_groups_are_the_connected_parts(ties: list[list[str]], data: st.DataObject) -> None:
    number = st.integers(0, len(ties) - 1)
    links = data.draw(st.lists(st.tuples(number, number), max_size=5))
    found = group(ties, links).tolist()
    expected = list(range(len(ties)))
    for _ in ties:  # spread the smallest number until nothing moves
        for one in range(len(ties)):
            for other in range(len(ties)):
                if set(ties[one]) & set(ties[other]) or (one, other) in links or (other, one) in links:
                    expected[one] = expected[other] = min(expected[one], expected[other])
    assert len(set(found)) == len(set(expected))
    assert len({*zip(found, expected, strict=True)}) == len(set(expected))
    assert sorted(set(found)) == list(range(len(set(found))))

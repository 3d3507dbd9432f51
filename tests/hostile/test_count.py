"""How many bad inputs there are: each is refused by its own name in the tests beside this one."""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from tests.hostile.bodies import bad_bodies
from tests.hostile.case import Bad, distinct
from tests.hostile.descriptors import bad_descriptors
from tests.hostile.envelopes import bad_envelopes, refused_messages, too_long_texts
from tests.hostile.heads import bad_heads
from tests.hostile.receipts import bad_receipts, lying_receipts
from tests.hostile.sealed import bad_sealed
from tests.hostile.world import loaded_partner

LEAST = 400


def whole_corpus() -> dict[str, tuple[Bad, ...]]:
    """Every bad input, by the door at which it comes."""
    partner = loaded_partner()
    partner.held.messages.extend(partner.sent.messages[:3])
    kinds: dict[str, Callable[[], Iterable[Bad]]] = {
        "heads of parcels": lambda: bad_heads(partner),
        "sealed parts of parcels": lambda: bad_sealed(partner),
        "envelopes": bad_envelopes,
        "messages": lambda: (
            Bad(each.name, each.message.envelope, each.code) for each in refused_messages()
        ),
        "bodies": bad_bodies,
        "texts too long": too_long_texts,
        "descriptors": bad_descriptors,
        "receipts": lambda: (*bad_receipts(partner), *lying_receipts(partner)),
    }
    return {kind: tuple(make()) for kind, make in kinds.items()}


def test_there_are_more_than_four_hundred_of_them_and_no_two_at_one_door_are_alike(
    capsys: pytest.CaptureFixture[str],
) -> None:
    corpus = whole_corpus()
    # The same few bytes may come at several doors; they count once.
    of_bytes = {case.raw: case for cases in corpus.values() for case in distinct(cases)}
    assert len(of_bytes) >= LEAST
    by_code = Counter(case.code for case in of_bytes.values())
    with capsys.disabled():
        counted = ", ".join(f"{len(cases)} {kind}" for kind, cases in corpus.items())
        print(f"\nhostile: {len(of_bytes)} bad inputs, {len(by_code)} codes ({counted})")

"""Every refusal has a sentence, and every sentence only places that a fact can fill."""

import re
from enum import StrEnum

import pytest

from comity.exchange.refusals import (
    HaltCause,
    JsonFault,
    LinkFault,
    MessageFault,
    ParcelFault,
    TransportFault,
)
from comity.exchange.terms import EVENTS, LinkState
from comity.exchange.wording import LINK_STATE_NAMES, SENTENCES

ENUMS = (JsonFault, LinkFault, ParcelFault, HaltCause, MessageFault, TransportFault)


@pytest.mark.parametrize("enum", ENUMS)
def test_every_refusal_has_a_sentence(enum: type[StrEnum]) -> None:
    assert [fault.value for fault in enum if fault.value not in SENTENCES] == []


def test_no_code_is_used_twice() -> None:
    codes = [fault.value for enum in ENUMS for fault in enum]
    assert len(codes) == len(set(codes))


def test_every_event_has_a_sentence_of_its_own_fields() -> None:
    for kind in EVENTS:
        places = set(re.findall(r"{(\w+)}", kind.sentence))
        assert places <= set(kind.fields), kind.name


def test_every_state_of_a_link_has_a_name() -> None:
    assert set(LINK_STATE_NAMES) == {state.value for state in LinkState}

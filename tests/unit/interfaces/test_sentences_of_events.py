"""What the record tells: every sentence of an event can be filled from what the event keeps."""

import re
from importlib import import_module

import pytest

from comity.ledger.terms import EventKind

PACKAGES = (
    "officers",
    "agreements",
    "exchange",
    "evidence",
    "assistance",
    "practices",
    "investigations",
)
EVENTS: list[EventKind] = [
    kind for package in PACKAGES for kind in import_module(f"comity.{package}.terms").EVENTS
]


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.name)
def test_every_place_of_an_events_sentence_is_one_of_its_fields(kind: EventKind) -> None:
    assert set(re.findall(r"\{(\w+)\}", kind.sentence)) <= set(kind.fields)

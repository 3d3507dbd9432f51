"""Rows that are inserted together stand there as the mapper would have stored them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from comity.database.inserting import COPIED_FROM, insert, insert_alike, insert_values
from comity.exchange.models import Channel, Inbound, Link
from comity.exchange.terms import Direction, LinkState
from comity.ledger.models import LedgerCheckpoint
from comity.ledger.terms import FIRST_EPOCH

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 21, 9, 30, 0, 250, tzinfo=UTC)
# What a form of text for rows has to keep apart: its own marks, a backslash, no text and none.
TEXTS = ("", "\\N", "tab\tand\nline", "\\", 'a "quoted", word', "لا", "{}", "%s")
NUMBERS = (1, 2, COPIED_FROM - 1, COPIED_FROM, 3 * COPIED_FROM)


def a_channel() -> Channel:
    link = Link.objects.create(
        code="UA", own_code="US", name="Customs", state=LinkState.PROPOSED, proposed_at=AT
    )
    return Channel.objects.create(link=link, direction=Direction.IN, origin="o", epoch=1)


def messages(channel: Channel, number: int) -> list[Inbound]:
    return [
        Inbound(
            channel=channel,
            index=place,
            message_id=f"id {place}",
            type="bench.note",
            case=TEXTS[place % len(TEXTS)],
            envelope=bytes(range(place, 256)),
            salt=b"",
            body=b"\\x00\\N\t\n" * place,
            leaf_hash=bytes(32),
            held_at=AT + timedelta(microseconds=place),
            handled_at=None if place % 2 else AT,
            cause_facts={"told": TEXTS[place % len(TEXTS)], "deep": [None, 1, {"x": True}]},
        )
        for place in range(number)
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_rows_that_are_alike_stand_there_as_if_each_had_been_made(number: int) -> None:
    channel = a_channel()
    like = Inbound(channel=channel, held_at=AT, cause_facts={"told": "a \\N"})
    names = ("index", "message_id", "case", "envelope", "salt", "body", "leaf_hash")
    rows = messages(channel, number)
    with transaction.atomic():
        insert_alike(like, names, [tuple(getattr(row, name) for name in names) for row in rows])
    stand = list(Inbound.objects.order_by("index"))
    assert len(stand) == number
    for row, made in zip(stand, rows, strict=True):
        assert [_plain(getattr(row, name)) for name in names] == [
            _plain(getattr(made, name)) for name in names
        ]
        assert (row.held_at, row.handled_at, row.state) == (AT, None, "held")
        assert (row.channel_id, row.type, row.cause_facts) == (channel.pk, "", {"told": "a \\N"})


@pytest.mark.parametrize("number", NUMBERS)
def test_every_kind_of_value_comes_back_as_it_was(number: int) -> None:
    channel = a_channel()
    rows = messages(channel, number)
    with transaction.atomic():
        insert(rows)
    fields = [each.attname for each in Inbound._meta.concrete_fields if not each.primary_key]
    by_the_mapper = list(Inbound.objects.order_by("index").values_list(*fields))
    assert [[_plain(value) for value in row] for row in by_the_mapper] == [
        [getattr(row, name) for name in fields] for row in rows
    ]


def test_nothing_is_inserted_where_there_is_nothing() -> None:
    insert([])
    with transaction.atomic():
        insert_values("ledger_ledgercheckpoint", ("epoch", "size"), [])
    assert not LedgerCheckpoint.objects.exists()


@pytest.mark.parametrize("number", NUMBERS)
def test_what_stands_already_is_refused_as_by_the_mapper_and_the_transaction_goes_on(
    number: int,
) -> None:
    channel = a_channel()
    (first, *_) = messages(channel, 1)
    with transaction.atomic():
        insert([first])
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(messages(channel, number))
        insert([LedgerCheckpoint(epoch=FIRST_EPOCH, size=1, at=AT, note=b"note")])
    assert Inbound.objects.count() == LedgerCheckpoint.objects.count() == 1


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value

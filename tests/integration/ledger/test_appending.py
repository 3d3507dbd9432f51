"""The record grows by one entry for each act, in the act's own transaction."""

import json
from datetime import datetime

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from comity.crypto.checkpoints import open_checkpoint
from comity.crypto.keys import SigningKey
from comity.crypto.merkle import Frontier, leaf_hash, root_of
from comity.ledger import services
from comity.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead
from comity.ledger.terms import Act
from tests.integration.ledger.conftest import OPENED, Record


@pytest.mark.django_db
def test_an_entry_says_what_was_done_by_whom_and_when(at: datetime) -> None:
    entry = services.append(
        OPENED, about="US-1", by="J. Alvarez", agency="CBP", at=at, title="Ä", parts=("x", "y")
    )
    kept = LedgerEntry.objects.get(epoch=1, index=0)
    assert entry.index == 0
    assert bytes(kept.leaf_hash) == leaf_hash(bytes(kept.body))
    assert json.loads(bytes(kept.body)) == {
        "about": "US-1",
        "agency": "CBP",
        "at": "2026-11-21T09:30:00.000000Z",
        "by": "J. Alvarez",
        "epoch": 1,
        "event": "case.opened",
        "fields": {"parts": ["x", "y"], "title": "Ä"},
        "index": 0,
    }
    assert kept.facts() == (("parts", "x, y"), ("title", "Ä"))


@pytest.mark.django_db
def test_the_head_is_the_tree_of_all_entries(record: Record) -> None:
    record(11)
    entries = LedgerEntry.objects.order_by("index")
    leaves = [bytes(leaf) for leaf in entries.values_list("leaf_hash", flat=True)]
    head = LedgerHead.objects.get()
    assert head.size == len(leaves) == 11
    assert Frontier.from_bytes(bytes(head.frontier)).root() == root_of(leaves)


@pytest.mark.django_db
def test_several_acts_are_recorded_in_order_with_one_move_of_the_head(at: datetime) -> None:
    acts = [
        Act(
            OPENED,
            about=f"US-{n}",
            by="node",
            agency="",
            at=at,
            fields={"title": "", "parts": None},
        )
        for n in range(5)
    ]
    entries = services.append_many(acts)
    assert [entry.index for entry in entries] == [0, 1, 2, 3, 4]
    assert LedgerHead.objects.get().size == 5


@pytest.mark.django_db
def test_no_act_records_nothing() -> None:
    assert services.append_many([]) == []
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"title": "x"}, {"title": "x", "parts": [], "colour": "red"}])
def test_an_entry_holds_exactly_the_facts_of_its_kind(at: datetime, fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"case\.opened"):
        services.append(OPENED, about="US-1", by="node", agency="", at=at, **fields)
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
def test_an_instant_without_a_time_zone_is_refused(at: datetime) -> None:
    naive = at.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        services.append(OPENED, about="", by="node", agency="", at=naive, title="", parts=[])


@pytest.mark.django_db(transaction=True)
def test_an_entry_needs_the_transaction_of_its_act(at: datetime) -> None:
    with pytest.raises(TransactionManagementError):
        services.append(OPENED, about="", by="node", agency="", at=at, title="", parts=[])


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_entry_and_no_gap(record: Record, at: datetime) -> None:
    record(2)
    with pytest.raises(RuntimeError), transaction.atomic():
        services.append(OPENED, about="", by="node", agency="", at=at, title="", parts=[])
        raise RuntimeError
    record(1)
    assert sorted(LedgerEntry.objects.values_list("index", flat=True)) == [0, 1, 2]


@pytest.mark.django_db
def test_the_head_is_signed_once_for_each_size(
    record: Record, key: SigningKey, at: datetime
) -> None:
    assert services.sign_checkpoint(key, at=at) is None
    record(3)
    signed = services.sign_checkpoint(key, at=at)
    assert signed is not None
    assert services.sign_checkpoint(key, at=at) is None
    head = open_checkpoint(bytes(signed.note), key.public(), origin="us/ledger/epoch-1")
    assert head.size == 3
    record(1)
    assert services.sign_checkpoint(key, at=at) is not None
    assert LedgerCheckpoint.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_signed_inside_a_transaction(
    record: Record, key: SigningKey, at: datetime
) -> None:
    record(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        services.sign_checkpoint(key, at=at)

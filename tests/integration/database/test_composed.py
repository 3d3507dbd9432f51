"""A question composed once answers as the ORM would, whatever is asked next."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from comity.agreements.models import SettlementRecord
from comity.crypto.merkle import Frontier
from comity.database.composed import Change, Many, Question
from comity.exchange.models import Channel, Link
from comity.exchange.terms import Direction, LinkState
from comity.ledger.models import LedgerCheckpoint
from comity.ledger.terms import FIRST_EPOCH

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 21, 9, 30, 0, 250, tzinfo=UTC)

UP_TO = Question(
    lambda epoch, size: LedgerCheckpoint.objects.filter(epoch=epoch, size__lte=size).order_by(
        "-size"
    ),
    int,
    int,
)
SIGNED_BY = Question(
    lambda at: LedgerCheckpoint.objects.filter(at__lte=at).order_by("pk"), datetime
)
SIZES = Question(
    lambda epoch: (
        LedgerCheckpoint.objects.filter(epoch=epoch).order_by("size").values_list("size", flat=True)
    ),
    int,
)
NOTED = Question(
    lambda note: LedgerCheckpoint.objects.filter(note=note).values_list("size", "at"), bytes
)
ABOUT = Question(lambda about: SettlementRecord.objects.filter(about=about).order_by("pk"), str)
OF_SIZES = Question(
    lambda epoch, sizes, at: (
        LedgerCheckpoint.objects.filter(epoch=epoch, size__in=sizes, at__lte=at)
        .order_by("size")
        .values_list("size", flat=True)
    ),
    *(int, Many(int), datetime),
)
WITH_LINK = Question(
    lambda origin: Channel.objects.select_related("link").filter(origin=origin), str
)
MOVE = Change(
    lambda origin, size, frontier, at: (
        Channel.objects.filter(origin=origin),
        {"size": size, "frontier": frontier, "reached_at": at, "failure_facts": {}},
    ),
    *(str, int, bytes, datetime),
)


@pytest.fixture(autouse=True)
def checkpoints() -> None:
    for size in (3, 8, 21):
        at = AT + timedelta(minutes=size)
        LedgerCheckpoint.objects.create(epoch=FIRST_EPOCH, size=size, at=at, note=b"n%d" % size)


def test_rows_come_whole_and_in_order() -> None:
    found = UP_TO.all(FIRST_EPOCH, 8)
    asked = LedgerCheckpoint.objects.filter(epoch=FIRST_EPOCH, size__lte=8).order_by("-size")
    assert [(row.pk, row.size, row.at, bytes(row.note)) for row in found] == [
        (row.pk, row.size, row.at, bytes(row.note)) for row in asked
    ]
    assert found == list(asked) and not found[0]._state.adding


def test_every_putting_has_its_own_values() -> None:
    assert [len(UP_TO.all(FIRST_EPOCH, most)) for most in (2, 3, 20, 21)] == [0, 1, 2, 3]
    assert SIZES.all(FIRST_EPOCH) == [3, 8, 21]
    assert SIZES.all(FIRST_EPOCH + 1) == []


def test_days_and_bytes_are_told_as_the_database_keeps_them() -> None:
    assert [row.size for row in SIGNED_BY.all(AT + timedelta(minutes=8))] == [3, 8]
    assert NOTED.all(b"n8") == [(8, AT + timedelta(minutes=8))]


def test_one_of_several_is_looked_for_however_many_there_are() -> None:
    latest = AT + timedelta(minutes=8)
    assert OF_SIZES.all(FIRST_EPOCH, [8], latest) == [8]
    assert OF_SIZES.all(FIRST_EPOCH, [21, 8, 3, 5], latest) == [3, 8]
    assert OF_SIZES.all(FIRST_EPOCH, range(4000), AT) == []


def test_one_is_asked_for_and_there_is_none() -> None:
    assert UP_TO.first(FIRST_EPOCH, 2) is None
    assert not UP_TO.any(FIRST_EPOCH, 2)
    with pytest.raises(LedgerCheckpoint.DoesNotExist):
        UP_TO.one(FIRST_EPOCH, 2)


def test_a_text_that_looks_like_a_statement_is_a_text() -> None:
    assert ABOUT.all("x' OR 1=1 --") == []


def test_fields_of_every_kind_are_read_as_the_orm_reads_them() -> None:
    stated = {"matter": "term", "parameters": {"on_own": True}}
    row = SettlementRecord.objects.create(
        about="us-ua-2016",
        matter="term",
        stated=stated,
        by="T. Brooks",
        on=AT.date(),
        at=AT,
    )
    (found,) = ABOUT.all("us-ua-2016")
    assert (found.pk, found.stated, found.on, found.at) == (row.pk, stated, AT.date(), AT)


@pytest.fixture
def channel() -> Channel:
    link = Link.objects.create(
        code="UA",
        own_code="US",
        name="Customs of Ukraine",
        state=LinkState.PROPOSED,
        descriptor=b"theirs",
        own_descriptor=b"ours",
        proposed_at=AT,
    )
    return Channel.objects.create(
        link=link,
        direction=Direction.OUT,
        origin="comity/x/US/UA/epoch-1",
        frontier=Frontier().to_bytes(),
        failure_facts={"size": 3},
    )


def test_what_is_selected_along_comes_along(channel: Channel) -> None:
    found = WITH_LINK.one(channel.origin)
    with CaptureQueriesContext(connection) as put:
        assert (found, found.link.code, bytes(found.link.descriptor)) == (channel, "UA", b"theirs")
        assert (found.failure_facts, found.link.recovering) == ({"size": 3}, False)
    assert not len(put)


def test_a_change_tells_how_many_rows_it_changed(channel: Channel) -> None:
    frontier = Frontier().extend([bytes(32)]).to_bytes()
    assert MOVE.make("another", 7, frontier, AT) == 0
    assert MOVE.make(channel.origin, 7, frontier, AT) == 1
    channel.refresh_from_db()
    assert (channel.size, bytes(channel.frontier)) == (7, frontier)
    assert (channel.reached_at, channel.failure_facts) == (AT, {})


def test_django_composes_it_once() -> None:
    composed = []

    def compose(epoch: int) -> object:
        composed.append(epoch)
        return LedgerCheckpoint.objects.filter(epoch=epoch)

    asked: Question[LedgerCheckpoint] = Question(compose, int)  # type: ignore[arg-type]  # what it notes is of no interest to it
    with CaptureQueriesContext(connection) as put:
        for _ in range(5):
            asked.all(FIRST_EPOCH)
    assert len(composed) == 1 and len(put) == 5


def test_a_row_is_locked_in_a_transaction_alone() -> None:
    locking = Question(
        lambda size: LedgerCheckpoint.objects.select_for_update(no_key=True).filter(size=size), int
    )
    with CaptureQueriesContext(connection) as put, transaction.atomic():
        assert locking.one(8).size == 8
    locks = [each["sql"] for each in put if "FOR NO KEY UPDATE" in each["sql"]]
    assert len(locks) == (1 if connection.features.has_select_for_update else 0)
    if locks:
        with pytest.raises(transaction.TransactionManagementError):
            locking.one(8)


def test_a_value_that_goes_nowhere_is_found_at_once() -> None:
    astray = Question(lambda _size: LedgerCheckpoint.objects.order_by("pk"), int)
    with pytest.raises(ImproperlyConfigured, match="a value goes nowhere"):
        astray.all(8)

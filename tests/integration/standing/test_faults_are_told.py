"""What a receiver's node finds wrong with a file is told to its supplier by itself, once."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.migrations import RunSQL

from comity.assistance.models import StandingEntry, StandingGap, StandingSupply
from comity.assistance.services.standing_reporting import (
    TOLD_WITHIN,
    report_supply,
    supplies_to_report,
)
from comity.assistance.services.standing_watch import keep_check
from comity.assistance.standing_check import MOST_FAULTS, Checked, LineFault
from comity.assistance.terms.standing import StandingWord
from comity.evidence.models import Exhibit
from comity.evidence.services import pull_again
from comity.exchange.models import Link, Outbound
from comity.exchange.terms import LinkState
from comity.ledger.models import LedgerEntry
from comity.node.standing_watch import watch_standing
from tests.integration.assistance.standing import Exchange
from tests.integration.standing.test_both_supply import agreed, demand_one_story
from tests.two_nodes import OTHER, TwoNodes
from tests.unit.assistance.standing_files import LINE, csv_of

__all__ = ["agreed"]
pytestmark = [pytest.mark.embedded, pytest.mark.django_db]
SECRET = "ACME-7781"
WRONG = f"26US001,2026-11-24,{SECRET},Ball bearings,much,USD"


def hand_over(both: TwoNodes, reference: str, content: bytes) -> None:
    """One supplies, the other pulls and looks at what is to be done of itself."""
    with both.at("UA") as scene:
        ours = Exchange(scene, reference)
        ours.let_go(ours.hand_in(content))
    both.drain()
    both.pull("US")


def watch(both: TwoNodes, *codes: str) -> None:
    for code in codes or OTHER:
        with both.at(code):
            watch_standing(both.now, stop=Event(), own_code=code)
    both.drain()


def reports(both: TwoNodes, code: str) -> list[dict[str, Any]]:
    with both.at(code):
        return [dict(e.facts) for e in StandingEntry.objects.filter(word="report").order_by("pk")]


def found_there(both: TwoNodes, faults: Iterable[LineFault], count: int) -> None:
    """What the receiver's check finds in a file that was whole where it left."""
    with both.at("US"), transaction.atomic(durable=True):
        came = StandingSupply.objects.get()
        keep_check(came.pk, Checked(3, tuple(faults), count), at=both.now)


def test_faults_found_on_arrival_are_told_once_with_code_and_place_and_no_content(
    both: TwoNodes, agreed: str
) -> None:
    hand_over(both, agreed, csv_of(LINE))
    found_there(both, [LineFault("standing_cell_wrong", 2, "value")], 1)
    watch(both)
    watch(both)
    told = {
        "supplier": "requested",
        "period_from": "2026-11-23",
        "number": "1",
        "note": "standing_cell_wrong 2 value",
    }
    assert reports(both, "US") == reports(both, "UA") == [told]
    with both.at("US"):
        (entry,) = LedgerEntry.objects.filter(event="standing.reported")
        facts = dict(entry.facts())
        assert (entry.by, facts["number"], facts["count"]) == ("node", "1", "1")
        assert facts["under"] == "us-ua-2016"
        assert facts["article"]
        assert StandingSupply.objects.get().reported_at is not None
        assert StandingEntry.objects.latest("pk").officer_name == ""
    demand_one_story(both, agreed)


def test_a_file_that_is_as_agreed_is_told_of_by_nobody(both: TwoNodes, agreed: str) -> None:
    hand_over(both, agreed, csv_of(LINE))
    watch(both)
    assert reports(both, "UA") == []


def test_bytes_that_are_not_those_signed_for_are_told(both: TwoNodes, agreed: str) -> None:
    hand_over(both, agreed, csv_of(LINE))
    with both.at("US"):
        Exhibit.objects.update(fault="exhibit_digest_differs", held_at=None)
        StandingSupply.objects.update(checked_at=None)
    watch(both)
    assert [each["note"] for each in reports(both, "UA")] == ["exhibit_digest_differs"]


@pytest.mark.parametrize("fault", ["exhibit_no_room", "exhibit_erased"])
def test_what_is_our_own_affair_is_not(both: TwoNodes, agreed: str, fault: str) -> None:
    hand_over(both, agreed, csv_of(LINE))
    with both.at("US"):
        Exhibit.objects.update(fault=fault, held_at=None)
        StandingSupply.objects.update(checked_at=None)
    watch(both)
    assert reports(both, "UA") == []


@pytest.mark.parametrize("on_the_road", [False, True])
def test_a_file_that_left_late_is_told_and_one_that_the_road_delayed_is_not(
    both: TwoNodes, agreed: str, *, on_the_road: bool
) -> None:
    late = datetime(2026, 12, 5, 12, tzinfo=UTC)
    both.now = both.now if on_the_road else late
    with both.at("UA") as scene:
        ours = Exchange(scene, agreed)
        ours.let_go(ours.hand_in(csv_of(LINE)))
    both.now = late
    with both.at("US"):
        watch_standing(both.now, stop=Event(), own_code="US")
        assert StandingGap.objects.filter(by="requested", filled_at=None).exists()
    both.drain()
    both.pull("US")
    watch(both, "US")
    notes = [each["note"] for each in reports(both, "UA")]
    assert notes == ([] if on_the_road else ["supply_late"])


def test_what_is_mended_meanwhile_is_not_told_and_what_is_found_later_is(
    both: TwoNodes, agreed: str
) -> None:
    hand_over(both, agreed, csv_of(LINE))
    with both.at("US"):
        came = StandingSupply.objects.get()
        Exhibit.objects.update(fault="exhibit_digest_differs", held_at=None)
        StandingSupply.objects.update(checked_at=None)
        assert supplies_to_report(at=both.now) == [came.pk]
        pull_again(came.exhibit)
        with transaction.atomic(durable=True):
            assert not report_supply(came.pk, at=both.now, on=both.now.date())
        assert StandingSupply.objects.get().reported_at is None
    both.drain()
    assert reports(both, "UA") == []
    both.pull("US")
    found_there(both, [LineFault("standing_cell_wrong", 2, "value")], 1)
    watch(both)
    assert [each["note"] for each in reports(both, "UA")] == ["standing_cell_wrong 2 value"]


def test_what_was_told_of_bytes_that_did_not_come_keeps_back_nothing_of_those_that_did(
    both: TwoNodes, agreed: str
) -> None:
    hand_over(both, agreed, csv_of(LINE))
    with both.at("US"):
        Exhibit.objects.update(fault="exhibit_digest_differs", held_at=None)
        StandingSupply.objects.update(checked_at=None)
    watch(both)
    with both.at("US"):
        pull_again(StandingSupply.objects.get().exhibit)
    both.pull("US")
    found_there(both, [LineFault("standing_cell_wrong", 2, "value")], 1)
    watch(both)
    watch(both)
    assert [each["note"] for each in reports(both, "UA")] == [
        "exhibit_digest_differs",
        "standing_cell_wrong 2 value",
    ]


def test_after_an_upgrade_nobody_is_told_of_files_that_were_looked_at_before(
    both: TwoNodes, agreed: str
) -> None:
    hand_over(both, agreed, csv_of(LINE))
    with both.at("US"):
        StandingSupply.objects.update(checked_at=None)
        _upgrade()
        assert StandingSupply.objects.get().reported_at is None, "not looked at yet"
    found_there(both, [LineFault("standing_cell_wrong", 2, "value")], 1)
    with both.at("US"):
        _upgrade()
        assert supplies_to_report(at=both.now) == []
        StandingSupply.objects.update(checked_at=None, reported_at=None)
        Exhibit.objects.update(fault="exhibit_digest_differs", held_at=None)
        _upgrade()
        assert supplies_to_report(at=both.now) == []
    watch(both)
    assert reports(both, "UA") == []


def _upgrade() -> None:
    """What the migration does of old rows, as it does it."""
    migration = import_module("comity.assistance.migrations.0030_leftovers").Migration
    (filled,) = (each for each in migration.operations if isinstance(each, RunSQL))
    assert isinstance(filled.sql, str)
    with connection.cursor() as cursor:
        cursor.execute(filled.sql)


def test_as_many_faults_are_told_as_the_message_takes_and_how_many_there_are(
    both: TwoNodes, agreed: str
) -> None:
    hand_over(both, agreed, csv_of(LINE))
    faults = [
        LineFault("standing_cell_too_long", 10**9 + n, "consignment_reference" * 2)
        for n in range(MOST_FAULTS)
    ]
    found_there(both, faults, 5000)
    watch(both)
    (told,) = reports(both, "UA")
    assert len(told["note"]) <= 4000
    assert told["note"].endswith("\nstanding_more_faults 5000")


def test_what_an_officer_told_is_not_told_again_by_the_node(both: TwoNodes, agreed: str) -> None:
    hand_over(both, agreed, csv_of(LINE))
    found_there(both, [LineFault("standing_cell_wrong", 2, "value")], 1)
    by_hand = {"supplier": "requested", "period_from": "2026-11-23", "number": "1", "note": "See."}
    with both.at("US") as scene:
        Exchange(scene, agreed).say(StandingWord.REPORT, by_hand)
    watch(both)
    assert [each["note"] for each in reports(both, "UA")] == ["See."]


def test_while_the_link_rests_it_waits_and_what_is_old_is_left_to_people(
    both: TwoNodes, agreed: str
) -> None:
    hand_over(both, agreed, csv_of(LINE))
    found_there(both, [LineFault("standing_cell_wrong", 2, "value")], 1)
    with both.at("US"):
        Link.objects.update(state=LinkState.SUSPENDED.value)
        watch_standing(both.now, stop=Event(), own_code="US")
        assert not Outbound.objects.filter(type="assistance.standing", index=None).exists()
        Link.objects.update(state=LinkState.CONFIRMED.value)
        StandingSupply.objects.update(at=both.now - TOLD_WITHIN - timedelta(seconds=1))
    watch(both)
    assert reports(both, "UA") == []
    with both.at("US"):
        StandingSupply.objects.update(at=both.now)
    watch(both)
    assert len(reports(both, "UA")) == 1

"""A node set back to an old copy gets everything back that its partner holds."""

from typing import Any

import pytest
from django.db import transaction

from comity.assistance.models import Answer, Request
from comity.exchange.channel import read_origin
from comity.exchange.models import Channel, Inbound, Link, Outbound, Recovery
from comity.exchange.openings_queries import partners_silent_on_openings, tells_openings
from comity.exchange.parcel import split_parcel
from comity.exchange.refill import Ask, claimed_ask
from comity.exchange.refusals import (
    EpochRefusedError,
    LinkRecoveringError,
    ParcelRefusedError,
)
from comity.exchange.services import (
    Pace,
    confirm_restored,
    end_recovery,
    give_back,
    queue_link_message,
    recover_link,
    recover_step,
)
from comity.exchange.services.openings import set_openings
from comity.exchange.terms import Direction, NewMessage
from comity.exchange.verification import verify_channels
from comity.kernel.errors import Problem
from comity.ledger.models import LedgerEntry
from comity.ledger.services import sign_checkpoint
from comity.ledger.verification import verify_ledger
from tests.integration.exchange.epochs.conftest import SetBack
from tests.two_nodes import OTHER, TwoNodes


class Door:
    """The partner's door for what was lost, at the other node of the two."""

    def __init__(self, both: TwoNodes, code: str) -> None:
        self.both, self.code, self.asked = both, code, 0
        self.bend: Any = None

    def post_refill(self, partner: str, ask: bytes) -> bytes | Problem:
        self.asked += 1
        try:
            with self.both.at(partner):
                answer = give_back(ask, own_code=partner, pace=Pace(), at=self.both.now)
        except (EpochRefusedError, ParcelRefusedError) as refusal:
            return Problem(refusal.code, facts=tuple(refusal.facts))
        return answer if self.bend is None else self.bend(answer)


def recovered(both: TwoNodes, code: str, door: Door | None = None) -> Recovery:
    way = door or Door(both, code)
    with both.at(code):
        while recover_step(both.nodes[code].keys, way, at=both.now):
            pass
        return Recovery.objects.select_related("link").latest("pk")


def confirm(both: TwoNodes, code: str) -> None:
    with both.at(code) as scene, transaction.atomic(durable=True):
        confirm_restored(
            backup_made_at=both.now,
            restored_at=both.now,
            officer=scene.officer("n.okafor"),
            at=both.now,
        )


def walk(both: TwoNodes, asks: str, *, subject: str) -> str:
    """A request from one to the other, to its end."""
    asked = OTHER[asks]
    with both.at(asks) as scene:
        reference = scene.sent(partner=asked, subject=subject)
    both.drain()
    with both.at(asked) as scene:
        scene.accept(reference)
        scene.write_answer(reference)
        scene.release(reference)
    both.drain()
    with both.at(asks) as scene:
        scene.open(reference)
    both.drain()
    return reference


def matters(both: TwoNodes, code: str) -> dict[str, tuple[str, str]]:
    with both.at(code):
        rows = Request.objects.order_by("reference")
        return {row.reference: (row.state, row.subject) for row in rows}


def test_both_directions_come_back_and_every_matter_stands_where_it_stood(
    both: TwoNodes, set_back: SetBack
) -> None:
    first = walk(both, "US", subject="Before the backup")
    set_back.keep("US")
    ours = walk(both, "US", subject="After the backup")
    theirs = walk(both, "UA", subject="Theirs after the backup")
    stood, there = matters(both, "US"), matters(both, "UA")
    set_back.restore("US")
    assert set(matters(both, "US")) == {first}
    confirm(both, "US")
    done = recovered(both, "US")
    assert (done.unapplied, done.missing, done.stage) == ([], [], "ended")
    assert (done.received, done.sent) == (4, 4)
    assert matters(both, "US") == stood and set(stood) == {first, ours, theirs}
    with both.at("US"):
        assert Answer.objects.get(request__reference=theirs).limits is not None
        assert all(report.whole for report in verify_channels())
        assert not Link.objects.get().recovering
    both.drain()
    assert matters(both, "UA") == there
    with both.at("UA"):
        assert not Inbound.objects.filter(state="refused").exists()
        assert LedgerEntry.objects.filter(event="refill.given").count() == 1
    # The next reference is one that was never given out, and the new epoch carries it.
    again = walk(both, "US", subject="After the recovery")
    assert again not in stood
    with both.at("US"):
        out = Channel.objects.filter(direction=Direction.OUT).order_by("-epoch").first()
        assert out is not None and out.epoch == 2 and out.size == out.receipted_size


def test_what_was_decided_about_openings_is_decided_again_and_the_partner_hears_it(
    both: TwoNodes, set_back: SetBack
) -> None:
    def decide(*, told: bool) -> None:
        with both.at("US") as scene, transaction.atomic(durable=True):
            set_openings("UA", told=told, officer=scene.officer("n.okafor"), at=both.now)
        both.drain()

    set_back.keep("US")
    decide(told=False)
    set_back.restore("US")
    with both.at("US"):
        assert tells_openings("UA")
    confirm(both, "US")
    assert recovered(both, "US").unapplied == []
    both.drain()
    with both.at("US"):
        assert not tells_openings("UA")
    with both.at("UA"):
        assert partners_silent_on_openings() == {"US"}


def test_nobody_acts_on_the_link_before_it_has_ended(both: TwoNodes, set_back: SetBack) -> None:
    set_back.keep("US")
    walk(both, "US", subject="Lost")
    set_back.restore("US")
    confirm(both, "US")
    with both.at("US") as scene:
        reference = scene.draft()
        scene.submit(reference)
        with pytest.raises(LinkRecoveringError) as refused:
            scene.approve(reference)
    assert refused.value.code == "link_recovering"


def test_what_was_asked_for_is_also_found_when_it_only_waited_in_the_backup(
    both: TwoNodes, set_back: SetBack
) -> None:
    with both.at("US") as scene:
        reference = scene.sent()
    set_back.keep("US")
    both.drain()
    set_back.restore("US")
    confirm(both, "US")
    done = recovered(both, "US")
    assert (done.sent, done.unapplied) == (0, [])
    both.drain()
    with both.at("US"):
        row = Outbound.objects.get(type="assistance.request")
        assert row.delivered_at is not None and row.channel is not None and row.channel.epoch == 1
    assert matters(both, "UA")[reference][0] == "received"


def test_what_came_back_is_taken_once_however_often_the_recovery_is_killed(
    both: TwoNodes, set_back: SetBack
) -> None:
    set_back.keep("US")
    walk(both, "US", subject="Lost")
    stood = matters(both, "US")
    set_back.restore("US")
    confirm(both, "US")
    for _ in range(3):
        with both.at("US"):
            recover_step(both.nodes["US"].keys, Door(both, "US"), at=both.now)
    recovered(both, "US")
    assert matters(both, "US") == stood


def test_a_body_that_was_destroyed_there_comes_back_as_its_envelope_and_is_named(
    both: TwoNodes, set_back: SetBack
) -> None:
    set_back.keep("US")
    walk(both, "US", subject="Lost")
    with both.at("UA"):
        Inbound.objects.filter(type="assistance.request").update(body=b"", salt=b"")
    set_back.restore("US")
    confirm(both, "US")
    done = recovered(both, "US")
    assert [(each["what"], each["type"]) for each in done.missing] == [
        ("body_erased", "assistance.request")
    ]
    assert "assistance.opened" in {each["type"] for each in done.unapplied}
    with both.at("US"):
        assert all(report.whole for report in verify_channels())


def test_a_kind_that_no_case_can_take_up_is_named(both: TwoNodes, set_back: SetBack) -> None:
    reference = walk(both, "US", subject="Before")
    set_back.keep("US")
    with both.at("US") as scene, transaction.atomic(durable=True):
        body = {"agreement": "us-ua-2016", "relied_on": "00" * 32, "own": "11" * 32}
        queue_link_message(NewMessage("terms.differ", body), to="UA", at=scene.now)
    both.drain()
    set_back.restore("US")
    confirm(both, "US")
    done = recovered(both, "US")
    assert [(each["type"], each["code"]) for each in done.unapplied] == [
        ("terms.differ", "cannot_be_applied")
    ]
    assert matters(both, "US")[reference][0] == "opened"


@pytest.mark.parametrize("bend", ["flipped", "cut", "empty"])
def test_what_is_not_as_it_was_signed_is_not_kept(
    both: TwoNodes, set_back: SetBack, bend: str
) -> None:
    set_back.keep("US")
    walk(both, "US", subject="Lost")
    set_back.restore("US")
    confirm(both, "US")
    door = Door(both, "US")
    door.bend = {
        "flipped": lambda raw: raw[:200] + bytes([raw[200] ^ 1]) + raw[201:],
        "cut": lambda raw: raw[:-1],
        "empty": lambda raw: b"",
    }[bend]
    done = recovered(both, "US", door)
    assert done.ended_at is None and done.failure.startswith("refill_answer")
    with both.at("US"):
        assert not Inbound.objects.exists() and not Outbound.objects.exists()
        assert Link.objects.get().recovering


def test_a_recovery_that_cannot_be_fed_is_ended_by_a_person_with_a_reason(
    both: TwoNodes, set_back: SetBack
) -> None:
    with both.at("US") as scene:
        with transaction.atomic(durable=True):
            recover_link("UA", officer=scene.officer("c.unit"), at=both.now)
        with pytest.raises(EpochRefusedError), transaction.atomic(durable=True):
            recover_link("UA", officer=scene.officer("c.unit"), at=both.now)
        with transaction.atomic(durable=True):
            end_recovery("UA", reason="gone", officer=scene.officer("c.unit"), at=both.now)
        assert not Link.objects.get().recovering
        assert Recovery.objects.get().reason == "gone"


def ask_of(both: TwoNodes, **change: Any) -> bytes:
    with both.at("US"):
        out = Channel.objects.get(direction=Direction.IN)
        told: dict[str, Any] = {
            "asker": "US",
            "asked": "UA",
            "log": read_origin(out.origin),
            "start": 0,
            "run": "ab" * 16,
            "at": both.now,
        }
        keys = change.pop("keys", both.nodes["US"].keys)
        return bytes(keys.sender.sign_note(Ask(**(told | change)).text()))


def test_nobody_but_the_partner_is_answered(both: TwoNodes) -> None:
    walk(both, "UA", subject="Theirs")
    asks = {
        "parcel_signature_wrong": ask_of(both, keys=both.nodes["UA"].keys),
        "parcel_sender_unknown": ask_of(both, asker="KE"),
        "parcel_for_another_node": ask_of(both, asked="KE"),
        "refill_ask_malformed": b"please",
    }
    for code, ask in asks.items():
        with both.at("UA"), pytest.raises((EpochRefusedError, ParcelRefusedError)) as refused:
            give_back(ask, own_code="UA", pace=Pace(), at=both.now)
        assert refused.value.code in {code, "parcel_signature_missing"}


def test_asking_is_bounded_and_writes_one_entry(both: TwoNodes) -> None:
    walk(both, "UA", subject="Theirs")
    ask, pace = ask_of(both), Pace(most=2)
    with both.at("UA"):
        before = LedgerEntry.objects.count()
        first = give_back(ask, own_code="UA", pace=pace, at=both.now)
        assert give_back(ask, own_code="UA", pace=pace, at=both.now)[:100] == first[:100]
        with pytest.raises(EpochRefusedError) as often:
            give_back(ask, own_code="UA", pace=pace, at=both.now)
        assert LedgerEntry.objects.count() == before + 1
    assert often.value.code == "refill_too_often"
    assert claimed_ask(ask).run == "ab" * 16 and split_parcel(ask + b"\n")[0] == ask


def test_the_record_goes_on_in_a_new_epoch_that_says_what_is_missing(
    both: TwoNodes, set_back: SetBack
) -> None:
    walk(both, "US", subject="Before")
    set_back.keep("US")
    walk(both, "US", subject="Lost")
    set_back.restore("US")
    with both.at("US"):
        kept = LedgerEntry.objects.count()
    confirm(both, "US")
    with both.at("US"):
        first = LedgerEntry.objects.get(epoch=2, index=0)
        told = dict(first.facts())
        assert (first.event, told["follows"], told["entries"]) == (
            "record.epoch_opened",
            "1",
            str(kept),
        )
        keys = both.nodes["US"].keys
        sign_checkpoint(keys.ledger, at=both.now)
        report = verify_ledger(keys.ledger.public())
        assert report.whole and report.epochs == 2 and report.size > kept
        assert verify_ledger(keys.ledger.public(), epoch=1).size == kept

"""Each road keeps its own order: a member's word may come before the host has named the member."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from comity.crypto.canonical import canonical_json
from comity.exchange import wiring
from comity.exchange.envelope import write_envelope
from comity.exchange.models import Channel, Inbound, Link
from comity.exchange.refusals import MessageRefusedError
from comity.exchange.services import handle_slice, handling, taking_up
from comity.exchange.terms import InboundState, Received
from comity.exchange.threads import DatabaseThreads
from comity.investigations.models import Item
from comity.investigations.terms import FolderMemberNotNamedError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import Scene
from tests.integration.investigations.test_folders import THEIRS, body_of_item, joined
from tests.integration.investigations.three import FAR, NOTE, Three, three_of
from tests.integration.meeting import MEANWHILE_SECONDS

pytestmark = pytest.mark.django_db(transaction=True)
EARLY = FolderMemberNotNamedError.code


@pytest.fixture
def three(scene: Scene) -> Three:
    """Our node is in a partner's folder; the far one joins, and we have not heard of it."""
    three = three_of(scene)
    joined(three)
    return three


def named(three: Three, *members: str) -> None:
    three.scene.tell("investigation.members", {"folder": THEIRS, "members": list(members)})


def comes_early(three: Three, body: dict[str, Any]) -> Received:
    with pytest.raises(FolderMemberNotNamedError):
        three.scene.tell("investigation.item", body, partner=FAR)
    assert not Item.objects.exists()
    return three.scene.message("investigation.item", body, partner=FAR)


def set_aside(said: Received, *, state: InboundState, cause: str = "") -> Inbound:
    """Keep a message as the exchange keeps one whose handler failed, or that waits behind it."""
    link = Link.objects.get(code=said.partner)
    channel, _made = Channel.objects.get_or_create(
        link=link, direction="in", defaults={"origin": f"{FAR}/{uuid4()}", "frontier": b""}
    )
    return Inbound.objects.create(
        channel=channel,
        index=Inbound.objects.filter(channel=channel).count(),
        message_id=str(uuid4()),
        type=said.type,
        case=said.envelope.case,
        **dict.fromkeys(("envelope", "salt", "body", "leaf_hash"), b""),
        held_at=said.held_at,
        state=state.value,
        cause=cause,
    )


def test_what_comes_too_early_waits_and_is_taken_up_when_the_host_names_who_said_it(
    three: Three,
) -> None:
    body = body_of_item()
    said = comes_early(three, body)
    first = set_aside(said, state=InboundState.SET_ASIDE, cause=EARLY)
    behind = set_aside(said, state=InboundState.WAITING)
    named(three, FAR)
    states = Inbound.objects.filter(pk__in=[first.pk, behind.pk]).values_list("state", "cause")
    assert set(states) == {(InboundState.HELD.value, "")}
    taken = LedgerEntry.objects.get(event="message.retried")
    assert taken.about == first.message_id
    three.scene.tell("investigation.item", body, partner=FAR)
    assert Item.objects.get().title == NOTE.title


def held(three: Three, body: dict[str, Any]) -> Inbound:
    """What a member said as the exchange holds it, with all its bytes."""
    said = three.scene.message("investigation.item", body, partner=FAR)
    row = set_aside(said, state=InboundState.HELD)
    row.body = canonical_json(body)
    envelope = replace(said.envelope, sender=FAR, body_size=len(row.body))
    row.message_id, row.envelope = envelope.id, write_envelope(envelope)
    row.save()
    return row


@pytest.mark.parametrize("is_named", [True, False])
def test_a_host_s_word_that_commits_while_a_member_s_is_being_set_aside_is_found(
    three: Three, monkeypatch: pytest.MonkeyPatch, *, is_named: bool
) -> None:
    first, behind = held(three, body_of_item()), held(three, body_of_item())
    mark = handling._set_aside

    def after_the_host_s_word(*told: Any, **how: Any) -> None:
        # It was tried and failed; the host's word looks for what waits, and finds nothing marked.
        monkeypatch.setattr(handling, "_set_aside", mark)
        named(three, *([FAR] if is_named else []))
        mark(*told, **how)

    monkeypatch.setattr(handling, "_set_aside", after_the_host_s_word)
    while not handle_slice(first.channel_id, at=three.scene.now, more=lambda: False).was_last:
        pass
    states = [Inbound.objects.get(pk=row.pk).state for row in (first, behind)]
    aside = [InboundState.SET_ASIDE.value, InboundState.WAITING.value]
    assert states == ([InboundState.HANDLED.value] * 2 if is_named else aside)
    assert Item.objects.count() == (2 if is_named else 0)
    events = ["message.set_aside", *(["message.retried"] if is_named else [])]
    told = LedgerEntry.objects.filter(event__startswith="message.", about=first.message_id)
    assert [entry.event for entry in told.order_by("index")] == events


class Killed(BaseException):
    """The end of a process, where it would be."""


@pytest.mark.parametrize("is_named", [True, False])
def test_what_a_killed_worker_did_not_look_at_again_is_found_by_the_next(
    three: Three, monkeypatch: pytest.MonkeyPatch, *, is_named: bool
) -> None:
    first = held(three, body_of_item())
    mark = handling._set_aside

    def after_the_host_s_word(*told: Any, **how: Any) -> None:
        named(three, *([FAR] if is_named else []))
        mark(*told, **how)
        raise Killed

    monkeypatch.setattr(handling, "_set_aside", after_the_host_s_word)
    with pytest.raises(Killed):
        handle_slice(first.channel_id, at=three.scene.now, more=lambda: False)
    assert Inbound.objects.get(pk=first.pk).state == InboundState.SET_ASIDE
    assert taking_up.look_again_after_start(at=three.scene.now) == int(is_named)
    assert Item.objects.count() == int(is_named)


def test_a_host_s_word_under_way_is_waited_for(three: Three) -> None:
    """Whichever of both commits first, the message does not stay aside."""
    first = held(three, body_of_item())

    def host_names() -> None:
        body = {"folder": THEIRS, "members": [FAR]}
        wiring.current().hand_over(three.scene.message("investigation.members", body))

    def member_speaks() -> None:
        while not handle_slice(first.channel_id, at=three.scene.now, more=lambda: False).was_last:
            pass

    meet_freely(host_names, member_speaks)
    member_speaks()
    first.refresh_from_db()
    assert first.state == InboundState.HANDLED.value


def meet_freely(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Let the first act, and the second begin while it has not committed."""
    acted, others = Event(), DatabaseThreads(1, name="member")
    try:

        def come_second() -> None:
            assert acted.wait(10)
            second()

        coming = others.submit(come_second)
        with transaction.atomic(durable=True):
            first()
            acted.set()
            Event().wait(MEANWHILE_SECONDS)
        coming.result(10)
    finally:
        acted.set()
        others.end()


def test_what_was_set_aside_for_another_reason_stays(three: Three) -> None:
    said = comes_early(three, body_of_item())
    other = set_aside(said, state=InboundState.SET_ASIDE, cause="handler_failed")
    named(three, FAR)
    other.refresh_from_db()
    assert other.state == InboundState.SET_ASIDE


def test_what_nobody_names_stays_aside(three: Three) -> None:
    said = comes_early(three, body_of_item())
    row = set_aside(said, state=InboundState.SET_ASIDE, cause=EARLY)
    named(three)
    row.refresh_from_db()
    assert row.state == InboundState.SET_ASIDE


def test_who_left_is_refused_by_name(three: Three) -> None:
    named(three, FAR)
    named(three)
    with pytest.raises(MessageRefusedError) as refused:
        three.scene.tell("investigation.item", body_of_item(), partner=FAR)
    assert refused.value.code == "folder_unknown"

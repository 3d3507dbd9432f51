"""Each road keeps its own order: a member's word may come before the host has named the member."""

from typing import Any
from uuid import uuid4

import pytest

from comity.exchange.models import Channel, Inbound, Link
from comity.exchange.refusals import MessageRefusedError
from comity.exchange.terms import InboundState, Received
from comity.investigations.models import Item
from comity.investigations.terms import FolderMemberNotNamedError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import Scene
from tests.integration.investigations.test_folders import THEIRS, body_of_item, joined
from tests.integration.investigations.three import FAR, NOTE, Three, three_of

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

"""The ladder of a partner: each fault is planted for real, and named with its fix."""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

import comity.exchange.ladder
from comity.crypto.keys import NodeKeys
from comity.exchange.connection import Patience
from comity.exchange.descriptor import Trust, read_descriptor
from comity.exchange.jobs import Courier
from comity.exchange.ladder.climbing import Climb, climb
from comity.exchange.ladder.rungs import THE_WAY, Bounds, Rung, good
from comity.exchange.ladder.wording import RUNG_NAMES, SENTENCES, SIDE_NAMES
from comity.exchange.models import Channel, Inbound, Link, Outbound
from comity.exchange.refusals import LinkRefusedError
from comity.exchange.services import (
    add_link,
    confirm_link,
    resume_link,
    revoke_link,
    suspend_link,
)
from comity.exchange.services.sending import note_failure
from comity.exchange.transport import HttpsTransport
from comity.interfaces.sentences import sentence
from comity.kernel.checks import Check, Side, Tone
from comity.kernel.errors import Problem
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import ADMIN, BROOKS, Node, link_with
from tests.nodes.partner_door import (
    PartnerDoor,
    certificate_of,
    descriptor_at,
    open_door,
)

IMPATIENT = Patience(connect=2.0, silence=2.0, whole=4.0)
OWN = (good(Rung.DISK, "health_disk_good"), good(Rung.WORKER, "health_worker_works"))
TOLD_ELSEWHERE = {Rung.DISK, Rung.WORKER, Rung.AGREEMENT}
Linked = Callable[..., "Road"]


@dataclass
class Road:
    """The node under test and the open door of its partner."""

    node: Node
    door: PartnerDoor

    def climb(self, **change: Any) -> dict[str, Check]:
        told = Climb(
            lambda: self.node.keys,
            OWN,
            Bounds(),
            datetime.now(UTC),
            datetime.now(UTC).date(),
            IMPATIENT,
        )
        return {check.name: check for check in climb("UA", replace(told, **change))}

    def broken(self, **change: Any) -> Check:
        """The first rung of link and way that is broken."""
        found = self.climb(**change).values()
        faults = [c for c in found if c.tone is Tone.STOP and c.name not in TOLD_ELSEWHERE]
        return faults[0]


@pytest.fixture
def road(unlinked: Node, own_raw: bytes, tmp_path: Path) -> Iterator[Linked]:
    """Open a door with something wrong with it, and link the node to it as if nothing were."""
    with ExitStack() as stack:

        def opened(*, link: bool = True, **faults: Any) -> Road:
            door = stack.enter_context(open_door(read_descriptor(own_raw), tmp_path, **faults))
            if link:
                link_with(door.partner)
            return Road(unlinked, door)

        yield opened


def says(check: Check, code: str, *, side: Side, words: str) -> None:
    """The finding has this code, names who must mend it, and its sentence tells how."""
    assert (check.code, check.side) == (code, side)
    told = sentence(check.code, check.facts)
    assert words in told
    assert not re.search(r"{\w+}", told), told


# ---- a whole ladder


def test_a_whole_way_has_every_rung_in_order_and_none_broken(road: Linked) -> None:
    found = road().climb()
    assert list(found) == [rung.value for rung in Rung]
    assert {c.name for c in found.values() if c.tone is not Tone.GOOD} == {"agreement"}


def test_climbing_changes_nothing_on_either_side(road: Linked) -> None:
    led = road()
    led.node.send("one")
    before = (
        LedgerEntry.objects.count(),
        list(Channel.objects.values()),
        list(Link.objects.values()),
    )
    led.climb()
    after = (
        LedgerEntry.objects.count(),
        list(Channel.objects.values()),
        list(Link.objects.values()),
    )
    assert before == after
    assert led.door.asked == ["GET /descriptor", "POST /parcels"]
    assert led.door.partner.held.messages == []


def test_a_partner_without_any_link_has_no_ladder(road: Linked) -> None:
    with pytest.raises(LinkRefusedError):
        road(link=False).climb()


# ---- the link


def test_a_link_that_nobody_compared_is_not_called(road: Linked) -> None:
    led = road(link=False)
    with transaction.atomic(durable=True):
        added = add_link(led.door.partner.descriptor, officer=BROOKS, at=led.node.now)
    found = led.climb()
    says(found["link"], "ladder_link_not_compared", side=Side.BOTH, words=added.number)
    assert {found[rung.value].tone for rung in THE_WAY} == {Tone.UNTRIED}
    with transaction.atomic(durable=True):
        confirm_link("UA", number=added.number, officer=ADMIN, at=led.node.now)
    says(led.broken(), "ladder_link_half_compared", side=Side.HERE, words="A second officer")
    assert led.door.asked == []


def test_a_suspended_link_is_named_with_its_reason(road: Linked) -> None:
    led = road()
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="audit of their node", officer=ADMIN, at=led.node.now)
    says(led.broken(), "ladder_link_suspended", side=Side.HERE, words="audit of their node")
    with transaction.atomic(durable=True):
        resume_link("UA", reason="audit over", officer=ADMIN, at=led.node.now)
    assert led.climb()["link"].tone is Tone.GOOD


def test_a_revoked_key_is_named_and_nobody_is_called(road: Linked) -> None:
    led = road()
    with transaction.atomic(durable=True):
        revoke_link(
            "UA",
            reason="their keystore was stolen",
            officer=ADMIN,
            signed_in_afresh_at=led.node.now,
            at=led.node.now,
        )
    says(led.broken(), "ladder_key_revoked", side=Side.BOTH, words="made new keys")
    assert led.door.asked == []


# ---- the way


def test_a_name_that_cannot_be_resolved_is_named(road: Linked) -> None:
    led = road(host="node.customs.invalid")
    says(led.broken(), "ladder_name_unknown", side=Side.BOTH, words="puts the name back into DNS")
    later = THE_WAY[1:]
    assert {led.climb()[rung.value].tone for rung in later} == {Tone.UNTRIED}


def test_a_closed_port_is_named(unlinked: Node, own_raw: bytes, tmp_path: Path) -> None:
    with open_door(read_descriptor(own_raw), tmp_path) as door:
        link_with(door.partner)
    says(
        Road(unlinked, door).broken(),
        "ladder_port_closed",
        side=Side.PARTNER,
        words="starts the node, or opens the port",
    )


def test_a_port_that_takes_connections_and_never_speaks_is_named(
    unlinked: Node, own_raw: bytes, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"https://127.0.0.1:{mute.getsockname()[1]}"
        with open_door(read_descriptor(own_raw), tmp_path) as door:
            door.partner.descriptor = descriptor_at(door.partner.keys, address)
        link_with(door.partner)
        says(
            Road(unlinked, door).broken(),
            "ladder_tls_refused",
            side=Side.PARTNER,
            words="no proxy with older TLS",
        )


def test_a_door_that_speaks_older_tls_only_is_named(road: Linked) -> None:
    led = road(newest=ssl.TLSVersion.TLSv1_2)
    says(led.broken(), "ladder_tls_refused", side=Side.PARTNER, words="TLS 1.3")


def test_a_certificate_of_another_name_is_named(road: Linked) -> None:
    led = road(shows=certificate_of("mail.customs.example"))
    found = led.broken()
    says(
        found, "ladder_certificate_of_another_name", side=Side.PARTNER, words="corrects the address"
    )
    assert dict(found.facts)["shown"] == "mail.customs.example"
    assert led.door.asked == []


def test_an_expired_certificate_is_named(road: Linked) -> None:
    old = certificate_of(made=datetime.now(UTC) - timedelta(days=40), days=30)
    says(
        road(pinned=old).broken(),
        "ladder_certificate_expired",
        side=Side.PARTNER,
        words="makes a new one and sends a new descriptor",
    )


def test_a_certificate_that_is_not_valid_yet_is_named(road: Linked) -> None:
    early = certificate_of(made=datetime.now(UTC) + timedelta(days=2))
    says(
        road(pinned=early).broken(),
        "ladder_certificate_not_yet",
        side=Side.BOTH,
        words="this node's clock is slow",
    )


def test_a_certificate_that_ends_soon_is_told_and_breaks_nothing(road: Linked) -> None:
    found = road(pinned=certificate_of(days=10)).climb()
    says(
        found["certificate_period"],
        "ladder_certificate_ends_soon",
        side=Side.PARTNER,
        words="makes a new one",
    )
    assert found["state"].tone is Tone.GOOD


def test_another_certificate_than_the_pinned_one_is_named(road: Linked) -> None:
    host = "door.localhost"
    led = road(host=host, pinned=certificate_of(host), shows=certificate_of(host))
    says(
        led.broken(),
        "ladder_certificate_not_pinned",
        side=Side.PARTNER,
        words="sends the new descriptor",
    )
    assert led.door.asked == []


def test_a_certificate_its_authority_does_not_vouch_for_is_named(road: Linked) -> None:
    host = "door.localhost"
    led = road(
        host=host,
        pinned=certificate_of(host),
        shows=certificate_of(host),
        trust=Trust.AUTHORITY,
    )
    says(
        led.broken(),
        "ladder_certificate_not_vouched",
        side=Side.PARTNER,
        words="made by that authority",
    )
    assert led.door.asked == []


# ---- the door


def test_something_else_than_a_node_is_named(road: Linked) -> None:
    for wrong in ({"descriptor": b"<html>It works!</html>"}, {"status": 404}):
        led = road(link=False, **wrong)
        if not Link.objects.exists():
            link_with(led.door.partner)
        Link.objects.update(descriptor=led.door.partner.descriptor)
        says(led.broken(), "ladder_door_not_comity", side=Side.PARTNER, words="which program")


@pytest.mark.parametrize(
    ("status", "code"), [(503, "ladder_door_failing"), (507, "ladder_disk_full_there")]
)
def test_a_door_that_cannot_work_now_is_named(road: Linked, status: int, code: str) -> None:
    says(road(status=status).broken(), code, side=Side.PARTNER, words="administrator there")


@pytest.mark.parametrize("minutes", [-4, 4])
def test_clocks_minutes_apart_are_told_and_nothing_is_refused(road: Linked, minutes: int) -> None:
    found = road(clock=timedelta(minutes=minutes)).climb()
    assert found["clock"].tone is Tone.GOOD and dict(found["clock"].facts)["minutes"] in {"3", "4"}
    assert found["state"].tone is Tone.GOOD


@pytest.mark.parametrize("minutes", [-17, 17])
def test_a_skewed_clock_is_named_and_the_climb_goes_on(road: Linked, minutes: int) -> None:
    found = road(clock=timedelta(minutes=minutes)).climb()
    says(found["clock"], "ladder_clock_skewed", side=Side.BOTH, words="time service")
    assert dict(found["clock"].facts)["minutes"] in {"16", "17"}
    assert found["state"].tone is Tone.GOOD


@pytest.mark.parametrize(
    ("spoken", "code", "side", "words"),
    [
        ("comity/0", "ladder_partner_too_old", Side.PARTNER, "administrator there updates"),
        ("comity/7", "ladder_own_protocol_too_old", Side.HERE, "administrator here updates"),
    ],
)
def test_a_node_that_is_too_old_is_named(
    road: Linked, monkeypatch: pytest.MonkeyPatch, spoken: str, code: str, side: Side, words: str
) -> None:
    led = road()
    with monkeypatch.context() as theirs:
        # As an older or newer node writes its descriptor, and takes it for good.
        theirs.setattr("comity.exchange.descriptor.PROTOCOL", spoken)
        led.door.faults.descriptor = descriptor_at(led.door.partner.keys, led.door.address)
    says(led.broken(), code, side=side, words=words)


def test_keys_of_a_stranger_are_named(road: Linked) -> None:
    led = road()
    led.door.faults.descriptor = descriptor_at(NodeKeys.generate("UA"), led.door.address)
    found = led.broken()
    says(found, "ladder_keys_differ", side=Side.BOTH, words="compare the number of a new link")
    assert dict(found.facts)["keys"] == "sender, holder, sealing"
    assert led.door.asked == ["GET /descriptor"]


def test_the_node_of_another_administration_is_named(road: Linked) -> None:
    led = road()
    led.door.faults.descriptor = descriptor_at(NodeKeys.generate("KE"), led.door.address, code="KE")
    says(led.broken(), "ladder_door_of_another", side=Side.BOTH, words="compare the address")


def test_a_newer_descriptor_with_the_same_keys_is_told_and_breaks_nothing(road: Linked) -> None:
    led = road()
    led.door.faults.descriptor = descriptor_at(led.door.partner.keys, led.door.address)
    found = led.climb()
    says(found["keys"], "ladder_descriptor_newer", side=Side.BOTH, words="Ask for the file")
    assert found["state"].tone is Tone.GOOD


@pytest.mark.parametrize(
    ("problem", "code", "words"),
    [
        ("parcel_sender_unknown", "ladder_link_unknown_there", "it was revoked there"),
        ("parcel_link_suspended", "ladder_link_suspended_there", "an officer there resumes"),
        ("parcel_signature_wrong", "ladder_own_keys_refused", "keystore is the right one"),
        ("parcel_of_another_link", "ladder_other_descriptors_there", "newest descriptors"),
        ("disk_full", "ladder_disk_full_there", "makes room"),
        ("door_failed", "ladder_door_failing", "log of the partners' door"),
        ("parcel_too_slow", "ladder_refused_there", "look at the cause together"),
    ],
)
def test_what_the_partner_holds_against_this_node_is_named(
    road: Linked, problem: str, code: str, words: str
) -> None:
    found = road(problem=Problem(problem)).broken()
    assert found.name == "state"
    assert (found.code, words in sentence(found.code, found.facts)) == (code, True)
    assert found.cause is not None and found.cause.code == problem


def test_a_receipt_of_strangers_keys_is_named(road: Linked) -> None:
    led = road()
    led.door.partner.answer_with(led.door.partner.receipt(holder=NodeKeys.generate("UA").holder))
    says(led.broken(), "ladder_receipt_not_theirs", side=Side.BOTH, words="keystore was exchanged")


def test_a_node_set_back_to_an_older_copy_is_named_before_it_signs_anything(road: Linked) -> None:
    led = road()
    led.node.send("one")
    _deliver(led)
    Channel.objects.update(receipted_size=0, size=0, frontier=b"")
    Outbound.objects.update(delivered_at=None)
    Channel.objects.get(direction="out").heads.all().delete()
    found = led.broken()
    says(found, "ladder_histories_differ", side=Side.HERE, words="opened a new epoch")
    assert found.cause is not None and found.cause.code == "channel_own_tail_lost"


# ---- what this node's own tables tell


def test_a_full_queue_is_named_beside_the_rung_that_fills_it(road: Linked) -> None:
    led = road(host="node.customs.invalid")
    for text in ("one", "two", "three"):
        led.node.send(text)
    found = led.climb(bounds=Bounds(queue_messages=3))
    says(found["queue"], "ladder_queue_full", side=Side.BOTH, words="first broken rung")
    assert found["name"].tone is Tone.STOP


def test_a_message_that_waits_too_long_is_told(road: Linked) -> None:
    led = road()
    led.node.now = datetime.now(UTC) - timedelta(hours=5)
    led.node.send("one")
    found = led.climb()
    says(found["queue"], "ladder_queue_old", side=Side.BOTH, words="leave by themselves")


def test_the_last_failure_of_the_worker_is_told_with_its_cause(road: Linked) -> None:
    led = road()
    note_failure(
        led.node.out.pk, code="partner_too_slow", facts={"partner": "UA"}, at=datetime.now(UTC)
    )
    found = led.climb()["delivery"]
    says(found, "ladder_delivery_failed", side=Side.BOTH, words="tried again by itself")
    assert found.cause == Problem("partner_too_slow", facts=(("partner", "UA"),))


def test_messages_set_aside_are_named(road: Linked) -> None:
    led = road()
    led.node.desk.failing.add("broken")
    led.door.partner.write(body={"text": "broken"}, case="UA-1")
    led.door.partner.write(body={"text": "behind"}, case="UA-1")
    led.node.receive(led.door.partner.parcel())
    led.node.handle()
    assert Inbound.objects.filter(state="set_aside").count() == 1
    found = led.climb()["set_aside"]
    says(found, "ladder_set_aside", side=Side.HERE, words="1 are set aside, and 1")


def test_a_halted_channel_and_the_last_receipt_are_told(road: Linked) -> None:
    led = road()
    led.node.send("one")
    _deliver(led)
    assert led.climb()["receipt"].code == "ladder_receipt_last"
    Channel.objects.filter(direction="out").update(halted="channel_forked")
    found = led.climb()["channel"]
    says(found, "ladder_channel_halted", side=Side.BOTH, words="open a new epoch")
    assert found.cause is not None and found.cause.code == "channel_forked"


# ---- the words


def test_every_rung_and_side_has_a_name() -> None:
    assert set(RUNG_NAMES) == {rung.value for rung in Rung}
    assert set(SIDE_NAMES) == {side.value for side in Side}


def test_every_finding_has_a_sentence_and_every_sentence_a_finding() -> None:
    package = Path(comity.exchange.ladder.__file__).parent
    sources = [path.read_text() for path in package.glob("*.py") if path.name != "wording.py"]
    found = {code for text in sources for code in re.findall(r'"(ladder_\w+)"', text)}
    assert found == set(SENTENCES)


def _deliver(led: Road) -> None:
    """Send what waits over the real line."""
    descriptor = read_descriptor(led.door.partner.descriptor)
    way = HttpsTransport(lambda _code: descriptor)
    courier = Courier(led.node.keys, way, clock=lambda: datetime.now(UTC))
    try:
        assert courier.pass_once().delivered == 1
    finally:
        courier.end()
        way.close()

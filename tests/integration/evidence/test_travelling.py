"""Travelling: sealed once, a new header for the partner, pulled in parts, checked at the end."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from comity.assistance.models import Request
from comity.crypto.age import header_for, new_file_key, open_stream
from comity.crypto.age_payload import encrypt_payload
from comity.crypto.hashing import sha256
from comity.crypto.keys import SealingKey
from comity.evidence import arrival, jobs
from comity.evidence.arrival import Arrival
from comity.evidence.custody import Hand
from comity.evidence.erasing import erase
from comity.evidence.models import Exhibit, Grant
from comity.evidence.services import pull_again
from comity.evidence.source import SealedExhibits
from comity.evidence.terms import ERASED_FAULT
from comity.evidence.vault import append_to_part, furnish, vault
from comity.evidence.wording import SENTENCES
from comity.exchange import wiring
from comity.exchange.models import Link, Outbound
from comity.exchange.queries import is_linked
from comity.exchange.refusals import TransportError, TransportFault
from comity.exchange.terms import LinkState
from comity.exchange.transport import Piece
from comity.ledger.models import LedgerEntry
from comity.node.wiring import wire
from tests.integration.assistance.scene import Scene, exhibit_told, line_of

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 9000


class Buffer(BytesIO):
    """Keeps what a stream writes."""


@dataclass
class PartnersDoor:
    """The partner's side of pulling: it can drop the line, lie about sizes, or change bytes."""

    sealed: bytes
    total: int | None = None
    drops_after: int | None = None
    asked: list[int] = field(default_factory=list)

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        assert partner == "UA"
        if self.drops_after is not None and len(self.asked) >= self.drops_after:
            raise TransportError(TransportFault.UNREACHABLE, partner=partner)
        if offset >= len(self.sealed):  # the door answers 416
            raise TransportError(TransportFault.ANSWER_MALFORMED, partner=partner)
        self.asked.append(offset)
        return Piece(self.sealed[offset : offset + length], self.total or len(self.sealed))


def sealed_for(key: SealingKey, content: bytes = CONTENT) -> tuple[bytes, dict[str, Any]]:
    """An age file as the partner makes it, and what its message says of it."""
    file_key, out = new_file_key(), Buffer()
    payload = encrypt_payload(file_key, BytesIO(content), out)
    told = exhibit_told(
        content,
        payload_digest=payload.payload_digest.hex(),
        payload_size=payload.payload_size,
    )
    return header_for(file_key, [key.public()]) + out.getvalue(), told


def announced(scene: Scene, told: dict[str, Any]) -> Exhibit:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference, exhibits=[told], lines=(line_of(told),))
    return Exhibit.objects.get(partner_exhibit=told["id"])


@pytest.fixture(autouse=True)
def _a_roomy_vault(scene: Scene) -> None:
    furnish(keys=lambda: scene.keys, folder=vault().folder, size_limit=8 * 1024**2)


def pull(scene: Scene, door: PartnersDoor) -> int:
    return jobs.pull_exhibits(door, scene.keys, scene.now)


def test_an_exhibit_is_pulled_checked_and_rewrapped(scene: Scene) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    exhibit = announced(scene, told)
    door = PartnersDoor(sealed)
    assert pull(scene, door) == 1
    exhibit.refresh_from_db()
    assert exhibit.held_at == scene.now
    assert exhibit.capability == ""
    assert b"".join(vault().checked_pieces(exhibit)) == CONTENT
    assert LedgerEntry.objects.latest("index").event == "exhibit.received"
    assert pull(scene, door) == 0


def test_pulling_resumes_where_the_line_dropped(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "STRIDE", 512 * 1024)
    monkeypatch.setattr(arrival, "LONGEST_STRIDE", 512 * 1024)
    sealed, told = sealed_for(scene.keys.sealing)
    announced(scene, told)
    door = PartnersDoor(sealed, drops_after=2)
    assert pull(scene, door) == 0
    door.drops_after = None
    assert pull(scene, door) == 1
    assert door.asked == [0, 512 * 1024, 1024 * 1024, 1536 * 1024, 2048 * 1024]


def test_a_turn_that_is_over_leaves_the_rest_of_a_large_exhibit_for_the_next(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "STRIDE", 768 * 1024)
    monkeypatch.setattr(jobs, "TURN_SECONDS", 0.0)
    sealed, told = sealed_for(scene.keys.sealing)
    announced(scene, told)
    door = PartnersDoor(sealed)
    assert [pull(scene, door) for _ in range(3)] == [0, 0, 1]


@pytest.mark.parametrize("door_answers", [True, False])
def test_a_kill_after_the_last_byte_leaves_nothing_stuck(scene: Scene, door_answers: bool) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    exhibit = announced(scene, told)
    append_to_part(vault().part(exhibit.id), sealed)
    door = PartnersDoor(sealed, drops_after=None if door_answers else 0)
    assert pull(scene, door) == 1
    assert door.asked == []


def test_a_whole_part_that_is_no_sealed_file_is_refused_rather_than_asked_for_for_ever(
    scene: Scene,
) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    exhibit = announced(scene, told)
    no_file = b"x" * len(sealed)
    append_to_part(vault().part(exhibit.id), no_file)
    assert pull(scene, PartnersDoor(no_file)) == 0
    exhibit.refresh_from_db()
    assert exhibit.fault == "seal_header_malformed"


@pytest.mark.parametrize("place", [30, 2000, 100_000, -1])
def test_a_byte_changed_on_the_way_is_refused_and_recorded(scene: Scene, place: int) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    exhibit = announced(scene, told)
    changed = bytearray(sealed)
    changed[place] ^= 1
    assert pull(scene, PartnersDoor(bytes(changed))) == 0
    exhibit.refresh_from_db()
    assert (exhibit.held_at, bool(exhibit.fault)) == (None, True)
    assert LedgerEntry.objects.latest("index").event == "exhibit.refused"
    assert not vault().part(exhibit.id).exists()
    pull_again(exhibit)
    assert pull(scene, PartnersDoor(sealed)) == 1


def test_another_file_than_the_one_signed_for_is_refused(scene: Scene) -> None:
    _, told = sealed_for(scene.keys.sealing)
    other, _ = sealed_for(scene.keys.sealing, CONTENT[:-1] + b"x")
    exhibit = announced(scene, told)
    assert pull(scene, PartnersDoor(other)) == 0
    exhibit.refresh_from_db()
    assert exhibit.fault == "exhibit_digest_differs"


@dataclass
class DoorThatWatches(PartnersDoor):
    """Erases the exhibit while its bytes are under way, as a recall would."""

    erases: Exhibit | None = None

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        if self.erases is not None:
            hand = Hand("J. Alvarez", "CBP", datetime.now(UTC))
            with transaction.atomic():
                erase(Exhibit.objects.get(pk=self.erases.pk), hand=hand, reason="recalled")
        return super().fetch_range(partner, capability, offset=offset, length=length)


@pytest.mark.parametrize("is_whole", [True, False])
def test_what_is_erased_while_it_is_pulled_stays_erased(scene: Scene, is_whole: bool) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    exhibit = announced(scene, told)
    given = sealed if is_whole else sealed[:-1] + bytes([sealed[-1] ^ 1])
    assert pull(scene, DoorThatWatches(given, erases=exhibit)) == 0
    exhibit.refresh_from_db()
    assert (exhibit.held_at, exhibit.wrapped_key, exhibit.fault) == (None, None, ERASED_FAULT)
    assert list(vault().files()) == []
    assert not LedgerEntry.objects.filter(
        event__in=["exhibit.received", "exhibit.refused"]
    ).exists()


def test_what_another_puller_held_meanwhile_is_left_as_it_is(scene: Scene) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    stale = announced(scene, told)
    assert pull(scene, PartnersDoor(sealed)) == 1
    late = Arrival(PartnersDoor(sealed), scene.keys, lambda: scene.now)
    assert not late.go_on(stale, more=lambda: True)
    stale.refresh_from_db()
    assert b"".join(vault().checked_pieces(stale)) == CONTENT
    assert LedgerEntry.objects.filter(event="exhibit.received").count() == 1


def test_a_file_sealed_to_another_node_is_refused(scene: Scene) -> None:
    sealed, told = sealed_for(SealingKey.generate())
    exhibit = announced(scene, told)
    assert pull(scene, PartnersDoor(sealed)) == 0
    exhibit.refresh_from_db()
    assert exhibit.fault == "seal_not_for_this_key"


@pytest.mark.parametrize("total", [1, 2**50])
def test_a_door_that_offers_another_size_is_not_followed(scene: Scene, total: int) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    exhibit = announced(scene, told)
    door = PartnersDoor(sealed, total=total)
    assert pull(scene, door) == 0
    exhibit.refresh_from_db()
    assert exhibit.fault == "exhibit_wrong_size"
    assert len(door.asked) == 1


def refused_unasked(scene: Scene, told: dict[str, Any], sealed: bytes) -> str:
    """The fault an exhibit gets before its partner's door is asked for a byte."""
    exhibit, door = announced(scene, told), PartnersDoor(sealed)
    assert pull(scene, door) == 0
    exhibit.refresh_from_db()
    assert door.asked == []
    assert LedgerEntry.objects.latest("index").event == "exhibit.refused"
    assert Request.objects.get().state == "answered"
    assert exhibit.fault in SENTENCES
    return exhibit.fault


def test_an_exhibit_larger_than_this_node_takes_in_is_refused_before_a_byte_is_asked_for(
    scene: Scene,
) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    furnish(keys=lambda: scene.keys, folder=vault().folder, size_limit=len(CONTENT) - 1)
    assert refused_unasked(scene, told, sealed) == "exhibit_announced_too_large"


@pytest.mark.parametrize("more", [-1, 1, 2**40])
def test_a_payload_that_cannot_be_of_that_content_is_refused_before_a_byte_is_asked_for(
    scene: Scene, more: int
) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    told["payload_size"] += more
    assert refused_unasked(scene, told, sealed) == "exhibit_sizes_disagree"


def test_an_exhibit_the_disk_has_no_room_for_is_refused_and_can_be_pulled_later(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed, told = sealed_for(scene.keys.sealing)
    room = 256 * 1024**2 + told["payload_size"]
    with monkeypatch.context() as full:
        full.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=room))
        assert refused_unasked(scene, told, sealed) == "exhibit_no_room"
    exhibit = Exhibit.objects.get(partner_exhibit=told["id"])
    pull_again(exhibit)
    assert pull(scene, PartnersDoor(sealed)) == 1


def offered(scene: Scene) -> tuple[Exhibit, str]:
    """An exhibit sent along with an answer of ours, and the capability in its message."""
    scene.settle_assessment()
    reference = scene.received()
    scene.accept(reference)
    exhibit = scene.attach(reference, CONTENT[:200_000])
    scene.write_answer(reference)
    scene.release(reference)
    body = bytes(Outbound.objects.get(type="assistance.answer").body).decode()
    return exhibit, body.split('"capability":"')[1].split('"')[0]


def test_what_leaves_opens_for_the_partner_alone_and_is_the_payload_kept_here(
    scene: Scene,
) -> None:
    exhibit, capability = offered(scene)
    given = SealedExhibits(is_linked).open_range(capability, offset=0)
    assert given is not None
    whole = b"".join(given.pieces)
    assert len(whole) == given.total
    out = Buffer()
    payload = open_stream(BytesIO(whole), scene.partner.keys.sealing, out)
    assert out.getvalue() == CONTENT[:200_000]
    assert payload.payload_digest.hex() == exhibit.payload_digest


@pytest.mark.parametrize("offset", [0, 1, 1500, 4000, 70_000])
def test_a_range_begins_where_it_is_asked_to(scene: Scene, offset: int) -> None:
    _, capability = offered(scene)
    whole, part = (
        SealedExhibits(is_linked).open_range(capability, offset=at) for at in (0, offset)
    )
    assert whole is not None
    assert part is not None
    assert b"".join(part.pieces) == b"".join(whole.pieces)[offset:]


def test_no_capability_opens_nothing_and_none_is_kept_in_the_clear(scene: Scene) -> None:
    exhibit, capability = offered(scene)
    source = SealedExhibits(is_linked)
    assert source.open_range("x" * 43, offset=0) is None
    beyond = source.open_range(capability, offset=10**9)
    assert beyond is not None and not b"".join(beyond.pieces)
    assert source.open_range(capability, offset=-1) is None
    grant = Grant.objects.get(exhibit=exhibit)
    assert grant.capability_digest == sha256(capability.encode()).hex()
    assert Request.objects.get().enclosures.get().exhibit == exhibit


@pytest.mark.parametrize("state", [LinkState.SUSPENDED, LinkState.REVOKED, LinkState.PROPOSED])
def test_a_link_that_is_not_live_hands_out_nothing(scene: Scene, state: LinkState) -> None:
    _, capability = offered(scene)
    Link.objects.filter(code="UA").update(state=state)
    assert SealedExhibits(is_linked).open_range(capability, offset=0) is None
    Link.objects.filter(code="UA").update(state=LinkState.CONFIRMED)
    assert SealedExhibits(is_linked).open_range(capability, offset=0) is not None


def test_the_door_of_a_wired_node_asks_whether_the_link_is_live(scene: Scene) -> None:
    _, capability = offered(scene)
    keys, folder = vault().keys, vault().folder
    wire()
    furnish(keys=keys, folder=folder)
    exhibits = wiring.current().exhibits
    assert exhibits is not None
    assert exhibits.open_range(capability, offset=0) is not None
    Link.objects.filter(code="UA").update(state=LinkState.SUSPENDED)
    assert exhibits.open_range(capability, offset=0) is None

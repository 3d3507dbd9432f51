"""Travelling: sealed once, a new header for the partner, pulled in parts, checked at the end."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest

from comity.assistance.models import Request
from comity.crypto.age import header_for, new_file_key, open_stream
from comity.crypto.age_payload import encrypt_payload
from comity.crypto.hashing import sha256
from comity.crypto.keys import SealingKey
from comity.evidence import jobs
from comity.evidence.models import Exhibit, Grant
from comity.evidence.services import pull_again
from comity.evidence.source import SealedExhibits
from comity.evidence.vault import vault
from comity.exchange.models import Outbound
from comity.exchange.refusals import TransportError, TransportFault
from comity.exchange.transport import Piece
from comity.ledger.models import LedgerEntry
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
    monkeypatch.setattr(jobs, "STRIDE", 512 * 1024)
    sealed, told = sealed_for(scene.keys.sealing)
    announced(scene, told)
    door = PartnersDoor(sealed, drops_after=2)
    assert pull(scene, door) == 0
    door.drops_after = None
    assert pull(scene, door) == 1
    assert door.asked == [0, 512 * 1024, 1024 * 1024, 1536 * 1024, 2048 * 1024]


def test_one_pass_takes_a_bounded_part_of_a_large_exhibit(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "STRIDE", 256 * 1024)
    monkeypatch.setattr(jobs, "STRIDES_A_PASS", 4)
    sealed, told = sealed_for(scene.keys.sealing)
    announced(scene, told)
    door = PartnersDoor(sealed)
    assert [pull(scene, door) for _ in range(3)] == [0, 0, 1]


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
    given = SealedExhibits().open_range(capability, offset=0)
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
    whole, part = (SealedExhibits().open_range(capability, offset=at) for at in (0, offset))
    assert whole is not None
    assert part is not None
    assert b"".join(part.pieces) == b"".join(whole.pieces)[offset:]


def test_no_capability_opens_nothing_and_none_is_kept_in_the_clear(scene: Scene) -> None:
    exhibit, capability = offered(scene)
    source = SealedExhibits()
    assert source.open_range("x" * 43, offset=0) is None
    assert source.open_range(capability, offset=10**9) is None
    assert source.open_range(capability, offset=-1) is None
    grant = Grant.objects.get(exhibit=exhibit)
    assert grant.capability_digest == sha256(capability.encode()).hex()
    assert Request.objects.get().enclosures.get().exhibit == exhibit

"""Exhibits on a medium: the sealed file named by its payload, checked as if it was pulled."""

from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction

from comity.crypto.hashing import sha256
from comity.evidence.carrying import Took, sealed_files, take_sealed
from comity.evidence.models import Exhibit, Grant
from comity.evidence.parts import alone_at
from comity.evidence.services import check_exhibit
from comity.evidence.terms import WrongSizeError
from comity.evidence.vault import append_to_part, furnish, vault
from comity.kernel.errors import ComityError
from tests.integration.assistance.scene import AT, Scene
from tests.integration.evidence.test_travelling import CONTENT, announced, sealed_for


@pytest.fixture
def awaited(scene: Scene, tmp_path: Path) -> tuple[Scene, Exhibit, Path]:
    furnish(keys=lambda: scene.keys, folder=vault().folder, size_limit=8 * 1024**2)
    sealed, told = sealed_for(scene.keys.sealing)
    exhibit = announced(scene, told)
    file = tmp_path / "exhibit.age"
    file.write_bytes(sealed)
    return scene, exhibit, file


def take(scene: Scene, exhibit: Exhibit, file: Path, **how: bool) -> Took:
    with file.open("rb") as opened:
        took, _ = take_sealed(
            exhibit.payload_digest,
            opened,
            size=file.stat().st_size,
            keys=scene.keys,
            clock=lambda: scene.now,
            **how,
        )
    return took


Awaited = tuple[Scene, Exhibit, Path]


@pytest.mark.django_db(transaction=True)
def test_an_exhibit_of_a_medium_is_held_once_both_digests_are_as_signed(awaited: Awaited) -> None:
    scene, exhibit, file = awaited
    assert take(scene, exhibit, file, look_only=True) is Took.WOULD_TAKE
    assert take(scene, exhibit, file) is Took.HELD
    exhibit.refresh_from_db()
    assert b"".join(check_exhibit(exhibit).pieces) == CONTENT
    assert take(scene, exhibit, file) is Took.HELD_ALREADY


@pytest.mark.django_db(transaction=True)
def test_what_the_line_had_begun_is_gone_on_with(awaited: Awaited) -> None:
    scene, exhibit, file = awaited
    append_to_part(vault().part(exhibit.id), file.read_bytes()[: 1024 * 1024])
    assert take(scene, exhibit, file) is Took.HELD


@pytest.mark.django_db(transaction=True)
def test_a_part_begun_under_another_header_is_begun_anew(awaited: Awaited) -> None:
    scene, exhibit, file = awaited
    append_to_part(vault().part(exhibit.id), b"age-encryption.org/v1\n" + b"x" * 5000)
    assert take(scene, exhibit, file) is Took.HELD


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", [40, 2_000, -1])
def test_a_file_that_was_changed_is_refused_and_the_exhibit_goes_on_waiting(
    awaited: Awaited, place: int
) -> None:
    scene, exhibit, file = awaited
    good = file.read_bytes()
    bad = bytearray(good)
    bad[place] ^= 1
    file.write_bytes(bad)
    with pytest.raises(ComityError):
        take(scene, exhibit, file)
    exhibit.refresh_from_db()
    assert (exhibit.held_at, exhibit.fault) == (None, "")
    file.write_bytes(good)
    assert take(scene, exhibit, file) is Took.HELD


@pytest.mark.django_db(transaction=True)
def test_a_file_that_ends_too_early_costs_nothing_that_was_here(awaited: Awaited) -> None:
    scene, exhibit, file = awaited
    part, whole = vault().part(exhibit.id), file.read_bytes()
    append_to_part(part, whole[:5000])
    file.write_bytes(whole[:-1])
    with pytest.raises(WrongSizeError):
        take(scene, exhibit, file)
    assert part.read_bytes() == whole[:5000]


@pytest.mark.django_db(transaction=True)
def test_while_the_line_brings_it_the_medium_waits(awaited: Awaited) -> None:
    scene, exhibit, file = awaited
    with alone_at(vault().part(exhibit.id)) as mine:
        assert mine
        assert take(scene, exhibit, file) is Took.BEING_FETCHED
    assert take(scene, exhibit, file) is Took.HELD


@pytest.mark.django_db(transaction=True)
def test_an_exhibit_that_no_message_names_is_not_taken(awaited: Awaited) -> None:
    scene, exhibit, file = awaited
    exhibit.payload_digest = sha256(b"another").hex()
    assert take(scene, exhibit, file) is Took.NOT_NAMED


@pytest.mark.django_db(transaction=True)
def test_what_a_partner_may_pull_is_written_for_it_and_for_nobody_else(scene: Scene) -> None:
    sealed = vault().seal(BytesIO(CONTENT[:5000]))
    with transaction.atomic(durable=True):
        exhibit = Exhibit.objects.create(
            id=sealed.id,
            origin="own",
            case="US-UA-2026-00001",
            file_name="invoice.pdf",
            media_type="application/pdf",
            size=sealed.size,
            digest=sealed.digest.hex(),
            payload_digest=sealed.payload_digest.hex(),
            payload_size=sealed.payload_size,
            wrapped_key=sealed.wrapped_key,
            held_at=AT,
            salt=b"s" * 16,
            taken_in_by="test",
            taken_in_at=AT,
        )
        Grant.objects.create(
            exhibit=exhibit, partner="UA", capability_digest="0" * 64, header=b"head", made_at=AT
        )
    (file,) = sealed_files("UA", since=AT)
    assert file.payload_digest == exhibit.payload_digest
    assert sum(map(len, file.pieces())) == file.size == 4 + sealed.payload_size
    assert list(sealed_files("KE", since=AT)) == []

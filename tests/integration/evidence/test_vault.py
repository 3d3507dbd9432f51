"""Sealed at rest: whole or not at all, and checked whenever it is read."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from comity.crypto.errors import WrapAlteredError
from comity.evidence.jobs import sweep
from comity.evidence.models import Exhibit, blob_name
from comity.evidence.terms import (
    ERASED_FAULT,
    BytesMissingError,
    DigestDiffersError,
    EmptyExhibitError,
    TooLargeError,
)
from comity.evidence.vault import vault
from tests.integration.assistance.scene import Scene

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 700


def files() -> list[str]:
    return [path.name for path in vault().folder.rglob("*") if path.is_file()]


def exhibit(scene: Scene, content: bytes = CONTENT) -> Exhibit:
    taken: Exhibit = scene.attach(scene.draft(), content)
    return taken


def test_what_lies_on_the_disk_is_sealed(scene: Scene) -> None:
    taken = exhibit(scene)
    raw = (vault().folder / blob_name(taken.id)).read_bytes()
    assert b"%PDF" not in raw
    assert len(raw) == taken.payload_size
    assert b"".join(vault().checked_pieces(taken)) == CONTENT


def test_a_file_over_the_limit_leaves_nothing_behind(scene: Scene) -> None:
    with pytest.raises(TooLargeError):
        vault().seal(BytesIO(bytes(vault().size_limit + 1)))
    with pytest.raises(EmptyExhibitError):
        vault().seal(BytesIO(b""))
    assert files() == []


def test_a_file_of_just_the_limit_is_taken_and_one_never_used_is_discarded(scene: Scene) -> None:
    sealed = vault().seal(BytesIO(bytes(vault().size_limit)))
    assert sealed.size == vault().size_limit
    assert len(files()) == 1
    vault().discard(sealed)
    assert files() == []


def test_a_stream_that_breaks_off_leaves_nothing_behind(scene: Scene) -> None:
    class Broken:
        def read(self, size: int, /) -> bytes:
            raise OSError("the line dropped")

    with pytest.raises(OSError, match="dropped"):
        vault().seal(Broken())
    assert files() == []


@pytest.mark.parametrize("place", [0, 20, 66_000, -1])
def test_one_byte_changed_on_the_disk_is_found_before_anything_is_handed_out(
    scene: Scene, place: int
) -> None:
    taken = exhibit(scene)
    path = vault().folder / blob_name(taken.id)
    raw = bytearray(path.read_bytes())
    raw[place] ^= 1
    path.write_bytes(raw)
    with pytest.raises(DigestDiffersError):
        vault().checked_pieces(taken)


def test_a_truncated_or_missing_file_is_found(scene: Scene) -> None:
    taken = exhibit(scene)
    path = vault().folder / blob_name(taken.id)
    path.write_bytes(path.read_bytes()[:-70_000])
    with pytest.raises(DigestDiffersError):
        vault().checked_pieces(taken)
    path.unlink()
    with pytest.raises(BytesMissingError):
        vault().checked_pieces(taken)


def test_the_keys_of_two_rows_cannot_be_swapped(scene: Scene) -> None:
    first, second = exhibit(scene), exhibit(scene, b"another")
    first.wrapped_key = second.wrapped_key
    with pytest.raises(WrapAlteredError):
        vault().checked_pieces(first)


def test_what_a_crash_left_behind_is_swept_after_a_day_and_nothing_else(scene: Scene) -> None:
    kept = exhibit(scene)
    stray = vault().seal(BytesIO(b"never recorded"))
    part = vault().part(stray.id)
    part.write_bytes(b"half")
    assert sweep(datetime.now(UTC)) == 0
    assert sweep(datetime.now(UTC) + timedelta(days=2)) == 2
    assert not part.exists()
    assert b"".join(vault().checked_pieces(kept)) == CONTENT


def test_parts_of_what_was_refused_or_erased_are_swept_and_of_what_is_awaited_are_not(
    scene: Scene,
) -> None:
    parts = []
    for fault in ("", "exhibit_digest_differs", ERASED_FAULT):
        taken = exhibit(scene)
        vault().remove(taken.id)
        Exhibit.objects.filter(pk=taken.pk).update(held_at=None, wrapped_key=None, fault=fault)
        parts.append(vault().part(taken.id))
        parts[-1].write_bytes(b"half")
    assert sweep(datetime.now(UTC) + timedelta(days=2)) == 2
    assert [part.exists() for part in parts] == [True, False, False]

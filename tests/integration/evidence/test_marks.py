"""What an exhibit's first bytes say beside its name: on the sender's side and on the receiver's."""

from io import BytesIO

import pytest

from comity.evidence import scanner
from comity.evidence.clamd import Clamd
from comity.evidence.models import Exhibit
from comity.evidence.scanning import Scanning
from comity.evidence.vault import vault
from tests.clamd import EICAR, clamd
from tests.integration.assistance.scene import Scene
from tests.integration.evidence.test_travelling import PartnersDoor, announced, pull, sealed_for

ZIP = b"PK\x03\x04\x14\0" + b"x" * 100


def mark_of(exhibit: Exhibit) -> str:
    exhibit.refresh_from_db()
    return exhibit.mark.code if exhibit.mark else ""


@pytest.mark.parametrize(
    ("content", "code"), [(ZIP, "first_bytes_not_of_name"), (b"%PDF-1.7 and more", "")]
)
def test_sender_and_receiver_each_look_for_themselves(
    scene: Scene, content: bytes, code: str
) -> None:
    own = scene.attach(scene.draft(), content)
    assert mark_of(own) == code
    sealed, told = sealed_for(scene.keys.sealing, content)
    theirs = announced(scene, told)
    assert mark_of(theirs) == ""
    assert pull(scene, PartnersDoor(sealed)) == 1
    assert mark_of(theirs) == code


class Dripping(BytesIO):
    """Gives one byte at a time, as a slow caller does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(1)


def test_the_first_bytes_are_seen_however_slowly_they_come(scene: Scene) -> None:
    assert vault().seal(Dripping(ZIP)).first_bytes == "ZIP"


def test_what_a_partner_sent_is_scanned_once_it_is_here(scene: Scene) -> None:
    sealed, told = sealed_for(scene.keys.sealing, b"before " + EICAR)
    exhibit = announced(scene, told)
    with clamd() as server:
        scanner.furnish(Clamd(server.place))
        try:
            assert Scanning(lambda: scene.now).pass_once() == 0
            pull(scene, PartnersDoor(sealed))
            assert Scanning(lambda: scene.now).pass_once() == 1
        finally:
            scanner.furnish(None)
    kinds = exhibit.custody.order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["announced", "received", "finding"]

"""An exhibit that an access point lost has no receipt that is missing: who awaits it asks again."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction

from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.evidence.services import announce, grant, take_in
from comity.evidence.terms import Announced, Intake
from comity.evidence.vault import vault
from comity.exchange.carried import wanted_name, wanted_text
from comity.exchange.services import sealing_key_of
from comity.node.medium.gateway import AGAIN_AFTER
from tests.integration.exchange.medium.conftest import KEEPER, Post
from tests.integration.exchange.medium.test_gateway import Joined

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 100
LATER = AGAIN_AFTER + timedelta(seconds=1)


@pytest.fixture
def joined(post: Post, tmp_path: Path) -> Joined:
    return Joined(post, tmp_path)


@pytest.fixture
def digest(joined: Joined) -> str:
    """Of the payload of an exhibit that US gave, and that UA awaits."""
    post = joined.post
    hand = Hand("One", "CBP", post.both.now)
    with post.at("US"):
        sealed = vault().seal(BytesIO(CONTENT))
        intake = Intake("invoice.pdf", "application/pdf", "File")
        with transaction.atomic(durable=True):
            given = take_in(
                sealed, intake=intake, case="US-1", agency=None, officer=KEEPER, at=hand.at
            )
            key = sealing_key_of("UA")
            capability = grant(given, partner="UA", recipient=key, hand=hand)
    told = Announced(
        id=str(uuid4()),
        file_name=given.file_name,
        media_type=given.media_type,
        source="File",
        digest=given.digest,
        payload_digest=given.payload_digest,
        size=given.size,
        payload_size=given.payload_size,
        capability=capability,
    )
    with post.at("UA"), transaction.atomic(durable=True):
        announce(told, partner="US", case="US-1", agency=None, hand=hand)
    return given.payload_digest


def is_held(joined: Joined) -> bool:
    with joined.post.at("UA"):
        return Exhibit.objects.filter(held_at__isnull=False).exists()


def out_of(joined: Joined, code: str, like: str) -> list[Path]:
    other = {"US": "UA", "UA": "US"}[code]
    return list((joined.folder / code / other / "out").glob(like))


def lose(joined: Joined) -> None:
    """The access point takes the exhibit, and forgets it."""
    joined.turn("US")
    (file,) = out_of(joined, "US", "exhibit-*")
    file.unlink()


def test_an_exhibit_that_was_lost_is_asked_for_laid_out_again_and_held(
    joined: Joined, digest: str
) -> None:
    lose(joined)
    joined.turn("UA")
    assert out_of(joined, "UA", "wanted-*") == []
    joined.post.both.now += LATER
    for _ in range(3):
        joined.round()
    assert is_held(joined)
    joined.post.both.now += LATER
    for _ in range(3):
        joined.round()
    assert out_of(joined, "UA", "wanted-*") == out_of(joined, "US", "exhibit-*") == []


def test_it_is_asked_for_until_it_comes_whatever_is_lost(joined: Joined, digest: str) -> None:
    lose(joined)
    joined.post.both.now += LATER
    for _ in range(80):
        joined.round(lose=0.5, double=0.3)
    assert is_held(joined)


def test_what_was_laid_out_within_the_hour_is_not_laid_out_for_the_asking(
    joined: Joined, digest: str
) -> None:
    lose(joined)
    inbox = joined.folder / "US" / "UA" / "in"
    (inbox / wanted_name(digest)).write_bytes(wanted_text(digest))
    joined.turn("US")
    assert (list(inbox.iterdir()), out_of(joined, "US", "exhibit-*")) == ([], [])


def test_asking_for_what_the_partner_was_never_given_brings_nothing(
    joined: Joined, digest: str
) -> None:
    lose(joined)
    joined.post.both.now += LATER
    inbox = joined.folder / "US" / "UA" / "in"
    for number, raw in enumerate((wanted_text("0" * 64), wanted_text(digest) + b"more")):
        (inbox / f"wanted-{number}.comity").write_bytes(raw)
    joined.turn("US")
    assert out_of(joined, "US", "exhibit-*") == []
    refused = joined.folder / "US" / "UA" / "refused"
    assert [path.name for path in refused.iterdir()] == ["wanted-1.comity"]

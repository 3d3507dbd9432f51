"""Custody: every event is a link of a chain, and a copy is an act with a reason."""

import pytest
from django.db import transaction

from comity.assistance.services import open_enclosure
from comity.evidence.custody import first_broken_link
from comity.evidence.models import Exhibit
from comity.evidence.queries import custody_of
from comity.evidence.terms import CustodyKind, ExhibitNotFoundError
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import Scene


def copied(scene: Scene, exhibit: Exhibit, who: str = "j.alvarez", reason: str = "check") -> bytes:
    with transaction.atomic(durable=True):
        opened = open_enclosure(exhibit.id, reason=reason, officer=scene.officer(who), at=scene.now)
    return b"".join(opened.pieces)


def test_taking_in_and_copying_are_links_of_one_chain(scene: Scene) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    assert copied(scene, exhibit) == b"declaration"
    chain = custody_of(exhibit.id, seen_by=scene.officer("j.alvarez"))
    assert [event.kind for event in chain] == [CustodyKind.TAKEN_IN, CustodyKind.COPIED]
    assert chain[1].previous == chain[0].digest
    assert chain[1].reason == "check"
    assert first_broken_link(exhibit) is None


@pytest.mark.parametrize("change", [{"by": "somebody else"}, {"reason": "other"}, {"sequence": 7}])
def test_a_changed_link_is_found(scene: Scene, change: dict[str, object]) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    copied(scene, exhibit)
    exhibit.custody.filter(sequence=1).update(**change)
    broken = first_broken_link(exhibit)
    assert broken is not None
    assert broken.kind == CustodyKind.COPIED


def test_the_record_names_an_exhibit_by_its_salted_digest_only(scene: Scene) -> None:
    reference = scene.draft()
    exhibit = scene.attach(reference, b"declaration")
    entry = LedgerEntry.objects.filter(about=reference).latest("index")
    assert dict(entry.facts()) == {"exhibit": exhibit.record_name, "size": "11"}
    assert exhibit.digest not in bytes(entry.body).decode()


def test_a_copy_needs_a_reason_and_leaves_an_entry(scene: Scene) -> None:
    reference = scene.draft()
    exhibit = scene.attach(reference, b"declaration")
    with pytest.raises(InvalidDraftError):
        copied(scene, exhibit, reason=" ")
    copied(scene, exhibit)
    assert LedgerEntry.objects.filter(about=reference).latest("index").event == "exhibit.copied"


def test_auditors_see_custody_and_not_content_and_others_see_nothing(scene: Scene) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    assert custody_of(exhibit.id, seen_by=scene.officer("a.hale"))
    with pytest.raises(NotAllowedError):
        copied(scene, exhibit, who="a.hale")
    for stranger in ("d.reyes", "n.okafor", "nobody"):
        with pytest.raises(ExhibitNotFoundError):
            copied(scene, exhibit, who=stranger)
        with pytest.raises(ExhibitNotFoundError):
            custody_of(exhibit.id, seen_by=scene.officer(stranger))

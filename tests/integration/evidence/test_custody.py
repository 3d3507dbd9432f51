"""Custody: every event is a link of a chain, and a copy is an act with a reason."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import Request
from comity.evidence.custody import Hand, add_link, first_broken_link
from comity.evidence.models import Exhibit, blob_name
from comity.evidence.queries import custody_of
from comity.evidence.terms import CustodyKind, DigestDiffersError, ExhibitNotFoundError
from comity.evidence.vault import Vault, vault
from comity.interfaces.copying import hand_out_exhibit
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.officers.models import Agency
from tests.integration.assistance.scene import AT, Scene
from tests.integration.evidence.test_pulling import awaited


def copied(scene: Scene, exhibit: Exhibit, who: str = "j.alvarez", reason: str = "check") -> bytes:
    opened = hand_out_exhibit(exhibit.id, reason=reason, officer=scene.officer(who), at=scene.now)
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


def test_an_exhibit_is_checked_before_the_transaction_begins(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    outside, depths, check = len(connection.atomic_blocks), [], Vault.checked_pieces

    def watched(where: Vault, checked: Exhibit) -> Iterator[bytes]:
        depths.append(len(connection.atomic_blocks))
        return check(where, checked)

    monkeypatch.setattr(Vault, "checked_pieces", watched)
    assert copied(scene, exhibit) == b"declaration"
    assert depths == [outside]


def test_bytes_that_differ_are_not_handed_out_and_no_copy_is_recorded(scene: Scene) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    path = vault().folder / blob_name(exhibit.id)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DigestDiffersError):
        copied(scene, exhibit)
    assert exhibit.custody.get().kind == CustodyKind.TAKEN_IN


def test_who_loses_sight_of_it_while_it_is_checked_gets_no_copy(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    check = Vault.checked_pieces

    def reallocated_meanwhile(where: Vault, checked: Exhibit) -> Iterator[bytes]:
        Request.objects.update(agency=Agency.objects.get(code="ICE"))
        return check(where, checked)

    monkeypatch.setattr(Vault, "checked_pieces", reallocated_meanwhile)
    with pytest.raises(ExhibitNotFoundError):
        copied(scene, exhibit)
    assert exhibit.custody.get().kind == CustodyKind.TAKEN_IN


def test_the_exhibit_is_locked_before_its_last_link_is_read(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit = scene.attach(scene.draft(), b"declaration")
    locked, lock = [], QuerySet.select_for_update

    def watched(rows: QuerySet[Any], **how: Any) -> QuerySet[Any]:
        locked.append((rows.model, len(captured)))
        return lock(rows, **how)

    monkeypatch.setattr(QuerySet, "select_for_update", watched)
    with CaptureQueriesContext(connection) as captured:
        add_link(exhibit, CustodyKind.COPIED, hand=Hand("j.alvarez", "CBP", scene.now))
    # SQLite has one writer and no row locks; on PostgreSQL the first statement waits.
    assert locked == [(Exhibit, 0)]
    assert 'FROM "evidence_exhibit"' in captured[0]["sql"]
    assert 'FROM "evidence_custodyevent"' in captured[1]["sql"]


@pytest.mark.django_db(transaction=True)
def test_copies_taken_at_once_are_links_of_one_chain() -> None:
    exhibit, faults, together = awaited("UA", "any"), [], threading.Barrier(6)

    def copy() -> None:
        together.wait(10)
        try:
            for _ in range(10):
                with transaction.atomic(durable=True):
                    add_link(exhibit, CustodyKind.COPIED, hand=Hand("j.alvarez", "CBP", AT))
        except DatabaseError as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=copy) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (faults, exhibit.custody.count()) == ([], 60)
    assert first_broken_link(exhibit) is None

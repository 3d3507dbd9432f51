"""Exhibits of alerts: what keeps one back is copied to nobody, and acts on one alert wait in order.

A further name of the bytes is on the disk at once, and rows only when the act is done.
"""

import errno
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import Enclosure, Information, Marking, Request
from comity.assistance.services import alert_exhibits
from comity.assistance.services.enclosing import leave_out_exhibit
from comity.assistance.services.marking import mark_answer
from comity.assistance.services.parts import leave_part_out, write_part
from comity.assistance.terms import TooManyExhibitsError
from comity.assistance.terms.alerts import AlertOwnAloneError
from comity.assistance.terms.markings import MarkingDraft
from comity.assistance.terms.parts import PartDraft
from comity.evidence import twins
from comity.evidence.models import Exhibit, blob_name
from comity.evidence.services import take_in
from comity.evidence.terms import Intake, Sealed
from comity.evidence.vault import Vault, vault
from comity.interfaces.intake import take_in_exhibit
from tests.integration.assistance.informing import drafted, rewrite, settle_telling
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.test_alerts import add, enclosed

pytestmark = pytest.mark.django_db(transaction=True)
CONTENT = b"%PDF the first"
HANDLED = {"handling_scheme": "europol", "handling": "H1"}


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    settle_telling(scene)


def names_on_disk() -> set[str]:
    return {path.name for path in vault().folder.rglob("*") if path.is_file()}


def mark(scene: Scene, reference: str, *drafts: MarkingDraft) -> None:
    with transaction.atomic(durable=True):
        mark_answer(reference, drafts, officer=scene.officer("j.alvarez"), at=scene.now)


@pytest.mark.parametrize("said", [{"touches": ("ex.security",)}, {"categories": ("personal",)}])
def test_what_keeps_an_exhibit_back_is_not_lost_on_a_further_partner(
    scene: Scene, said: dict[str, Any]
) -> None:
    first = drafted(scene)
    exhibit = scene.attach(first, CONTENT)
    officer = scene.officer("j.alvarez")
    with transaction.atomic(durable=True):
        part = write_part(
            first, PartDraft(exhibit=str(exhibit.pk), **said), officer=officer, at=scene.now
        )
    with pytest.raises(AlertOwnAloneError):
        add(scene, first, "KE")
    assert not Request.objects.filter(partner="KE").exists()
    with transaction.atomic(durable=True):
        leave_part_out(first, part.number, officer=officer, at=scene.now)
    add(scene, first, "KE")
    assert len(enclosed("KE")) == 1


@pytest.mark.parametrize("of_exhibit", [False, True])
def test_how_it_is_to_be_handled_is_not_lost_on_a_further_partner(
    scene: Scene, *, of_exhibit: bool
) -> None:
    first = drafted(scene)
    exhibit = scene.attach(first, CONTENT)
    item = str(exhibit.pk) if of_exhibit else "answer"
    mark(scene, first, MarkingDraft(item=item, **HANDLED))
    with pytest.raises(AlertOwnAloneError):
        add(scene, first, "KE")
    mark(scene, first)
    add(scene, first, "KE")
    assert len(enclosed("KE")) == 1


def test_what_comes_with_a_marked_matter_is_marked_so_with_the_others(scene: Scene) -> None:
    first = drafted(scene)
    add(scene, first, "KP", "KE")
    mark(scene, first, MarkingDraft(**HANDLED))
    own = {"handling_scheme": "tlp", "handling": "AMBER"}
    mark(scene, Request.objects.get(partner="KE").reference, MarkingDraft(**own))
    scene.attach(first, CONTENT)
    ((there,), (apart,), (ours,)) = (enclosed(each) for each in ("KP", "KE", "UA"))
    found = Marking.objects.get(exhibit__isnull=False)
    assert (found.exhibit, found.answer.request.partner) == (there, "KP")
    assert found.draft == MarkingDraft(item=str(there.pk), **HANDLED)
    assert {apart, ours} == set(Exhibit.objects.filter(marking=None))


def test_an_alert_and_its_matters_are_locked_before_the_heads_of_the_record(scene: Scene) -> None:
    first = drafted(scene)
    add(scene, first, "KP")
    other = Request.objects.get(partner="KP").reference
    acts: dict[str, Callable[[], object]] = {
        "attach": lambda: scene.attach(other, CONTENT),
        "add": lambda: add(scene, other, "KE"),
        "write": lambda: rewrite(scene, other, subject="Another matter"),
    }
    for name, do in acts.items():
        with CaptureQueriesContext(connection) as asked:
            do()
        said = [each["sql"] for each in asked.captured_queries]
        alert = next(n for n, sql in enumerate(said) if 'FROM "assistance_alert"' in sql)
        head = next(n for n, sql in enumerate(said) if '"ledger_ledgerhead"' in sql)
        matters = [n for n, sql in enumerate(said) if _finds_matters_of_an_alert(sql)]
        ours = next(n for n, sql in enumerate(said) if f"\"reference\" = '{other}'" in sql)
        assert alert < matters[0] < head, name
        assert all(n < head for n in matters) or name == "add", name
        first_row = next(n for n, sql in enumerate(said) if sql.startswith(("UPDATE", "INSERT")))
        assert alert < first_row, name
        assert ours <= alert, "the matter is looked up, and not locked, before its alert"
        if connection.features.has_select_for_no_key_update:
            locking = [n for n, sql in enumerate(said) if "FOR NO KEY UPDATE" in sql]
            assert locking[:2] == [alert, matters[0]], name


def _finds_matters_of_an_alert(sql: str) -> bool:
    begins = sql.startswith('SELECT "assistance_request"')
    return begins and '"assistance_information"."alert_id" = ' in sql


def test_nothing_is_linked_where_one_matter_has_no_room(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drafted(scene)
    scene.attach(first, CONTENT)
    add(scene, first, "KP", "KE")
    for partner in ("UA", "KP"):
        (exhibit,) = enclosed(partner)
        with transaction.atomic(durable=True):
            leave_out_exhibit(
                exhibit.case, exhibit.pk, officer=scene.officer("j.alvarez"), at=scene.now
            )
    monkeypatch.setattr(alert_exhibits, "MOST_EXHIBITS", 1)
    linked: list[Exhibit] = []
    twin = Vault.twin

    def seen(self: Vault, exhibit: Exhibit) -> Sealed:
        linked.append(exhibit)
        return twin(self, exhibit)

    monkeypatch.setattr(Vault, "twin", seen)
    before = names_on_disk()
    with pytest.raises(TooManyExhibitsError):
        attach(scene, first)
    assert linked == []
    assert names_on_disk() == before


@pytest.mark.parametrize("at_its_end", [False, True])
def test_what_fails_leaves_no_further_name_on_the_disk(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, *, at_its_end: bool
) -> None:
    first = drafted(scene)
    add(scene, first, "KP", "KE")
    made: list[str] = []

    def seen(sealed: Sealed, **how: Any) -> Exhibit:
        made.append(sealed.id.hex)
        assert made[-1] in names_on_disk()
        if len(made) == 2 and not at_its_end:
            raise OSError(errno.ENOSPC, "full")
        return take_in(sealed, **how)

    monkeypatch.setattr(twins, "take_in", seen)
    if at_its_end:
        monkeypatch.setattr(transaction.Atomic, "__exit__", _full_at_the_end)
    with pytest.raises(OSError, match="full"):
        attach(scene, first)
    assert len(made) == 2
    assert names_on_disk() == set()
    assert not Exhibit.objects.exists()


_leave = transaction.Atomic.__exit__


def _full_at_the_end(self: transaction.Atomic, *how: Any) -> None:
    is_outermost = getattr(self, "durable", False)
    if is_outermost:
        transaction.set_rollback(True)
    _leave(self, *how)
    if is_outermost:
        raise OSError(errno.ENOSPC, "full")


def attach(scene: Scene, reference: str) -> Exhibit:
    intake = Intake("invoice.pdf", "application/pdf", "file of the case")
    officer = scene.officer("j.alvarez")
    return take_in_exhibit(
        reference, BytesIO(CONTENT), intake=intake, officer=officer, at=scene.now
    )


def test_what_a_further_partner_cannot_get_leaves_no_name(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drafted(scene)
    scene.attach(first, CONTENT)
    before = names_on_disk()

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Enclosure.objects, "create", fails)
    with pytest.raises(OSError, match="full"):
        add(scene, first, "KE")
    assert names_on_disk() == before
    assert Information.objects.count() == 1


def test_a_further_name_is_durable_with_the_folder_it_made(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit = scene.attach(drafted(scene), CONTENT)
    synced: list[str] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    sealed = vault().twin(exhibit)
    path = vault().folder / blob_name(sealed.id)
    assert synced == [str(path.parent.resolve()), str(vault().folder.resolve())]


@pytest.mark.parametrize("why", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV])
def test_where_the_file_system_gives_no_second_name_the_bytes_are_copied(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    first = drafted(scene)
    scene.attach(first, CONTENT)
    _without_links(monkeypatch, why)
    add(scene, first, "KE")
    (ours,), (other,) = enclosed("UA"), enclosed("KE")
    assert b"".join(vault().checked_pieces(other)) == CONTENT
    assert (vault().folder / blob_name(ours.pk)).stat().st_nlink == 1
    assert names_on_disk() == {ours.pk.hex, other.pk.hex}


def test_nothing_is_copied_where_it_would_fill_the_disk(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drafted(scene)
    exhibit = scene.attach(first, CONTENT)
    _without_links(monkeypatch, errno.EPERM)
    monkeypatch.setattr(Vault, "has_room_for", lambda _self, size: size < exhibit.payload_size)
    with pytest.raises(OSError, match="No space"):
        add(scene, first, "KE")
    assert names_on_disk() == {exhibit.pk.hex}
    assert not Request.objects.filter(partner="KE").exists()


def _without_links(monkeypatch: pytest.MonkeyPatch, why: int) -> None:
    def refused(*_: object) -> None:
        raise OSError(why, os.strerror(why))

    monkeypatch.setattr(os, "link", refused)

"""Pages of joint folders: what one may see, what is hidden with the reason, and the acts."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.agreements.services import record_assurance, settle
from comity.agreements.terms import settlement_from
from comity.assistance.queries import request_detail
from comity.exchange.models import Outbound
from comity.interfaces.web.investigations.panels import folders_panel
from comity.investigations import services
from comity.investigations.models import Folder, Item
from comity.investigations.terms import FolderDraft, ItemDraft
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import AGREEMENT, ON, PASSWORD, Scene
from tests.integration.own_law.desk import PROMISE
from tests.integration.web.test_desk_pages import browser

T = TypeVar("T")
pytestmark = pytest.mark.django_db(transaction=True)
THEIRS = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11"
HIDDEN = "7c0f5b52-3c39-4b60-8f8f-8f7f4d9d1c22"
FOLDER = FolderDraft(title="Bearings through three ports", mandate="Value in three ports.")
NOTE = ItemDraft(kind="note", title="The yard in Newark", text="A white lorry, twice a week.")


@pytest.fixture(autouse=True)
def _law(scene: Scene) -> None:
    """Offences are told unasked, and Ukraine has promised what own law asks for."""
    told = {
        "matter": "term",
        "provision": "info.offences",
        "parameters": {"on_own": True},
        "states": "Stated for the test.",
        "source": "test",
    }
    desk = scene.officer("t.brooks")
    with transaction.atomic(durable=True):
        settle(settlement_from(told, about=AGREEMENT, by="", on=ON), officer=desk, at=scene.now)
    for promise in ("confidentiality", "law-enforcement-use"):
        with transaction.atomic(durable=True):
            record_assurance(replace(PROMISE, assurance=promise), officer=desk, at=scene.now)


def in_one(act: Callable[[], T]) -> T:
    with transaction.atomic(durable=True):
        return act()


def opened(scene: Scene, who: str = "j.alvarez") -> Folder:
    officer = scene.officer(who)
    return in_one(lambda: services.open_folder(FOLDER, officer=officer, at=scene.now))


def joined(scene: Scene) -> Folder:
    """A folder of ours that Ukraine is in."""
    folder = opened(scene)
    in_one(
        lambda: services.invite(
            folder.pk,
            "UA",
            officer=scene.officer("m.chen"),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=ON,
        )
    )
    scene.tell("investigation.answer", {"folder": str(folder.folder_id), "joins": True})
    return folder


def added(scene: Scene, folder: Folder, draft: ItemDraft = NOTE) -> Item:
    officer = scene.officer("j.alvarez")
    return in_one(lambda: services.add_item(folder.pk, draft, officer=officer, at=scene.now))


def invited(scene: Scene) -> Folder:
    """A folder of Ukraine's to which we are invited."""
    body = {"folder": THEIRS, "title": "Timber", "mandate": "Species.", "unit": "Kyiv Customs"}
    scene.tell("investigation.invitation", {**body, "members": ["UA", "US"]})
    return Folder.objects.get(folder_id=THEIRS)


def afresh(username: str) -> Client:
    """An officer who has just given the password again."""
    client = browser(username)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def page(reader: Client, address: str) -> str:
    """What a page says, without its tags; one that is not shown fails."""
    answer = reader.get(address)
    assert answer.status_code == 200, answer
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_empty_list_teaches_what_a_folder_is_for(scene: Scene) -> None:
    assert "No joint folder is here" in page(browser("j.alvarez"), "/folders/")


def test_a_folder_is_opened_and_a_second_person_invites(scene: Scene) -> None:
    writer = browser("j.alvarez")
    faulty = writer.post("/folders/new/", {"title": "Bearings", "mandate": " "})
    assert "This is needed." in faulty.content.decode()
    done = writer.post("/folders/new/", {"title": "Bearings", "mandate": "Value."})
    folder = Folder.objects.get()
    assert done["Location"] == f"/folders/{folder.pk}/"
    assert "Nobody but us is in it." in page(writer, f"/folders/{folder.pk}/")
    assert writer.get(f"/folders/{folder.pk}/invite/").status_code == 403
    approver = afresh("m.chen")
    assert "Invite Ukraine" in page(approver, f"/folders/{folder.pk}/invite/")
    assert approver.post(f"/folders/{folder.pk}/invite/", {"partner": "UA"}).status_code == 302
    assert "Ukraine is invited." in page(approver, f"/folders/{folder.pk}/")


def test_whom_the_law_does_not_let_be_told_is_not_invited(scene: Scene) -> None:
    folder = opened(scene)
    approver = afresh("m.chen")
    approver.post(f"/folders/{folder.pk}/invite/", {"partner": "KP"})
    assert not folder.members.exists()


def test_an_item_shows_who_would_see_it_and_leaves_by_a_second_person(scene: Scene) -> None:
    folder = joined(scene)
    writer, approver = browser("j.alvarez"), afresh("m.chen")
    typed = {"title": NOTE.title, "text": NOTE.text, "tell_existence": "on"}
    done = writer.post(f"/folders/{folder.pk}/add/note/", typed)
    item = Item.objects.get()
    assert done["Location"] == f"/folders/items/{item.pk}/"
    seen = page(writer, f"/folders/items/{item.pk}/")
    assert "May see it: Ukraine" in seen
    assert "another person must release it" in seen
    approver.post(f"/folders/items/{item.pk}/release/", {"version": item.version})
    assert "Released." in page(approver, f"/folders/items/{item.pk}/")
    assert NOTE.title in page(writer, f"/folders/{folder.pk}/")


def test_from_whom_it_is_kept_is_told_with_the_reason(scene: Scene) -> None:
    folder = joined(scene)
    item = added(scene, folder, replace(NOTE, keep_from=("UA",)))
    seen = page(browser("j.alvarez"), f"/folders/items/{item.pk}/")
    assert "Hidden from: Ukraine" in seen
    assert "May see it: Ukraine" not in seen


def test_what_a_partner_hides_from_us_is_there_without_its_words(scene: Scene) -> None:
    folder = joined(scene)
    told = {"folder": str(folder.folder_id), "item": HIDDEN, "originator": "UA"}
    why = {"why": "agreement_bars", "article": "Article 9", "reach": []}
    scene.tell("investigation.withheld", {**told, **why})
    seen = page(browser("j.alvarez"), f"/folders/{folder.pk}/")
    assert "Hidden from us" in seen
    assert "Article 9" in seen
    hidden = Item.objects.get(item_id=HIDDEN)
    assert browser("j.alvarez").get(f"/folders/items/{hidden.pk}/").status_code == 404


def test_a_link_does_not_show_a_request_to_who_may_not_see_it(scene: Scene) -> None:
    folder = joined(scene)
    reference = scene.draft("j.alvarez", subject="Secret matter")
    link = ItemDraft(kind="request", title="Our request", text="Value.", request=reference)
    item = added(scene, folder, link)
    in_one(
        lambda: services.admit_agency(
            folder.pk, "ICE", officer=scene.officer("m.chen"), at=scene.now, on=ON
        )
    )
    assert reference in page(browser("j.alvarez"), f"/folders/items/{item.pk}/")
    stranger = browser("d.reyes")
    assert reference not in page(stranger, f"/folders/{folder.pk}/")
    assert stranger.get(f"/folders/items/{item.pk}/").status_code == 404


def test_an_invitation_is_answered_by_the_central_unit(scene: Scene) -> None:
    folder = invited(scene)
    unit = afresh("c.unit")
    assert "Invitations to joint folders" in page(unit, "/")
    assert "Invitations to joint folders" not in page(browser("j.alvarez"), "/")
    assert "Join or decline" in page(unit, f"/folders/{folder.pk}/")
    assert browser("j.alvarez").get(f"/folders/{folder.pk}/").status_code == 404
    typed = {"agency": "CBP", "reason": "", "answer": "join"}
    assert unit.post(f"/folders/{folder.pk}/answer/", typed).status_code == 302
    assert "Timber" in page(browser("j.alvarez"), "/folders/")
    assert unit.post(f"/folders/{folder.pk}/leave/").status_code == 302
    folder.refresh_from_db()
    assert folder.state == "left"


def test_a_request_in_no_folder_costs_its_page_nothing(scene: Scene) -> None:
    reference = scene.draft("j.alvarez")
    viewer = scene.officer("j.alvarez")
    detail = request_detail(reference, seen_by=viewer)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert folders_panel(detail, viewer) is None
    assert len(asked) == 0
    link = ItemDraft(kind="request", title="Our request", text="Value.", request=reference)
    added(scene, opened(scene), link)
    assert FOLDER.title in page(browser("j.alvarez"), f"/requests/{reference}/")
    again = request_detail(reference, seen_by=viewer)
    assert folders_panel(again, viewer) is not None
    assert folders_panel(again, scene.officer("d.reyes")) is None


def test_a_closed_folder_takes_nothing_more(scene: Scene) -> None:
    folder = joined(scene)
    assert browser("m.chen").post(f"/folders/{folder.pk}/close/").status_code == 302
    assert "Put something in" not in page(browser("j.alvarez"), f"/folders/{folder.pk}/")
    assert browser("j.alvarez").get(f"/folders/{folder.pk}/add/note/").status_code == 302


def test_a_long_folder_is_shown_in_parts_and_asks_no_more_for_more(scene: Scene) -> None:
    folder, reader = joined(scene), browser("j.alvarez")
    for number in range(2):
        added(scene, folder, replace(NOTE, title=f"Note {number}"))
    page(reader, f"/folders/{folder.pk}/")
    with CaptureQueriesContext(connection) as few:
        page(reader, f"/folders/{folder.pk}/")
    for number in range(2, 16):
        added(scene, folder, replace(NOTE, title=f"Note {number}"))
    with CaptureQueriesContext(connection) as asked:
        first = page(reader, f"/folders/{folder.pk}/")
    assert len(asked) == len(few)
    assert "Note 15" in first
    assert "Everything that happened" in first
    second = page(reader, f"/folders/{folder.pk}/?page=2&course=whole")
    assert "Note 0" in second
    assert "Everything that happened" not in second


def test_an_item_says_what_its_reach_depends_on(scene: Scene) -> None:
    folder = joined(scene)
    typed = {
        "title": "What Kenya wrote",
        "text": "Of the yard in Mombasa.",
        "handling": "europol:H1",
        "categories": "trade-secret",
        "suppliers": "Kenya, France",
        "consented": "Kenya",
        "consent": "Letter 12, 3 November 2026",
        "keep_from": "UA",
    }
    browser("j.alvarez").post(f"/folders/{folder.pk}/add/note/", typed)
    item = Item.objects.get()
    assert (item.handling_scheme, item.handling) == ("europol", "H1")
    assert (item.categories, item.keep_from) == (["trade-secret"], ["UA"])
    assert (item.suppliers, item.consented) == (["FR", "KE"], ["KE"])
    assert item.tell_existence is False
    assert "It is not told that there is anything." in page(
        browser("j.alvarez"), f"/folders/items/{item.pk}/"
    )


def test_a_task_is_given_and_done_and_what_was_not_released_is_discarded(scene: Scene) -> None:
    folder, officer = joined(scene), browser("j.alvarez")
    typed = {"title": "The yard", "text": "Look at it.", "tell_existence": "on"}
    given = {**typed, "for_member": "agency:CBP", "due_on": "2027-01-15"}
    faulty = officer.post(f"/folders/{folder.pk}/add/task/", {**given, "due_on": "soon"})
    assert 'id="id_due_on_error"' in faulty.content.decode()
    officer.post(f"/folders/{folder.pk}/add/task/", given)
    task = Item.objects.get()
    assert "It is done" in page(officer, f"/folders/items/{task.pk}/")
    officer.post(f"/folders/items/{task.pk}/done/")
    task.refresh_from_db()
    assert task.done_by == officer_named("j.alvarez").name
    note = added(scene, folder)
    done = officer.post(f"/folders/items/{note.pk}/discard/")
    assert done["Location"] == f"/folders/{folder.pk}/"
    assert not Item.objects.filter(pk=note.pk).exists()


def test_our_word_on_a_decision_is_given_once(scene: Scene) -> None:
    folder, approver = joined(scene), afresh("m.chen")
    decision = added(scene, folder, replace(NOTE, kind="decision"))
    address = f"/folders/items/{decision.pk}/"
    assert "We agree" not in page(approver, address)
    approver.post(f"{address}release/", {"version": decision.version})
    assert "We agree" in page(approver, address)
    approver.post(f"{address}word/", {"word": "not"})
    shown = page(approver, address)
    assert "Does not agree" in shown
    assert "We agree" not in shown


def test_what_a_members_node_refused_is_offered_for_release_again(scene: Scene) -> None:
    folder, approver = joined(scene), afresh("m.chen")
    item = added(scene, folder)
    address, again = f"/folders/items/{item.pk}/", f"/folders/items/{item.pk}/release/"
    approver.post(again, {"version": item.version})
    assert again not in approver.get(address).content.decode()
    sent = Outbound.objects.filter(type="investigation.item")
    sent.update(refused="folder_unknown")
    assert again in approver.get(address).content.decode()
    approver.post(again, {"version": item.version})
    assert sent.count() == 2
    assert again not in approver.get(address).content.decode()


def test_a_folder_that_has_ended_is_erased_by_the_data_protection_officer(scene: Scene) -> None:
    folder, erasing = opened(scene), afresh("p.singh")
    address = f"/folders/{folder.pk}/"
    assert f"{address}erase/" not in erasing.get(address).content.decode()
    approver = afresh("m.chen")
    approver.post(f"{address}close/")
    assert f"{address}erase/" not in approver.get(address).content.decode()
    assert approver.post(f"{address}erase/").status_code == 403
    stale = browser("p.singh").post(f"{address}erase/")
    assert "reauthenticate" in stale["Location"]
    folder.refresh_from_db()
    assert folder.erased_at is None
    assert f"{address}erase/" in erasing.get(address).content.decode()
    erasing.post(f"{address}erase/")
    assert "Its content was erased." in page(erasing, address)
    assert f"{address}erase/" not in erasing.get(address).content.decode()
    folder.refresh_from_db()
    assert (folder.title, folder.mandate) == ("—", "")


def test_a_page_that_no_list_has_is_the_first(scene: Scene) -> None:
    opened(scene)
    reader = browser("j.alvarez")
    for number in ("00001" + "9" * 20, "9" * 5_000, "10001", "0", "²", "-1", "one", ""):
        assert FOLDER.title in page(reader, f"/folders/?page={number}")
        page(reader, f"/practices/?page={number}")


def test_an_invitation_is_declined_with_a_reason_for_colleagues(scene: Scene) -> None:
    folder, unit = invited(scene), afresh("c.unit")
    unit.post(f"/folders/{folder.pk}/answer/", {"reason": "No officer free.", "answer": "decline"})
    folder.refresh_from_db()
    assert (folder.state, folder.reason) == ("declined", "No officer free.")
    assert unit.get(f"/folders/{folder.pk}/answer/").status_code == 302


def test_an_exhibit_of_a_linked_request_is_chosen_and_only_its_digest_is_named(
    scene: Scene,
) -> None:
    folder, officer = joined(scene), browser("j.alvarez")
    address = f"/folders/{folder.pk}/add/exhibit/"
    assert "link the request first" in page(officer, address)
    reference = scene.draft("j.alvarez")
    scene.attach(reference, b"%PDF-1.7 invoice")
    exhibit = request_detail(reference, seen_by=scene.officer("j.alvarez")).enclosures[0].exhibit
    added(scene, folder, replace(NOTE, kind="request", request=reference))
    assert f"{exhibit.file_name} ({reference})" in page(officer, address)
    typed = {"title": "Invoice", "text": "Of June.", "exhibit": str(exhibit.id)}
    officer.post(address, typed)
    item = Item.objects.get(kind="exhibit")
    assert item.exhibit_name == exhibit.record_name
    assert item.request_reference == reference, "who may not see the request sees no exhibit of it"

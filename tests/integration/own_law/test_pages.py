"""The pages of own law: who may open them, what they keep, and what nobody else learns of them."""

import re
from typing import Any

import pytest
from django.test import Client

from comity.agreements.models import BreachRecord, InstructionRecord
from comity.kernel.rulings import Role
from comity.officers.models import Administration, Officer
from tests.integration.assistance.scene import PEOPLE, Scene
from tests.integration.own_law.desk import SECRET, confirmed, entered, promised

ENTITLED = ("t.brooks", "c.unit", "a.hale", "p.singh")
DESK = {Role.TREATY_DESK, Role.CENTRAL_UNIT, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER}
OTHERS = tuple(n for n, (_, roles) in PEOPLE.items() if roles and not DESK.intersection(roles))
LISTS = ("", "instructions/", "assurances/", "breaches/")
NEW = {
    "effect": "refer",
    "to": "central_unit",
    "partners": ["UA"],
    "another": "KE",
    "acts": ["answer"],
    "from_on": "2026-11-01",
    "office": "Office of the Secretary",
    "reference": SECRET,
    "dated": "2026-10-30",
    "source": "Sealed letter",
    "text": "First line.\r\nSecond line, <b>bold</b>.",
}


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


def page(username: str, path: str, **query: Any) -> Any:
    return client_of(username).get(f"/own-law/{path}", query)


def bare(answer: Any, number: int) -> str:
    """A page without its own address and the token that is another each time."""
    told = answer.content.decode().replace(f"/instructions/{number}/", "")
    return re.sub(r'value="\w{64}"', "", told)


@pytest.mark.parametrize("who", ENTITLED)
@pytest.mark.parametrize("path", LISTS)
def test_the_entitled_find_every_part_even_while_it_is_empty(
    scene: Scene, who: str, path: str
) -> None:
    answer = page(who, path)
    assert answer.status_code == 200
    told = answer.content.decode()
    assert 'class="empty"' in told or path == ""
    assert "/own-law/" in client_of(who).get("/").content.decode()


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_is_shown_a_way_in_or_anything_inside(scene: Scene, who: str) -> None:
    number = confirmed(scene).pk
    before = {path: page(who, path).status_code for path in LISTS}
    assert set(before.values()) == {403}
    assert "/own-law/" not in client_of(who).get("/").content.decode()
    there, nowhere = page(who, f"instructions/{number}/"), page(who, "instructions/999/")
    assert there.status_code == nowhere.status_code == 404
    assert bare(there, number) == bare(nowhere, 999)
    acted = client_of(who).post(f"/own-law/instructions/{number}/", {"act": "ask-withdrawal"})
    assert acted.status_code == 404
    for made in ("instructions/new/", "assurances/new/", "breaches/new/"):
        assert page(who, made).status_code == 403


@pytest.mark.parametrize("who", OTHERS)
def test_what_an_instruction_says_is_nowhere_on_the_pages_of_others(scene: Scene, who: str) -> None:
    """Neither in a ruling, nor in the records, nor by a search for its number."""
    confirmed(scene)
    scene.settle_assessment()
    reference = scene.draft()
    scene.submit(reference)
    ask = "/agreements/may/?requesting=US&requested=UA&kind=origin-and-value&on=2026-11-21"
    for path in (ask, f"/requests/{reference}/", "/records/", "/records/?about=instruction/1"):
        told = client_of(who).get(path).content.decode()
        assert SECRET not in told, path
        assert "before the talks" not in told, path
        assert "Office of the Secretary" not in told, path
    assert "A national instruction holds" in client_of(who).get(ask).content.decode()


def test_an_instruction_is_entered_confirmed_and_ended_on_its_pages(scene: Scene) -> None:
    desk, unit = client_of("t.brooks"), client_of("c.unit")
    answer = desk.post("/own-law/instructions/new/", NEW)
    record = InstructionRecord.objects.get()
    assert answer.status_code == 302
    assert (record.partners, record.text) == (
        ["KE", "UA"],
        "First line.\nSecond line, <b>bold</b>.",
    )
    place = f"/own-law/instructions/{record.pk}/"
    told = desk.get(place).content.decode()
    assert "&lt;b&gt;bold" in told
    assert "Two officers do this together" in told
    refused = desk.post(place, {"act": "confirm"})
    assert "Two officers do this together" in refused.content.decode()
    assert unit.post(place, {"act": "confirm"}).status_code == 302
    owed = unit.post(place, {"act": "ask-withdrawal", "reason": " "}).content.decode()
    assert "This must be stated." in owed
    assert unit.post(place, {"act": "ask-withdrawal", "reason": "Over."}).status_code == 302
    assert desk.post(place, {"act": "withdraw"}).status_code == 302
    ended = page("a.hale", f"instructions/{record.pk}/").content.decode()
    for line in ("Entered", "Confirmed", "Withdrawal asked for", "Withdrawn", "Over."):
        assert line in ended


def test_a_form_that_is_refused_still_holds_what_was_typed(scene: Scene) -> None:
    wrong = {**NEW, "until_on": "2026-10-01", "dated": "last week", "office": ""}
    told = client_of("t.brooks").post("/own-law/instructions/new/", wrong).content.decode()
    assert "error-summary" in told
    for kept in ("last week", "2026-10-01", SECRET, "Second line", "Sealed letter"):
        assert kept in told
    assert 'value="answer" checked' in told or "checked" in told
    assert not InstructionRecord.objects.exists()


def test_an_auditor_reads_and_does_nothing(scene: Scene) -> None:
    number = entered(scene).pk
    told = page("a.hale", f"instructions/{number}/").content.decode()
    assert "Your role does not carry this act" in told
    assert page("a.hale", "instructions/new/").status_code == 403
    refused = client_of("a.hale").post(f"/own-law/instructions/{number}/", {"act": "confirm"})
    assert "Your role does not carry this act" in refused.content.decode()
    assert InstructionRecord.objects.get().confirmed_at is None


def test_lists_are_filtered_by_partner_and_speak_of_all(scene: Scene) -> None:
    confirmed(scene)
    confirmed(scene, partners=(), reference="CIRC-ALL")
    told = page("t.brooks", "instructions/", partner="UA").content.decode()
    assert (SECRET in told, "CIRC-ALL" in told) == (True, True)
    told = page("t.brooks", "instructions/", partner="CN").content.decode()
    assert (SECRET in told, "CIRC-ALL" in told) == (False, True)
    assert page("t.brooks", "instructions/", partner="x' OR 1=1").status_code == 200


def test_a_breach_is_reported_and_judged_on_its_pages(scene: Scene) -> None:
    typed = {
        "breaker": "partner",
        "partner": "UA",
        "assurance": "confidentiality",
        "item": "US-UA-2026-00003",
        "what": "Handed on.",
        "known_on": "2026-11-20",
        "source": "Letter",
    }
    answer = client_of("c.unit").post("/own-law/breaches/new/", typed)
    assert answer.status_code == 302
    place = f"/own-law/breaches/{BreachRecord.objects.get().pk}/"
    established = client_of("t.brooks").post(place, {"act": "establish", "reason": "Admitted."})
    assert established["Location"] == place
    told = page("t.brooks", "breaches/").content.decode()
    assert "Established" in told
    assert "Admitted." in client_of("p.singh").get(place).content.decode()


def test_an_assurance_is_withdrawn_on_its_page(scene: Scene) -> None:
    place = f"/own-law/assurances/{promised(scene).pk}/"
    assert client_of("t.brooks").post(place, {"reason": "Note 14"}).status_code == 302
    told = client_of("a.hale").get(place).content.decode()
    assert "Note 14" in told
    assert "Withdraw and record" not in told


def test_own_law_shows_its_sections_and_how_they_are_known(scene: Scene) -> None:
    told = page("c.unit", "").content.decode()
    assert "19 USC 1628" in told
    assert "everything to a partner that has broken an assurance" in told
    assert "State what own law opens" not in told


def test_own_law_that_is_not_encoded_says_that_it_refers(scene: Scene) -> None:
    """A node whose law nobody has read says so, and what that does."""
    Administration.objects.update(code="KE")
    told = page("t.brooks", "").content.decode()
    assert "Own law is not encoded" in told
    assert "refers to the treaty desk" in told


def test_the_treaty_desk_states_a_power_once_and_it_counts(scene: Scene) -> None:
    typed = {"acts": ["share"], "article": "Section 7", "states": "Agencies may share."}
    refused = client_of("t.brooks").post("/own-law/", typed).content.decode()
    assert "Agencies may share." in refused
    assert "error-summary" in refused
    stated = client_of("t.brooks").post("/own-law/", {**typed, "source": "Gazette"})
    assert stated["Location"] == "/own-law/"
    told = page("a.hale", "").content.decode()
    assert "Section 7" in told
    assert "settled" in told
    assert client_of("a.hale").post("/own-law/", {**typed, "source": "G"}).status_code == 403

"""Consultations on drafts: written by one, let out by another, and binding nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from comity.assistance import services
from comity.assistance.models import Consultation, Request
from comity.assistance.queries.consulting import consultations
from comity.assistance.terms import (
    ReferenceNotTheirsError,
    ReferenceTakenError,
    RequestState,
    RulingStandsAgainstError,
    SecondPersonNeededError,
    StaleVersionError,
)
from comity.assistance.terms.consulting import (
    ConsultationByNodeError,
    ConsultationNotOpenError,
    ConsultationState,
)
from comity.exchange.models import Link, Outbound
from comity.exchange.terms import LinkState
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.services import appoint
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import AT, ON, PASSWORD, Scene
from tests.integration.assistance.test_pages import browser_of, signed_in
from tests.integration.rest.client import Caller

pytestmark = pytest.mark.django_db(transaction=True)

SUMMARY = "Would you help to value bearings exported in May?"
VIEW = "Likely; name the declarations."
ASKED = {"reference": "UA-US-2026-00031", "kind": "origin-and-value", "summary": SUMMARY}


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    with transaction.atomic(durable=True):
        appoint(
            "c.second",
            name="c.second",
            agency="CBP",
            roles=(Role.CENTRAL_UNIT,),
            password=PASSWORD,
            by="test",
            at=AT,
        )


def write(scene: Scene, reference: str, who: str = "j.alvarez", said: str = SUMMARY) -> int:
    with transaction.atomic(durable=True):
        made = services.write_consultation(
            reference, summary=said, officer=scene.officer(who), at=scene.now
        )
    return int(made.pk)


def view(scene: Scene, number: int, who: str = "c.unit", said: str = VIEW) -> None:
    with transaction.atomic(durable=True):
        services.write_view(number, view=said, officer=scene.officer(who), at=scene.now)


def let_go(
    act: Any,
    scene: Scene,
    number: int,
    who: str = "c.unit",
    ago: int = 5,
    read: int | None = None,
) -> Consultation:
    stood = Consultation.objects.get(pk=number).version
    with transaction.atomic(durable=True):
        made: Consultation = act(
            number,
            version=stood if read is None else read,
            officer=scene.officer(who),
            signed_in_afresh_at=scene.now - timedelta(seconds=ago),
            at=scene.now,
            on=ON,
        )
    return made


def stands(number: int) -> ConsultationState:
    return Consultation.objects.get(pk=number).stands


def test_a_summary_leaves_by_a_second_person_and_the_draft_stays_a_draft(scene: Scene) -> None:
    reference = scene.draft()
    number = write(scene, reference)
    sent = let_go(services.send_consultation, scene, number)
    assert (sent.stands, sent.released_by) == (ConsultationState.SENT, "c.unit")
    request = Request.objects.get(reference=reference)
    assert (request.stands, request.message_id) == (RequestState.DRAFT, "")
    assert Outbound.objects.get(type="assistance.consultation").case == reference
    scene.tell("assistance.consultation_reply", {"reference": reference, "view": VIEW})
    assert stands(number) is ConsultationState.ANSWERED
    entries = LedgerEntry.objects.filter(about=reference).order_by("index")
    assert [entry.event for entry in entries][1:] == [
        "consultation.written",
        "consultation.sent",
        "consultation.view_received",
    ]
    assert "bearings" not in str([entry.facts() for entry in entries])
    with translation.override("en"):
        page = browser_of("j.alvarez").get(f"/requests/{reference}/").content.decode()
    assert VIEW in page and "binds neither side" in page
    scene.submit(reference)
    assert scene.approve(reference).stands is RequestState.SENT


def test_four_eyes_and_a_fresh_sign_in_let_it_go(scene: Scene) -> None:
    number = write(scene, scene.draft(), "c.unit")
    with pytest.raises(SecondPersonNeededError):
        let_go(services.send_consultation, scene, number)
    with pytest.raises(FreshSignInNeededError):
        let_go(services.send_consultation, scene, number, "c.second", ago=100_000)
    with pytest.raises(NotAllowedError):
        let_go(services.send_consultation, scene, number, "m.chen")
    assert let_go(services.send_consultation, scene, number, "c.second").asked_at is not None
    with pytest.raises(ConsultationNotOpenError):
        let_go(services.send_consultation, scene, number, "c.second")


def test_what_the_law_does_not_carry_is_not_asked_informally_either(scene: Scene) -> None:
    number = write(scene, scene.draft(kind="controlled-delivery"))
    with pytest.raises(RulingStandsAgainstError):
        let_go(services.send_consultation, scene, number)
    assert not Outbound.objects.filter(type="assistance.consultation").exists()


def test_one_view_at_a_time_is_asked_for_and_a_waiting_summary_is_written_anew(
    scene: Scene,
) -> None:
    reference = scene.draft()
    number = write(scene, reference)
    assert write(scene, reference, said="Shorter.") == number
    let_go(services.send_consultation, scene, number)
    with pytest.raises(ConsultationNotOpenError):
        write(scene, reference)
    with pytest.raises(ConsultationNotOpenError):
        write(scene, scene.sent())
    with pytest.raises(InvalidDraftError):
        write(scene, scene.draft(), said=" ")


def test_only_what_the_second_person_read_leaves(scene: Scene) -> None:
    number = write(scene, scene.draft())
    read = Consultation.objects.get().version
    write(scene, Consultation.objects.get().reference, said="Another text.")
    with pytest.raises(StaleVersionError):
        let_go(services.send_consultation, scene, number, read=read)
    scene.tell("assistance.consultation", ASKED)
    theirs = Consultation.objects.get(side="requested").pk
    view(scene, theirs)
    view(scene, theirs, said="Another view.")
    with pytest.raises(StaleVersionError):
        let_go(services.send_view, scene, theirs, "c.second", read=1)
    assert not Outbound.objects.filter(type__startswith="assistance.consultation").exists()
    assert let_go(services.send_view, scene, theirs, "c.second", read=2).view == "Another view."


def test_a_view_of_what_our_own_ruling_refuses_does_not_leave(scene: Scene) -> None:
    scene.tell("assistance.consultation", {**ASKED, "kind": "controlled-delivery"})
    number = Consultation.objects.get().pk
    view(scene, number)
    with pytest.raises(RulingStandsAgainstError):
        let_go(services.send_view, scene, number, "c.second")
    assert not Outbound.objects.filter(type="assistance.consultation_reply").exists()


def test_what_waits_longest_is_listed_first_whatever_comes_after_it(scene: Scene) -> None:
    done = write(scene, scene.draft())
    let_go(services.send_consultation, scene, done)
    for number in (31, 32, 33):
        scene.tell("assistance.consultation", {**ASKED, "reference": f"UA-US-2026-000{number}"})
    listed = consultations(seen_by=scene.officer("c.unit"))
    waiting = Consultation.objects.filter(side="requested").order_by("id")
    assert [each.pk for each in listed] == [*waiting.values_list("pk", flat=True), done]
    second = Caller("c.second").sign_in()
    first = second.get("/consultations?size=3").json()
    assert (len(first["items"]), first["next_page"]) == (3, 2)
    assert [
        each["number"] for each in second.get("/consultations?size=3&page=2").json()["items"]
    ] == [done]
    assert second.get("/consultations?page=7").json() == {"items": [], "next_page": None}


def test_a_partner_without_a_node_is_not_asked_here(scene: Scene) -> None:
    reference = scene.draft()
    Link.objects.update(state=LinkState.REVOKED)
    with pytest.raises(ConsultationByNodeError):
        write(scene, reference)


def test_our_view_of_a_partners_draft_is_the_central_units_and_no_request_begins(
    scene: Scene,
) -> None:
    scene.tell("assistance.consultation", ASKED)
    found = Consultation.objects.get()
    assert (found.stands, found.last_ruling is not None) == (ConsultationState.RECEIVED, True)
    assert not Request.objects.filter(reference=ASKED["reference"]).exists()
    with pytest.raises(ConsultationNotOpenError):
        scene.tell("assistance.consultation", ASKED)
    view(scene, found.pk)
    with pytest.raises(SecondPersonNeededError):
        let_go(services.send_view, scene, found.pk)
    sent = let_go(services.send_view, scene, found.pk, "c.second")
    assert sent.stands is ConsultationState.REPLIED
    assert Outbound.objects.get(type="assistance.consultation_reply").case == found.reference
    with pytest.raises(ConsultationNotOpenError):
        view(scene, found.pk)
    assert scene.received(reference=ASKED["reference"]) == ASKED["reference"]
    with pytest.raises(ReferenceTakenError):
        scene.tell("assistance.consultation", ASKED)


def test_a_partner_speaks_of_what_is_between_us_alone(scene: Scene) -> None:
    for reference in ("US-UA-2026-00031", "PL-US-2026-00031"):
        with pytest.raises(ReferenceNotTheirsError):
            scene.tell("assistance.consultation", {**ASKED, "reference": reference})
    for reference in (scene.draft(), "US-UA-2026-00999"):
        with pytest.raises(ReferenceNotTheirsError):
            scene.tell("assistance.consultation_reply", {"reference": reference, "view": "x"})


@pytest.mark.parametrize("who", ["j.alvarez", "m.chen", "d.reyes", "t.brooks", "n.okafor"])
def test_a_partners_draft_shows_to_nobody_outside_the_central_unit(scene: Scene, who: str) -> None:
    scene.tell("assistance.consultation", ASKED)
    number = Consultation.objects.get().pk
    assert list(consultations(seen_by=scene.officer(who))) == []
    with pytest.raises(NotFoundError):
        view(scene, number, who)


def test_another_agencys_draft_shows_no_consultation(scene: Scene) -> None:
    write(scene, scene.draft())
    assert list(consultations(seen_by=scene.officer("d.reyes"))) == []
    assert len(consultations(seen_by=scene.officer("m.chen"))) == 1


def test_pages_and_programs_ask_and_answer(scene: Scene) -> None:
    reference = scene.draft()
    with translation.override("en"):
        drafter = browser_of("j.alvarez")
        path = f"/requests/{reference}/consult/"
        assert drafter.get(path).status_code == 200
        assert drafter.post(path, {"summary": ""}).status_code == 200
        assert drafter.post(path, {"summary": SUMMARY}).status_code == 302
        number = Consultation.objects.get().pk
        unit = signed_in("c.unit")
        assert SUMMARY in unit.get(f"/consultations/{number}/").content.decode()
        send = f"/consultations/{number}/send/"
        assert 'name="version" value="1"' in unit.get(f"/consultations/{number}/").content.decode()
        for unread in ({}, {"version": "2"}, {"version": "9" * 30}):
            unit.post(send, unread)
            assert stands(number) is ConsultationState.WRITTEN
        assert unit.post(send, {"version": "1"}).status_code == 302
        assert stands(number) is ConsultationState.SENT
        scene.tell("assistance.consultation", ASKED)
        theirs = Consultation.objects.get(side="requested").pk
        assert unit.post(f"/consultations/{theirs}/", {"view": VIEW}).status_code == 302
        assert ASKED["reference"] in unit.get("/consultations/").content.decode()
    second = Caller("c.second").sign_in()
    read = {"version": second.get(f"/consultations/{theirs}").json()["version"]}
    assert second.post(f"/consultations/{theirs}/send", read).status_code >= 400
    second.sign_in_afresh()
    assert second.post(f"/consultations/{theirs}/send").status_code == 422
    assert second.post(f"/consultations/{theirs}/send", {"version": 7}).status_code >= 400
    assert second.post(f"/consultations/{theirs}/send", read).json()["state"] == "replied"
    assert len(second.get("/consultations").json()["items"]) == 2
    assert second.get(f"/consultations/{theirs}").json()["view"] == VIEW

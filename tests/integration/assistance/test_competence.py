"""Requests that are passed to the competent body, on both sides; and the table of such bodies."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from comity.agreements.queries import current_register
from comity.assistance import services
from comity.assistance.models import CompetentBody, PassedOn, Request
from comity.assistance.queries.competence import competence_for, competences
from comity.assistance.terms import DayMalformedError, RequestState
from comity.assistance.terms.competence import (
    AuthorityDraft,
    AuthorityEndedError,
    TransferDraft,
    TransferNotOpenError,
)
from comity.exchange.models import Outbound
from comity.exchange.terms import Reliance
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import ON, Scene, request_body
from tests.integration.assistance.test_pages import browser_of
from tests.integration.rest.client import Caller

pytestmark = pytest.mark.django_db(transaction=True)

PASSED = TransferDraft(
    "Financial Intelligence Unit",
    "2026-11-20",
    "FIU-88",
    "Cash desk",
    "Section 12 of the Customs Act.",
)
BODY = AuthorityDraft("trafficking", "Border Police", "Room 4, Harbour Road", "Drugs")
TOLD = {"body": "Prosecutor General", "on": "2026-11-20", "number": "7", "contact": "Desk 2"}


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def transfer(
    scene: Scene, reference: str, told: TransferDraft = PASSED, who: str = "c.unit", **how: Any
) -> Request:
    with transaction.atomic(durable=True):
        return services.transfer_request(
            reference, transfer=told, officer=scene.officer(who), at=scene.now, on=ON, **how
        )


def keep(scene: Scene, who: str = "c.unit", told: AuthorityDraft = BODY) -> CompetentBody:
    with transaction.atomic(durable=True):
        return services.keep_authority(told, officer=scene.officer(who), at=scene.now, on=ON)


def events(reference: str) -> list[str]:
    entries = LedgerEntry.objects.filter(about=reference).order_by("epoch", "index")
    return list(entries.values_list("event", flat=True))


def test_one_that_nobody_decided_on_is_accepted_and_passed_on_by_one_act(scene: Scene) -> None:
    reference = scene.received()
    with pytest.raises(InvalidDraftError) as refused:
        transfer(scene, reference)
    assert [(each.code, each.field) for each in refused.value.problems] == [("missing", "agency")]
    request = transfer(scene, reference, agency="ICE")
    assert (request.stands, request.agency_code) == (RequestState.ACCEPTED, "ICE")
    told = list(Outbound.objects.filter(case=reference).order_by("pk").values_list("type"))
    assert told == [("assistance.accepted",), ("assistance.transferred",)]
    assert events(reference)[-2:] == ["request.accepted", "request.transferred"]
    kept = PassedOn.objects.get(request=request)
    assert (kept.body, kept.number, kept.basis) == (PASSED.body, "FIU-88", PASSED.basis)


def test_an_accepted_one_stays_accepted_and_may_be_passed_on_again(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    transfer(scene, reference)
    request = transfer(scene, reference)
    assert (request.stands, request.passed_on.count()) == (RequestState.ACCEPTED, 2)
    assert Outbound.objects.filter(type="assistance.accepted").count() == 1
    scene.write_answer(reference)
    assert scene.release(reference).stands is RequestState.ANSWERED


def test_without_an_article_the_basis_is_owed_and_with_one_it_is_cited(scene: Scene) -> None:
    reference = scene.received()
    bare = TransferDraft(PASSED.body, PASSED.on)
    with pytest.raises(InvalidDraftError) as refused:
        transfer(scene, reference, bare, agency="CBP")
    assert [(each.code, each.field) for each in refused.value.problems] == [("missing", "basis")]
    digest = current_register().instrument("us-cn-1999").digest
    body = request_body(reference="UA-US-2026-00008")
    scene.tell("assistance.request", body, under=Reliance("us-cn-1999", "Art. 2", digest))
    Request.objects.filter(reference="UA-US-2026-00008").update(
        state="accepted", decided_at=scene.now
    )
    transfer(scene, "UA-US-2026-00008", bare)
    entry = LedgerEntry.objects.filter(event="request.transferred").get()
    assert dict(entry.facts())["article"] == "Art. 2(4)"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (TransferDraft("", "2026-11-20", basis="x"), "competent_body"),
        (TransferDraft("FIU", "", basis="x"), "transferred_on"),
        (TransferDraft("FIU", "2026-11-22", basis="x"), "transferred_on"),
        (TransferDraft("FIU", "2026-11-20", contact="a\u202eb", basis="x"), "contact"),
    ],
)
def test_what_is_typed_wrong_is_named_and_nothing_is_told(
    scene: Scene, told: TransferDraft, field: str
) -> None:
    reference = scene.received()
    with pytest.raises(InvalidDraftError) as refused:
        transfer(scene, reference, told, agency="CBP")
    assert field in {each.field for each in refused.value.problems}
    assert not Outbound.objects.filter(case=reference).exists()


def test_the_central_unit_alone_passes_on_and_only_what_is_being_handled(scene: Scene) -> None:
    reference = scene.received()
    with pytest.raises(NotAllowedError):
        transfer(scene, reference, who="m.chen", agency="CBP")
    for mine in (scene.draft(), scene.sent()):
        with pytest.raises(TransferNotOpenError):
            transfer(scene, mine)


def test_we_learn_to_whom_our_request_was_passed_and_it_is_answered_as_ever(scene: Scene) -> None:
    reference = scene.sent()
    with pytest.raises(TransferNotOpenError):
        scene.tell("assistance.transferred", {"reference": reference, **TOLD})
    scene.accepted_there(reference)
    with pytest.raises(DayMalformedError):
        scene.tell("assistance.transferred", {"reference": reference, **TOLD, "on": "2026-13-40"})
    scene.tell("assistance.transferred", {"reference": reference, **TOLD})
    request = Request.objects.get(reference=reference)
    kept = request.passed_on.get()
    assert (request.stands, kept.body, kept.by) == (RequestState.ACCEPTED, TOLD["body"], "")
    assert events(reference)[-1] == "request.transfer_received"
    scene.answered_there(reference)
    with translation.override("en"):
        page = browser_of("j.alvarez").get(f"/requests/{reference}/").content.decode()
    assert "Prosecutor General" in page


def test_the_bodies_of_an_area_stand_beside_a_request_of_it(scene: Scene) -> None:
    kept = keep(scene)
    reference = scene.received(area="trafficking", offence="", particulars={}, code_lists={})
    request = Request.objects.get(reference=reference)
    found = competence_for(request, seen_by=scene.officer("c.unit"), on=ON)
    assert found is not None and found.bodies == (kept,)
    assert [body.code for body in found.usual] == ["police", "public-prosecutor"]
    with translation.override("en"):
        page = browser_of("c.unit").get(f"/requests/{reference}/accept/").content.decode()
    assert "Border Police" in page
    with transaction.atomic(durable=True):
        services.end_authority(kept.pk, officer=scene.officer("t.brooks"), at=scene.now)
    found = competence_for(request, seen_by=scene.officer("c.unit"), on=ON)
    assert found is not None and found.bodies == ()
    with pytest.raises(AuthorityEndedError), transaction.atomic(durable=True):
        services.end_authority(kept.pk, officer=scene.officer("c.unit"), at=scene.now)
    assert events("trafficking") == ["authority.kept", "authority.ended"]


def test_who_keeps_the_bodies_and_who_reads_them(scene: Scene) -> None:
    for who in ("j.alvarez", "a.hale", "n.okafor"):
        with pytest.raises(NotAllowedError):
            keep(scene, who)
    with pytest.raises(InvalidDraftError) as refused:
        keep(scene, told=AuthorityDraft("nowhere", "Police"))
    assert [(p.code, p.field) for p in refused.value.problems] == [("unknown_code", "area")]
    keep(scene, "t.brooks")
    areas = competences(seen_by=scene.officer("j.alvarez"), on=ON)
    assert [body.name for each in areas for body in each.bodies] == ["Border Police"]
    assert not any(each.bodies for each in competences(seen_by=scene.officer("n.okafor"), on=ON))


def test_the_pages_record_a_transfer_and_keep_a_body(scene: Scene) -> None:
    with translation.override("en"):
        browser = browser_of("c.unit")
        typed = {"area": "trafficking", "competent_body": "Border Police", "contact": "Room 4"}
        assert browser.post("/competent-bodies/", typed).status_code == 302
        kept = CompetentBody.objects.get()
        reference = scene.received(area="trafficking", offence="", particulars={}, code_lists={})
        path = f"/requests/{reference}/transfer/"
        assert "Border Police" in browser.get(path).content.decode()
        wrong = browser.post(path, {"known": str(kept.pk), "transferred_on": "soon"})
        assert wrong.status_code == 200
        right = {"known": str(kept.pk), "transferred_on": "2026-11-20", "basis": "s. 12"}
        assert browser.post(path, {**right, "agency": "CBP"}).status_code == 302
        passed = PassedOn.objects.get()
        assert (passed.body, passed.contact) == ("Border Police", "Room 4")
        assert browser.post(f"/competent-bodies/{kept.pk}/end/").status_code == 302
        assert "Border Police" not in browser.get("/competent-bodies/").content.decode()


def test_programs_do_what_the_pages_do(scene: Scene) -> None:
    unit = Caller("c.unit").sign_in()
    made = unit.post("/competent-bodies", {"area": "trafficking", "name": "Border Police"})
    assert made.status_code == 201
    listed = unit.get("/competent-bodies").json()["items"]
    assert [body["name"] for each in listed for body in each["bodies"]] == ["Border Police"]
    number = made.json()["number"]
    assert unit.post(f"/competent-bodies/{number}/end").json()["ended_at"] is not None
    reference = scene.received()
    told = {"body": "FIU", "on": "2026-11-20", "basis": "s. 12", "agency": "CBP"}
    shown = unit.post(f"/requests/{reference}/transfer", told).json()
    assert (shown["state"], shown["passed_on"][0]["body"]) == ("accepted", "FIU")

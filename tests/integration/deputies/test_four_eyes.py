"""A deputy does what the absent officer could do, in both names, and is no second person."""

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Answer, Request
from comity.assistance.queries import counts, inbox, request_detail
from comity.assistance.terms import (
    Action,
    DeputyOfWriterError,
    SecondPersonNeededError,
    Tab,
)
from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.models import Appointment, Officer
from comity.officers.terms import Viewer
from tests.integration.assistance.scene import ANSWER, AT, DRAFT, ON, Scene
from tests.integration.deputies.conftest import Away, InPlace

OFFICER, APPROVER = [Role.REQUEST_OFFICER], [Role.APPROVER]


@pytest.fixture(autouse=True)
def settled(scene: Scene) -> None:
    """What the register leaves open would be referred to the treaty desk."""
    scene.settle_assessment()


def approve(reference: str, officer: Viewer) -> Request:
    with transaction.atomic(durable=True):
        return services.approve_request(
            reference,
            version=Request.objects.get(reference=reference).version,
            officer=officer,
            signed_in_afresh_at=AT,
            at=AT,
            on=ON,
        )


def draft(officer: Viewer) -> str:
    with transaction.atomic(durable=True):
        made = services.draft_request(DRAFT, officer=officer, at=AT)
        services.submit_for_approval(made.reference, officer=officer, at=AT, on=ON)
    return made.reference


def both(username: str) -> None:
    """Let an officer hold both offices, as small administrations have it."""
    officer = Officer.objects.get(username=username)
    for role in (Role.REQUEST_OFFICER, Role.APPROVER):
        Appointment.objects.get_or_create(officer=officer, role=role.value)


def test_what_a_deputy_does_is_recorded_in_both_names(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    away("m.chen", "j.alvarez", APPROVER)
    reference = scene.draft("k.ortiz")
    scene.submit(reference, "k.ortiz")
    sent = approve(reference, in_place("j.alvarez", "m.chen"))
    name = f"{scene.officer('j.alvarez').name} for {scene.officer('m.chen').name}"
    assert LedgerEntry.objects.get(event="request.sent").by == name == sent.approver_name


def test_a_deputy_has_the_offices_handed_over_and_no_other(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    both("m.chen")
    away("m.chen", "j.alvarez", APPROVER)
    lent = in_place("j.alvarez", "m.chen")
    assert lent.roles == {Role.APPROVER}
    with pytest.raises(NotAllowedError), transaction.atomic(durable=True):
        services.draft_request(DRAFT, officer=lent, at=AT)
    # And in their own name no office more than before.
    assert scene.officer("j.alvarez").roles == {Role.REQUEST_OFFICER}


def test_a_deputy_does_not_approve_what_they_drafted_themselves(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    away("m.chen", "j.alvarez", APPROVER)
    reference = scene.draft()
    scene.submit(reference)
    with pytest.raises(SecondPersonNeededError) as refused:
        approve(reference, in_place("j.alvarez", "m.chen"))
    assert refused.value.code == "second_person"


def test_a_deputy_does_not_approve_what_the_absent_officer_drafted(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    away("k.ortiz", "e.park", APPROVER)
    reference = scene.draft("k.ortiz")
    scene.submit(reference, "k.ortiz")
    lent = in_place("e.park", "k.ortiz")
    with pytest.raises(DeputyOfWriterError):
        approve(reference, lent)
    (offer,) = (
        each
        for each in request_detail(reference, seen_by=lent, on=ON).actions
        if each.action is Action.APPROVE
    )
    assert (offer.allowed, offer.code) == (False, "second_person_deputy")
    assert counts(seen_by=lent, on=ON)[Tab.TO_APPROVE] == 0
    scene.approve(reference)  # by somebody who is nobody's deputy


def test_who_came_back_does_not_approve_what_was_drafted_for_them(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    away("k.ortiz", "j.alvarez", OFFICER)
    reference = draft(in_place("j.alvarez", "k.ortiz"))
    with pytest.raises(SecondPersonNeededError):
        approve(reference, scene.officer("k.ortiz"))
    approve(reference, scene.officer("m.chen"))


def test_two_absences_do_not_make_one_deputy_two_people(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    away("j.alvarez", "e.park", OFFICER)
    away("m.chen", "e.park", APPROVER)
    reference = draft(in_place("e.park", "j.alvarez"))
    with pytest.raises(SecondPersonNeededError):
        approve(reference, in_place("e.park", "m.chen"))


def test_a_deputy_who_wrote_in_an_answer_does_not_release_it(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    reference = scene.received(reference="UA-US-2026-00001")
    scene.accept(reference)
    away("j.alvarez", "e.park", OFFICER)
    away("m.chen", "e.park", APPROVER)
    with transaction.atomic(durable=True):
        services.draft_answer(
            reference, answer=ANSWER, officer=in_place("e.park", "j.alvarez"), at=AT
        )
    request = Request.objects.get(reference=reference)
    people = {"e.park", "j.alvarez"}
    ids = {each.pk for each in Officer.objects.filter(username__in=people)}
    assert set(Answer.objects.all().last_of(request).writers) == ids
    with pytest.raises(SecondPersonNeededError), transaction.atomic(durable=True):
        services.release_answer(
            reference,
            version=Answer.objects.all().last_of(request).version,
            officer=in_place("e.park", "m.chen"),
            signed_in_afresh_at=AT,
            at=AT,
            on=ON,
        )


def test_a_deputy_works_at_the_absent_officers_desk(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    reference = scene.draft("j.alvarez")
    away("j.alvarez", "k.ortiz", OFFICER)
    lent = in_place("k.ortiz", "j.alvarez")
    assert [row.reference for row in inbox(seen_by=lent, tab=Tab.MINE, on=ON)] == [reference]
    begun = draft(lent)
    mine = inbox(seen_by=scene.officer("j.alvarez"), tab=Tab.MINE, on=ON)
    assert {row.reference for row in mine} == {reference, begun}
    assert inbox(seen_by=scene.officer("k.ortiz"), tab=Tab.MINE, on=ON) == []


def test_a_deputy_sees_what_the_offices_see_and_no_more(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    reference = scene.draft("j.alvarez")
    elsewhere = scene.draft("d.reyes")
    away("m.chen", "e.park", APPROVER)
    assert not Request.objects.visible_to(scene.officer("e.park")).exists()
    lent = in_place("e.park", "m.chen")
    assert [each.reference for each in Request.objects.visible_to(lent)] == [reference]
    with pytest.raises(NotFoundError):
        request_detail(elsewhere, seen_by=lent)

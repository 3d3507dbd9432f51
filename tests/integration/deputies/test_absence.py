"""An absence: recorded, seen by whom it concerns, over by itself or ended."""

from datetime import timedelta

import pytest
from django.db import transaction

from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.absence import AbsenceDraft, NotStandingInError, NotWhileStandingInError
from comity.officers.deputies import absences_seen_by, stand_ins
from comity.officers.models import Absence, Appointment, Officer
from comity.officers.services import end_absence, record_absence, strike_off
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import AT, ON, Scene
from tests.integration.deputies.conftest import Away, InPlace

OFFICER, APPROVER = [Role.REQUEST_OFFICER], [Role.APPROVER]


def problem(found: InvalidDraftError) -> str:
    (each,) = found.problems
    return each.code


def end(scene: Scene, number: int, who: str) -> None:
    with transaction.atomic(durable=True):
        end_absence(number, by=scene.officer(who), at=AT, on=ON)


def test_an_absence_is_one_entry_that_names_both_and_the_offices(scene: Scene, away: Away) -> None:
    away("j.alvarez", "k.ortiz", OFFICER)
    entry = LedgerEntry.objects.get(event="officer.absence_recorded")
    names = {each.username: each.name for each in Officer.objects.all()}
    assert (entry.about, entry.agency) == ("j.alvarez", "CBP")
    assert entry.facts() == (
        ("deputy", names["k.ortiz"]),
        ("officer", names["j.alvarez"]),
        ("roles", "request_officer"),
        ("since", "2026-11-20"),
        ("until", "2026-11-25"),
    )


def test_an_administrator_records_it_for_an_officer_and_nobody_else_does(
    scene: Scene, away: Away
) -> None:
    away("j.alvarez", "k.ortiz", OFFICER, by="n.okafor")
    for who in ("m.chen", "c.unit", "k.ortiz"):
        with pytest.raises(NotAllowedError):
            away("m.chen" if who != "m.chen" else "c.unit", "j.alvarez", APPROVER, by=who)
    with pytest.raises(NotFoundError):
        away("n.one", "k.ortiz", OFFICER, by="n.okafor")


def test_an_administrator_does_not_make_themselves_the_deputy(scene: Scene, away: Away) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        away("j.alvarez", "n.okafor", OFFICER, by="n.okafor")
    assert problem(refused.value) == "not_oneself"


def test_it_asks_a_fresh_sign_in(scene: Scene) -> None:
    draft = AbsenceDraft("j.alvarez", "2026-11-22", "2026-11-23", "k.ortiz", ("request_officer",))
    with pytest.raises(FreshSignInNeededError), transaction.atomic(durable=True):
        stale = AT - timedelta(hours=3)
        record_absence(
            draft, by=scene.officer("j.alvarez"), signed_in_afresh_at=stale, at=AT, on=ON
        )
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("officer", "deputy", "roles", "code"),
    [
        ("j.alvarez", "d.reyes", OFFICER, "deputy_not_here"),  # of another agency
        ("j.alvarez", "nobody", OFFICER, "deputy_not_here"),  # without an office
        ("j.alvarez", "n.one", OFFICER, "deputy_not_here"),
        ("j.alvarez", "k.ortiz", APPROVER, "office_not_held"),
        ("n.okafor", "m.chen", [Role.NODE_ADMINISTRATOR], "office_stays"),
        ("a.hale", "m.chen", [Role.AUDITOR], "would_audit_themselves"),
        ("m.chen", "a.hale", APPROVER, "would_audit_themselves"),
    ],
)
def test_who_may_not_stand_in_is_told_why(
    scene: Scene, away: Away, officer: str, deputy: str, roles: list[Role], code: str
) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        away(officer, deputy, roles)
    assert problem(refused.value) == code


def test_two_absences_do_not_add_up_to_auditing_oneself(scene: Scene, away: Away) -> None:
    # The data protection officer of the other agency may not be lent an office by the way.
    Appointment.objects.filter(officer__username="e.park").update(role=Role.AUDITOR.value)
    away("a.hale", "e.park", [Role.AUDITOR])
    Appointment.objects.filter(officer__username="e.park").update(role=Role.AEO_MANAGER.value)
    with pytest.raises(InvalidDraftError) as refused:
        away("m.chen", "e.park", APPROVER)
    assert problem(refused.value) == "would_audit_themselves"
    # And what was lent before the deputy changed office lends nothing any more.
    assert stand_ins(Officer.objects.get(username="e.park"), on=ON) == []


def test_it_begins_and_ends_by_itself(scene: Scene, away: Away) -> None:
    away("j.alvarez", "k.ortiz", OFFICER, since="2026-11-22", until="2026-11-24")
    deputy = Officer.objects.get(username="k.ortiz")
    days = [ON + timedelta(days=count) for count in range(5)]
    assert [len(stand_ins(deputy, on=day)) for day in days] == [0, 1, 1, 1, 0]


@pytest.mark.parametrize("who", ["j.alvarez", "k.ortiz", "n.okafor"])
def test_it_is_ended_at_once_by_whom_it_concerns(
    scene: Scene, away: Away, in_place: InPlace, who: str
) -> None:
    absence = away("j.alvarez", "k.ortiz", OFFICER)
    assert in_place("k.ortiz", "j.alvarez").roles == {Role.REQUEST_OFFICER}
    end(scene, absence.pk, who)
    with pytest.raises(NotStandingInError):
        in_place("k.ortiz", "j.alvarez")
    assert LedgerEntry.objects.get(event="officer.absence_ended").by == scene.officer(who).name
    with pytest.raises(NotFoundError):
        end(scene, absence.pk, who)


def test_nobody_else_sees_or_ends_it(scene: Scene, away: Away) -> None:
    absence = away("j.alvarez", "k.ortiz", OFFICER)
    for who in ("m.chen", "c.unit", "a.hale", "p.singh", "d.reyes", "nobody"):
        assert absences_seen_by(scene.officer(who), on=ON) == []
        with pytest.raises(NotFoundError):
            end(scene, absence.pk, who)
    for who in ("j.alvarez", "k.ortiz", "n.okafor"):
        assert absences_seen_by(scene.officer(who), on=ON) == [absence]


def test_there_is_no_chain_of_deputies(scene: Scene, away: Away, in_place: InPlace) -> None:
    away("m.chen", "k.ortiz", APPROVER)
    lent = in_place("k.ortiz", "m.chen")
    with pytest.raises(NotWhileStandingInError):
        away("k.ortiz", "j.alvarez", APPROVER, by=lent)
    with pytest.raises(NotWhileStandingInError):
        away("m.chen", "j.alvarez", APPROVER, by=lent)
    # The deputy's own absence lends the deputy's own offices only, and ends the standing in.
    away("k.ortiz", "j.alvarez", OFFICER)
    assert in_place("j.alvarez", "k.ortiz").roles == {Role.REQUEST_OFFICER}
    with pytest.raises(NotStandingInError):
        in_place("k.ortiz", "m.chen")
    # Nor is somebody named who is away then.
    with pytest.raises(InvalidDraftError) as refused:
        away("c.unit", "k.ortiz", [Role.CENTRAL_UNIT])
    assert problem(refused.value) == "deputy_away"


def test_an_officer_is_absent_once_at_a_time(scene: Scene, away: Away) -> None:
    first = away("j.alvarez", "k.ortiz", OFFICER)
    with pytest.raises(InvalidDraftError) as refused:
        away("j.alvarez", "m.chen", OFFICER, since="2026-11-25", until="2026-11-30")
    assert problem(refused.value) == "absence_recorded_already"
    end(scene, first.pk, "j.alvarez")
    away("j.alvarez", "m.chen", OFFICER, since="2026-11-25", until="2026-11-30")


def test_who_was_struck_off_lends_nothing_and_stands_in_for_nobody(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    away("j.alvarez", "k.ortiz", OFFICER)
    away("m.chen", "e.park", APPROVER)
    with transaction.atomic(durable=True):
        strike_off("j.alvarez", by=scene.officer("n.okafor"), at=AT)
        strike_off("e.park", by=scene.officer("n.okafor"), at=AT)
    for pair in (("k.ortiz", "j.alvarez"), ("e.park", "m.chen")):
        with pytest.raises(NotStandingInError):
            in_place(*pair)

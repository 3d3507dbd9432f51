"""National instructions: two officers make one count, two end it, and nothing of it is lost."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from comity.agreements.models import InstructionRecord
from comity.agreements.queries import current_register, instruction, living_law
from comity.agreements.rules import rule_on_asking
from comity.agreements.terms import (
    Ask,
    AssistanceKind,
    InstructionState,
    InstructionStepNotAllowedError,
    SecondOfficerNeededError,
)
from comity.assistance.terms import HigherApprovalNeededError, RulingStandsAgainstError
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.models import Appointment, Officer
from tests.integration.assistance.scene import AT, ON, Scene
from tests.integration.own_law.desk import SECRET, confirmed, entered, moved

ASK = Ask(CountryCode("US"), CountryCode("UA"), AssistanceKind.ORIGIN_AND_VALUE)
LATER = AT + timedelta(days=3)
LATER_DAY = LATER.date()


def codes(on: date = ON, at: datetime | None = None) -> list[str]:
    ruling = rule_on_asking(current_register(at), ASK, on=on, under="us-ua-2016")
    return [g.code for g in ruling.grounds if g.code.startswith("instruction")]


def test_an_instruction_counts_only_when_a_second_officer_has_confirmed_it(scene: Scene) -> None:
    number = entered(scene).pk
    assert codes() == []
    with pytest.raises(SecondOfficerNeededError):
        moved(scene, number, "confirm", "t.brooks")
    assert moved(scene, number, "confirm", "c.unit").state is InstructionState.CONFIRMED
    assert codes() == ["instruction_hold"]
    assert codes(date(2026, 10, 31)) == []


def test_what_a_node_knew_when_it_ruled_is_what_had_been_confirmed_by_then(scene: Scene) -> None:
    number = entered(scene).pk
    moved(scene, number, "confirm", at=LATER)
    assert codes(at=LATER - timedelta(seconds=1)) == []
    assert codes(at=LATER) == ["instruction_hold"]


def test_an_instruction_ends_by_two_officers_and_stays_to_be_read(scene: Scene) -> None:
    number = confirmed(scene).pk
    moved(scene, number, "ask-withdrawal", "c.unit", reason="The talks have ended.", at=LATER)
    assert codes(LATER_DAY) == ["instruction_hold"]
    with pytest.raises(SecondOfficerNeededError):
        moved(scene, number, "withdraw", "c.unit", at=LATER, on=LATER_DAY)
    ended = moved(scene, number, "withdraw", "t.brooks", at=LATER, on=LATER_DAY)
    assert ended.state is InstructionState.WITHDRAWN
    assert codes(LATER_DAY) == []
    # It held on the days before, and whoever asks what was known then is told so.
    assert codes(LATER_DAY - timedelta(days=1)) == ["instruction_hold"]
    assert codes(LATER_DAY, at=LATER - timedelta(seconds=1)) == ["instruction_hold"]
    assert instruction(number, seen_by=scene.officer("a.hale")).withdrawal_reason


def test_a_withdrawal_that_is_declined_leaves_it_counting(scene: Scene) -> None:
    number = confirmed(scene).pk
    moved(scene, number, "ask-withdrawal", "c.unit", reason="Done?")
    kept = moved(scene, number, "keep", "t.brooks", reason="Not yet.")
    assert kept.state is InstructionState.CONFIRMED
    assert codes() == ["instruction_hold"]
    assert LedgerEntry.objects.filter(event="instruction.kept").count() == 1


def test_one_that_nobody_confirmed_is_given_up_by_one_officer(scene: Scene) -> None:
    number = entered(scene).pk
    assert moved(scene, number, "give-up", "t.brooks", reason="Twice.").state == "given-up"
    assert living_law() is None
    with pytest.raises(InstructionStepNotAllowedError):
        moved(scene, number, "confirm", "c.unit")


def test_what_is_wrong_is_named_beside_each_field(scene: Scene) -> None:
    wrong: dict[str, Any] = {
        "effect": "forbid",
        "to": "auditor",
        "partners": ("XX",),
        "kinds": ("gossip",),
        "until_on": "2026-10-01",
        "dated": "yesterday",
        "office": " ",
        "text": "\u202etxt",
    }
    with pytest.raises(InvalidDraftError) as refused:
        entered(scene, **wrong)
    assert {problem.field for problem in refused.value.problems} == set(wrong)
    assert not InstructionRecord.objects.exists()


@pytest.mark.parametrize("who", ["j.alvarez", "m.chen", "a.hale", "p.singh", "n.okafor"])
def test_only_the_treaty_desk_and_the_central_unit_enter_them(scene: Scene, who: str) -> None:
    with pytest.raises(NotAllowedError):
        entered(scene, who)


def test_who_may_not_see_one_is_told_as_if_there_were_none(scene: Scene) -> None:
    number = entered(scene).pk
    for who in ("j.alvarez", "n.okafor"):
        with pytest.raises(NotFoundError):
            moved(scene, number, "confirm", who)
        with pytest.raises(NotFoundError):
            moved(scene, number + 1, "confirm", who)
    with pytest.raises(NotAllowedError):
        moved(scene, number, "confirm", "a.hale")


def test_each_act_is_one_entry_that_no_officer_of_an_agency_sees(scene: Scene) -> None:
    number = confirmed(scene).pk
    entries = LedgerEntry.objects.filter(about=f"instruction/{number}")
    assert [e.event for e in entries.order_by("index")] == [
        "instruction.issued",
        "instruction.confirmed",
    ]
    facts = [dict(entry.facts()) for entry in entries.order_by("index")]
    assert facts[0]["digest"] == facts[1]["digest"]
    for who, sees in {
        "j.alvarez": 0,
        "n.okafor": 0,
        "c.unit": 2,
        "a.hale": 2,
        "p.singh": 2,
    }.items():
        assert entries.visible_to(scene.officer(who)).count() == sees, who


def test_the_database_refuses_a_confirmation_by_the_same_hand(scene: Scene) -> None:
    made = entered(scene)
    made.confirmed_by_id, made.confirmed_at = made.issued_by_id, AT
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(update_fields=["confirmed_by", "confirmed_at"])


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM agreements_instructionrecord",
        "UPDATE agreements_instructionrecord SET text = ''",
        "UPDATE agreements_instructionrecord SET until_on = '2026-11-02'",
        "UPDATE agreements_instructionrecord SET confirmed_at = NULL, confirmed_by_id = NULL",
    ],
)
def test_the_database_lets_nobody_delete_or_rewrite_one(scene: Scene, change: str) -> None:
    confirmed(scene)
    with pytest.raises(IntegrityError, match="what was stated stays"), transaction.atomic():
        connection.cursor().execute(change)


def test_a_higher_approval_names_its_office_in_the_permission(scene: Scene) -> None:
    scene.settle_assessment()
    confirmed(scene, effect="higher-approval", to=Role.CENTRAL_UNIT.value)
    ruling = rule_on_asking(current_register(), ASK, on=ON, under="us-ua-2016")
    assert ("role", "central_unit") in [
        fact for c in getattr(ruling, "conditions", ()) for fact in c.facts
    ]


def test_what_wants_a_higher_approval_leaves_only_by_an_officer_of_that_office(
    scene: Scene,
) -> None:
    scene.settle_assessment()
    confirmed(scene, effect="higher-approval", to=Role.DATA_PROTECTION_OFFICER.value)
    reference = scene.draft()
    scene.submit(reference)
    with pytest.raises(HigherApprovalNeededError) as refused:
        scene.approve(reference)
    assert refused.value.facts == (("roles", "data_protection_officer"),)
    Appointment.objects.create(
        officer=Officer.objects.get(username="m.chen"), role=Role.DATA_PROTECTION_OFFICER.value
    )
    assert scene.approve(reference).state == "sent"


def test_a_held_request_is_kept_and_goes_when_the_instruction_has_ended(scene: Scene) -> None:
    scene.settle_assessment()
    number = confirmed(scene).pk
    reference = scene.draft()
    scene.submit(reference)
    with pytest.raises(RulingStandsAgainstError) as held:
        scene.approve(reference)
    assert SECRET not in repr(held.value.ruling)
    moved(scene, number, "ask-withdrawal", reason="Over.")
    moved(scene, number, "withdraw", "t.brooks")
    assert scene.approve(reference).state == "sent"

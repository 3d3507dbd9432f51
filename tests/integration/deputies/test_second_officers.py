"""Where two officers are asked for outside requests, a deputy is no second one either."""

import pytest
from django.db import transaction

from comity.agreements.lifecycle import BreachAct, InstructionAct
from comity.agreements.services import move_breach, move_instruction
from comity.agreements.terms import InstructionState, SecondOfficerNeededError
from comity.kernel.rulings import Role
from tests.integration.assistance.scene import AT, ON, Scene
from tests.integration.deputies.conftest import Away, InPlace
from tests.integration.own_law.desk import entered, moved, reported


def test_a_deputy_confirms_no_instruction_of_the_absent_officer(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    number = entered(scene, "t.brooks").pk
    away("t.brooks", "l.grant", [Role.TREATY_DESK])
    deputy = in_place("l.grant", "t.brooks")
    with pytest.raises(SecondOfficerNeededError), transaction.atomic(durable=True):
        move_instruction(number, InstructionAct.CONFIRM, officer=deputy, at=AT, on=ON, reason="")
    # In their own name they are an ordinary second officer.
    assert moved(scene, number, "confirm", "l.grant").state is InstructionState.CONFIRMED


def test_a_deputy_judges_no_breach_that_the_absent_officer_reported(
    scene: Scene, away: Away, in_place: InPlace
) -> None:
    number = reported(scene, "l.grant").pk
    away("l.grant", "e.park", [Role.TREATY_DESK])
    deputy = in_place("e.park", "l.grant")
    with pytest.raises(SecondOfficerNeededError), transaction.atomic(durable=True):
        move_breach(number, BreachAct.ESTABLISH, reason="Seen", officer=deputy, at=AT, on=ON)

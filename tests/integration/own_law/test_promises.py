"""Promises and broken promises: what a partner has given, and what is released no longer."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from comity.agreements.queries import breach, current_register
from comity.agreements.rules import rule_on_answering
from comity.agreements.services import withdraw_assurance
from comity.agreements.terms import (
    Answer,
    Ask,
    AssistanceKind,
    AssuranceWithdrawnError,
    BreachState,
    BreachStepNotAllowedError,
    SecondOfficerNeededError,
)
from comity.assistance.terms import RulingStandsAgainstError
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Refusal
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import AT, ON, Scene
from tests.integration.own_law.desk import judged, promised, reported

ACT = Answer(Ask(CountryCode("UA"), CountryCode("US"), AssistanceKind.ORIGIN_AND_VALUE))
TOMORROW = ON + timedelta(days=1)


def codes(on: date = ON) -> list[str]:
    return [g.code for g in rule_on_answering(current_register(), ACT, on=on).grounds]


def answer_waiting(scene: Scene) -> str:
    """A partner's request whose answer waits for its release."""
    scene.settle_assessment()
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    return reference


def test_a_promise_counts_from_its_first_day_and_until_it_is_withdrawn(scene: Scene) -> None:
    assert codes().count("assurance_missing") == 2
    number = promised(scene).pk
    promised(scene, assurance="law-enforcement-use")
    assert codes().count("assurance_given") == 2
    assert codes(date(2026, 1, 9)).count("assurance_missing") == 2
    with transaction.atomic():
        withdraw_assurance(
            number, reason="Note 14", officer=scene.officer("c.unit"), at=AT, on=TOMORROW
        )
    assert codes().count("assurance_given") == 2
    assert codes(TOMORROW).count("assurance_missing") == 1
    with pytest.raises(AssuranceWithdrawnError):
        withdraw_assurance(
            number, reason="Note 14", officer=scene.officer("c.unit"), at=AT, on=TOMORROW
        )
    events = LedgerEntry.objects.filter(about=f"assurance/{number}").values_list("event", flat=True)
    assert sorted(events) == ["assurance.recorded", "assurance.withdrawn"]


def test_nobody_promises_for_ourselves_and_no_promise_lacks_its_document(scene: Scene) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        promised(scene, partner="US", document="", assurance="good-will")
    assert {p.field for p in refused.value.problems} == {"partner", "document", "assurance"}
    with pytest.raises(NotAllowedError):
        promised(scene, "j.alvarez")


def test_an_established_breach_stops_the_release_of_an_answer(scene: Scene) -> None:
    """Nobody says by hand that a partner is in breach: the register does, inside the act."""
    waiting = answer_waiting(scene)
    number = reported(scene).pk
    with pytest.raises(RulingStandsAgainstError) as referred:
        scene.release(waiting)
    assert "breach_alleged" in [g.code for g in referred.value.ruling.grounds]
    judged(scene, number, "establish")
    with pytest.raises(RulingStandsAgainstError) as refused:
        scene.release(waiting)
    assert isinstance(refused.value.ruling, Refusal)
    assert refused.value.ruling.grounds[0].code == "breach_barred"
    judged(scene, number, "remedy", "p.singh", reason="The copies were destroyed.")
    scene.release(waiting)


def test_an_allegation_that_is_not_borne_out_stops_nothing(scene: Scene) -> None:
    waiting = answer_waiting(scene)
    judged(scene, reported(scene).pk, "dismiss")
    scene.release(waiting)


def test_our_own_breach_is_on_record_and_stops_nothing(scene: Scene) -> None:
    """Misuse by ourselves is told to the supplier; what we may give it is another matter."""
    waiting = answer_waiting(scene)
    number = reported(scene, breaker="ourselves").pk
    told = judged(scene, number, "tell", "c.unit", reason="Letter to Kyiv, 20 November.")
    assert told.state is BreachState.ALLEGED
    judged(scene, number, "establish")
    scene.release(waiting)


def test_who_reported_a_breach_does_not_judge_it(scene: Scene) -> None:
    number = reported(scene, "t.brooks").pk
    for act in ("establish", "dismiss"):
        with pytest.raises(SecondOfficerNeededError):
            judged(scene, number, act, "t.brooks")
    with pytest.raises(NotAllowedError):
        judged(scene, number, "establish", "c.unit")
    with pytest.raises(InvalidDraftError):
        judged(scene, number, "establish", "p.singh", reason=" ")
    with pytest.raises(BreachStepNotAllowedError):
        judged(scene, number, "remedy", "p.singh")
    assert breach(number, seen_by=scene.officer("a.hale")).state is BreachState.ALLEGED


def test_a_report_lies_not_ahead_of_its_day(scene: Scene) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        reported(scene, known_on=TOMORROW.isoformat())
    assert [(p.code, p.field) for p in refused.value.problems] == [("day_lies_ahead", "known_on")]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM agreements_breachmove",
        "UPDATE agreements_breachmove SET state = 'remedied'",
        "UPDATE agreements_breachrecord SET what = ''",
        "DELETE FROM agreements_assurancerecord",
        "UPDATE agreements_assurancerecord SET document = ''",
        "UPDATE agreements_settlementrecord SET about = 'us-cn-1999'",
        "DELETE FROM agreements_settlementrecord",
    ],
)
def test_the_database_keeps_what_was_stated(scene: Scene, change: str) -> None:
    scene.settle_assessment()
    promised(scene)
    judged(scene, reported(scene).pk, "establish")
    with pytest.raises(IntegrityError, match="what was stated stays"), transaction.atomic():
        connection.cursor().execute(change)

"""Answering: the node rules for itself, a person decides, and both limbs let the answer out."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.agreements.terms import Purpose
from comity.assistance import services
from comity.assistance.models import Answer, Request
from comity.assistance.terms import (
    FreshSignInNeededError,
    RulingStandsAgainstError,
    SecondPersonNeededError,
    StaleVersionError,
    UnknownAgencyError,
)
from comity.exchange.models import Outbound
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Limb, Permission
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import Scene


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def events(reference: str) -> list[str]:
    found = LedgerEntry.objects.filter(about=reference).order_by("index")
    return list(found.values_list("event", flat=True))


def accepted(scene: Scene) -> str:
    scene.settle_assessment()
    reference = scene.received()
    scene.accept(reference)
    return reference


def test_it_is_accepted_given_to_an_agency_and_the_partner_is_told(scene: Scene) -> None:
    reference = accepted(scene)
    request = stored(reference)
    assert (request.state, request.agency_code) == ("accepted", "CBP")
    assert request.handling_unit == "Customs and Border Protection"
    assert Outbound.objects.get().type == "assistance.accepted"
    assert events(reference) == ["request.received", "request.accepted"]


def test_what_is_referred_to_the_treaty_desk_is_not_accepted_before_it_is_settled(
    scene: Scene,
) -> None:
    reference = scene.received()
    assert stored(reference).referred_to == "treaty_desk"
    with pytest.raises(RulingStandsAgainstError):
        scene.accept(reference)
    scene.settle_assessment()
    scene.accept(reference)
    assert stored(reference).referred_to == ""


def test_only_the_central_unit_accepts_and_only_for_a_known_agency(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.received()
    with pytest.raises(UnknownAgencyError):
        scene.accept(reference, agency="FBI")
    with pytest.raises(NotFoundError):
        scene.accept(reference, who="j.alvarez")
    with pytest.raises(NotAllowedError):
        scene.accept(reference, who="a.hale")


def refuse(scene: Scene, reference: str, **how: Any) -> None:
    told = {"ground": "ex.burden", "reasons": "It would take a year."} | how
    with transaction.atomic(durable=True):
        services.refuse_request(
            reference,
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=scene.now.date(),
            **told,
        )


def test_a_person_refuses_on_a_named_ground_with_reasons(scene: Scene) -> None:
    reference = scene.received()
    with pytest.raises(InvalidDraftError) as stopped:
        refuse(scene, reference, ground="mood", reasons="")
    assert {p.field for p in stopped.value.problems} == {"ground", "reasons"}
    refuse(scene, reference)
    request = stored(reference)
    assert (request.state, request.decision_ground) == ("refused", "ex.burden")
    assert Outbound.objects.get().type == "assistance.refused"
    assert events(reference)[-1] == "request.refused"


def test_an_answer_is_written_and_written_on_with_an_entry_each(scene: Scene) -> None:
    reference = accepted(scene)
    scene.write_answer(reference, text="")
    scene.write_answer(reference, text="Now whole.")
    request = stored(reference)
    assert (request.state, Answer.objects.all().last_of(request).text) == (
        "answer_drafted",
        "Now whole.",
    )
    assert events(reference)[-3:] == ["request.accepted", "answer.drafted", "answer.drafted"]


def test_an_answer_leaves_under_both_limbs_with_its_limits_and_exhibits(scene: Scene) -> None:
    reference = accepted(scene)
    exhibit = scene.attach(reference, b"%PDF-1.7 invoice")
    scene.write_answer(reference)
    released = scene.release(reference)
    answer = Answer.objects.all().last_of(released)
    assert released.state == "answered"
    assert isinstance(answer.last_ruling, Permission)
    assert {ground.limb for ground in answer.last_ruling.grounds} == set(Limb)
    limits = answer.use_limits()
    assert limits is not None
    assert (limits.supplier, limits.purposes) == (
        CountryCode("US"),
        frozenset({Purpose("duty-assessment")}),
    )
    assert limits.keep_until == (scene.now + timedelta(days=1000)).date()
    last = LedgerEntry.objects.filter(about=reference).latest("index")
    assert last.event == "answer.released"
    assert dict(last.facts())["exhibits"] == exhibit.record_name


def test_an_incomplete_answer_does_not_leave(scene: Scene) -> None:
    reference = accepted(scene)
    scene.write_answer(reference, text=" ", purposes=())
    with pytest.raises(InvalidDraftError) as stopped:
        scene.release(reference)
    assert {p.field for p in stopped.value.problems} == {"text", "purposes"}


def test_without_the_promises_own_law_wants_the_answer_stays(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.received(assures_confidentiality=False, assures_law_enforcement_use=False)
    scene.accept(reference)
    scene.write_answer(reference)
    with pytest.raises(RulingStandsAgainstError) as stopped:
        scene.release(reference)
    assert Limb.OWN_LAW in {ground.limb for ground in stopped.value.ruling.grounds}
    assert stored(reference).state == "answer_drafted"


def test_who_wrote_or_attached_does_not_release(scene: Scene) -> None:
    reference = accepted(scene)
    scene.attach(reference, b"declaration", who="k.ortiz")
    scene.write_answer(reference)
    with pytest.raises(SecondPersonNeededError):
        scene.release(reference, who="k.ortiz")


def test_releasing_asks_for_a_fresh_sign_in_and_the_version_read(scene: Scene) -> None:
    reference = accepted(scene)
    scene.write_answer(reference)
    with pytest.raises(FreshSignInNeededError):
        scene.release(reference, afresh=None)
    with pytest.raises(StaleVersionError):
        scene.release(reference, version=1)
    scene.release(reference, version=Answer.objects.all().last_of(stored(reference)).version)


def test_an_answer_is_returned_to_its_writer(scene: Scene) -> None:
    reference = accepted(scene)
    scene.write_answer(reference)
    with transaction.atomic(durable=True):
        services.return_answer(
            reference, reason="Name the office.", officer=scene.officer("m.chen"), at=scene.now
        )
    request = stored(reference)
    assert (request.state, request.return_reason) == ("accepted", "Name the office.")
    scene.write_answer(reference, text="The Kyiv office.")
    assert stored(reference).state == "answer_drafted"


def test_the_partner_tells_that_it_opened_and_the_request_is_closed(scene: Scene) -> None:
    reference = accepted(scene)
    scene.write_answer(reference)
    scene.release(reference)
    scene.tell("assistance.opened", {"reference": reference})
    assert stored(reference).state == "opened"
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("c.unit"), at=scene.now)
    assert stored(reference).state == "closed"
    assert events(reference)[-2:] == ["answer.opening_received", "request.closed"]

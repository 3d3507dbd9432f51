"""Using: an answer is opened as an act, and every use is ruled on under the limits it came with."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Request, Use
from comity.assistance.queries import enclosure, request_detail
from comity.assistance.terms import (
    AnswerNotOpenedError,
    OtherAgencyError,
    RetentionOverError,
    StepNotAllowedError,
)
from comity.evidence.terms import ExhibitNotFoundError
from comity.exchange.models import Outbound
from comity.interfaces.copying import hand_out_exhibit
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Outcome
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import Scene, exhibit_told, line_of


def answered(scene: Scene) -> str:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    told = exhibit_told()
    scene.answered_there(reference, exhibits=[told], lines=(line_of(told),))
    return reference


def use(scene: Scene, reference: str, who: str = "j.alvarez", **how: Any) -> Use:
    told: dict[str, Any] = {"purpose": "duty-assessment", "proceedings": "administrative"} | how
    with transaction.atomic(durable=True):
        return services.use_answer(
            reference, officer=scene.officer(who), at=scene.now, on=scene.now.date(), **told
        )


def test_an_answer_is_read_by_nobody_before_somebody_opens_it(scene: Scene) -> None:
    reference = answered(scene)
    exhibit_id = Request.objects.get().enclosures.get().exhibit_id
    for who in ("j.alvarez", "m.chen", "c.unit", "a.hale"):
        viewer = scene.officer(who)
        detail = request_detail(reference, seen_by=viewer)
        assert (detail.answer, detail.answer_waits, detail.enclosures) == (None, True, ())
        with pytest.raises(ExhibitNotFoundError):
            enclosure(exhibit_id, seen_by=viewer)
    with pytest.raises(AnswerNotOpenedError):
        use(scene, reference)


def test_opening_is_an_act_that_the_partner_is_told_of(scene: Scene) -> None:
    reference = answered(scene)
    scene.open(reference)
    detail = request_detail(reference, seen_by=scene.officer("j.alvarez"))
    assert detail.answer is not None
    assert (detail.answer.text, detail.answer_waits) == ("The export value was USD 71 760.", False)
    assert len(detail.enclosures) == 1
    assert Outbound.objects.latest("pk").type == "assistance.opened"
    with pytest.raises(StepNotAllowedError):
        scene.open(reference)


def test_an_approver_does_not_open(scene: Scene) -> None:
    reference = answered(scene)
    with pytest.raises(NotAllowedError):
        scene.open(reference, who="m.chen")


def test_a_use_within_the_limits_is_permitted_and_one_outside_is_refused_in_words(
    scene: Scene,
) -> None:
    reference = answered(scene)
    scene.open(reference)
    assert use(scene, reference).outcome == Outcome.PERMITTED
    stopped = use(scene, reference, purpose="immigration")
    assert stopped.outcome == Outcome.REFUSED
    assert stopped.ruling.grounds
    assert use(scene, reference, proceedings="criminal").outcome == Outcome.REFERRED
    told = LedgerEntry.objects.filter(about=reference, event="answer.used").order_by("index")
    outcomes = [dict(entry.facts())["outcome"] for entry in told]
    assert outcomes == ["permitted", "refused", "referred"]


def test_a_use_names_known_words(scene: Scene) -> None:
    reference = answered(scene)
    scene.open(reference)
    with pytest.raises(InvalidDraftError) as stopped:
        use(scene, reference, purpose="", proceedings="duel", onward_to="a\nb")
    found = {(p.field, p.code) for p in stopped.value.problems}
    assert found == {
        ("purpose", "missing"),
        ("proceedings", "unknown_code"),
        ("onward_to", "unknown_code"),
    }


def test_passing_on_is_ruled_on_as_well(scene: Scene) -> None:
    reference = answered(scene)
    scene.open(reference)
    assert use(scene, reference, onward_to="Ministry of Finance").outcome != Outcome.PERMITTED


def test_only_the_agency_that_asked_uses_it(scene: Scene) -> None:
    reference = answered(scene)
    scene.open(reference)
    with pytest.raises(NotAllowedError):
        use(scene, reference, who="c.unit")
    with pytest.raises(NotAllowedError):
        use(scene, reference, who="a.hale")


def test_a_requested_side_has_nothing_to_use(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.received()
    scene.accept(reference)
    with pytest.raises(StepNotAllowedError):
        use(scene, reference)
    scene_of_ice = scene.received(reference="UA-US-2026-00008")
    scene.accept(scene_of_ice, agency="ICE")
    with pytest.raises((OtherAgencyError, NotAllowedError)):
        use(scene, scene_of_ice, who="c.unit")


def test_what_may_not_be_kept_any_more_is_not_opened(scene: Scene) -> None:
    reference = answered(scene)
    scene.now += timedelta(days=365 * 3)
    with pytest.raises(RetentionOverError):
        scene.open(reference)


def test_what_may_not_be_kept_any_more_is_not_read_nor_copied(scene: Scene) -> None:
    reference = answered(scene)
    scene.open(reference)
    viewer, exhibit_id = (
        scene.officer("j.alvarez"),
        Request.objects.get().enclosures.get().exhibit_id,
    )
    last_day = date(2028, 12, 31)
    kept = request_detail(reference, seen_by=viewer, on=last_day)
    assert (kept.answer is not None, kept.retention_over) == (True, False)
    over = request_detail(reference, seen_by=viewer, on=last_day + timedelta(days=1))
    assert (over.answer, over.retention_over, over.enclosures) == (None, True, ())
    scene.now += timedelta(days=365 * 3)
    with pytest.raises(RetentionOverError):
        hand_out_exhibit(exhibit_id, reason="read", officer=viewer, at=scene.now)
    assert use(scene, reference).outcome == Outcome.REFUSED


def test_our_record_of_it_is_closed(scene: Scene) -> None:
    reference = answered(scene)
    scene.open(reference)
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    assert Request.objects.get().state == "closed"
    assert use(scene, reference).outcome == Outcome.PERMITTED

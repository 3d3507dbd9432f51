"""A controlled delivery on one node, with a partner that speaks through its messages."""

from datetime import timedelta
from typing import Any

import pytest

from comity.assistance.models import DeliveryEntry, Request
from comity.assistance.queries.delivery import delivery_of
from comity.assistance.terms import (
    Party,
    RulingStandsAgainstError,
    SecondPersonNeededError,
)
from comity.assistance.terms.delivery import DeliveryStage, DeliveryWord, PlanName
from comity.assistance.terms.delivery_errors import (
    DeliveryPlanChangedError,
    DeliveryPlanUnknownError,
    DeliveryWordNotNowError,
    DeliveryWordNotTheirsError,
    NotADeliveryError,
)
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.delivering import DECISION, OF_KIND, PLAN, Desk, let_deliver
from tests.integration.assistance.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)
W, S = DeliveryWord, DeliveryStage


@pytest.fixture
def delivery(scene: Scene) -> str:
    """A partner's request for controlled delivery that was accepted, and that the law carries."""
    let_deliver(scene)
    reference = scene.received(**OF_KIND)
    scene.accept(reference)
    return reference


@pytest.fixture
def desk(scene: Scene, delivery: str) -> Desk:
    return Desk(scene, delivery)


@pytest.fixture
def decided(desk: Desk) -> Desk:
    """Planned here, agreed there, decided in both states."""
    desk.send(desk.plan())
    desk.hear(W.AGREE)
    desk.say(W.DECISION, "j.alvarez", state="US", facts=DECISION)
    desk.hear(W.DECISION, DECISION, state="UA")
    return desk


def test_from_the_plan_to_the_result(decided: Desk) -> None:
    assert decided.told().stage is S.DECIDED
    decided.say(W.GO, "m.chen")
    decided.hear(W.GO)
    assert decided.told().stage is S.UNDER_WAY
    decided.hear(W.SIGHTING, {"place": "Odesa", "seen": "Loaded at 04:10 UTC."})
    decided.say(W.SIGHTING, "j.alvarez", facts={"place": "Newark", "seen": "Unloaded."})
    decided.say(W.RESULT, "j.alvarez", facts={"outcome": "seized", "seen": "Two arrested."})
    told = decided.told()
    assert told.stage is S.ENDED
    assert [each.word for each in told.words] == [
        "plan", "agree", "decision", "decision", "go", "go", "sighting", "sighting", "result",
    ]  # fmt: skip


def test_every_word_is_one_entry_that_tells_nothing_of_the_goods(decided: Desk) -> None:
    decided.say(W.GO, "m.chen")
    entries = LedgerEntry.objects.filter(event__startswith="delivery.").order_by("pk")
    assert [entry.event for entry in entries] == [
        "delivery.planned",
        "delivery.told",
        "delivery.heard",
        "delivery.told",
        "delivery.heard",
        "delivery.let_go",
    ]
    assert not any("MSKU" in str(bytes(entry.body)) for entry in entries)


def test_go_needs_the_decision_of_every_state(desk: Desk) -> None:
    desk.send(desk.plan())
    desk.hear(W.AGREE)
    desk.say(W.DECISION, "j.alvarez", state="US", facts=DECISION)
    with pytest.raises(DeliveryWordNotNowError):
        desk.say(W.GO, "m.chen")
    assert desk.told().undecided == ("UA",)


def test_go_is_ruled_on_in_that_moment(desk: Desk) -> None:
    desk.send(desk.plan(route="UA, GT, US"))
    desk.hear(W.AGREE)
    for state in ("US", "GT"):
        desk.say(W.DECISION, "j.alvarez", state=state, facts=DECISION)
    desk.hear(W.DECISION, DECISION, state="UA")
    with pytest.raises(RulingStandsAgainstError):  # nothing links Ukraine and Guatemala
        desk.say(W.GO, "m.chen")


def test_what_binds_takes_two_and_a_fresh_sign_in(decided: Desk) -> None:
    with pytest.raises(FreshSignInNeededError):
        decided.say(W.GO, "m.chen", fresh=False)
    with pytest.raises(NotAllowedError):
        decided.say(W.GO, "j.alvarez")
    anew = decided.plan(who="k.ortiz")  # who writes the plan and approves elsewhere
    with pytest.raises(SecondPersonNeededError):
        decided.send(anew, who="k.ortiz")
    with pytest.raises(FreshSignInNeededError):
        decided.send(anew, afresh=None)


def test_only_the_plan_that_was_read_leaves(desk: Desk, scene: Scene) -> None:
    read = desk.plan()
    scene.now += timedelta(minutes=1)
    desk.plan(who="k.ortiz", means="Lorry")
    with pytest.raises(DeliveryPlanChangedError):
        desk.send(read)
    assert desk.told().stage is S.NONE


def test_a_plan_of_theirs_that_came_meanwhile_is_answered_by_ours(desk: Desk) -> None:
    ours = desk.plan()
    desk.hear(W.PLAN, PLAN, plan_by="requesting")
    desk.send(ours)
    told = desk.told()
    assert told.plan is not None
    assert (told.plan.plan_number, told.plan.by) == (2, "requested")


@pytest.mark.parametrize(
    ("word", "how", "error"),
    [
        (W.PLAN, {"plan": 3, "plan_by": "requesting"}, DeliveryPlanUnknownError),
        (W.PLAN, {"plan": 2, "plan_by": "requested"}, DeliveryPlanUnknownError),
        (W.GO, {"plan": 7}, DeliveryPlanUnknownError),
        (W.DECISION, {"state": "US"}, DeliveryWordNotTheirsError),
        (W.DECISION, {"state": ""}, InvalidDraftError),
        (W.GO, {"state": "UA"}, InvalidDraftError),
    ],
)
def test_what_a_partner_cannot_have_said_is_refused_by_name(
    desk: Desk, word: DeliveryWord, how: dict[str, Any], error: type[Exception]
) -> None:
    desk.send(desk.plan())
    facts = {W.PLAN: PLAN, W.DECISION: DECISION}.get(word, {})
    with pytest.raises(error):
        desk.hear(word, facts, **how)


def test_it_does_not_agree_to_its_own_plan(desk: Desk) -> None:
    desk.hear(W.PLAN, PLAN, plan_by="requesting")
    with pytest.raises(DeliveryWordNotTheirsError):
        desk.hear(W.AGREE, plan_by="requesting")
    assert desk.told().stage is S.PROPOSED


def test_their_go_alone_moves_nothing(desk: Desk) -> None:
    desk.send(desk.plan())
    desk.hear(W.AGREE)
    desk.hear(W.GO)
    assert desk.told().stage is S.AGREED


def test_only_the_plan_that_was_read_is_agreed_to(desk: Desk) -> None:
    desk.hear(W.PLAN, PLAN, plan_by="requesting")
    read = PlanName.by(Party.REQUESTING, 1)
    desk.hear(W.PLAN, {**PLAN, "route": "UA, GT, US"}, plan=2, plan_by="requesting")
    with pytest.raises(DeliveryPlanChangedError):
        desk.say(W.AGREE, "m.chen", read=read)


def test_a_plan_that_comes_while_goods_are_under_way_silences_nobody(decided: Desk) -> None:
    decided.say(W.GO, "m.chen")
    decided.hear(W.GO)
    decided.hear(W.PLAN, PLAN, plan=2, plan_by="requesting")
    assert decided.told().stage is S.UNDER_WAY
    decided.say(W.FALLBACK, "j.alvarez", facts={"place": "Newark", "reasons": "Lost."})
    assert decided.told().stage is S.INTERRUPTED


def test_a_result_of_goods_that_nobody_let_go_ends_nothing(desk: Desk) -> None:
    desk.send(desk.plan())
    desk.hear(W.RESULT, {"outcome": "seized", "seen": "Two arrested."})
    assert desk.told().stage is S.PROPOSED


def test_a_request_of_another_kind_has_none(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    with pytest.raises(NotADeliveryError):
        Desk(scene, reference).plan()
    with pytest.raises(NotADeliveryError):
        Desk(scene, reference).hear(W.PLAN, PLAN, plan_by="requesting")
    assert (
        delivery_of(Request.objects.get(reference=reference), seen_by=scene.officer("j.alvarez"))
        is None
    )


def test_who_does_not_see_the_request_says_and_sees_nothing_of_it(desk: Desk, scene: Scene) -> None:
    desk.send(desk.plan())
    with pytest.raises(NotFoundError):
        desk.say(W.STOP, "d.reyes", facts={"reasons": "Ours."})
    seen = DeliveryEntry.objects.visible_to(scene.officer("d.reyes"))
    assert not seen.exists()
    assert DeliveryEntry.objects.visible_to(scene.officer("j.alvarez")).exists()


def test_each_word_leaves_at_once_and_in_the_order_of_its_case(decided: Desk) -> None:
    left = Outbound.objects.filter(type="assistance.delivery").order_by("pk")
    assert [message.urgent for message in left] == [True, True]

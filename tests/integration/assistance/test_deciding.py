"""Decisions: accepted whole, in part or on conditions; refused after consulting the partner."""

import json

import pytest
from django.db import transaction

from comity.agreements.queries import current_register
from comity.assistance import services
from comity.assistance.models import Request
from comity.assistance.queries.deciding import decision_of, refusals_after_consultation
from comity.assistance.terms import RefusalGround, RequestState
from comity.assistance.terms.deciding import Acceptance, Consulted
from comity.exchange.models import Outbound
from comity.exchange.terms import Reliance
from comity.kernel.errors import InvalidDraftError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import ON, Scene, request_body

pytestmark = pytest.mark.django_db(transaction=True)

CONSULTING = "us-cn-1999"
PART = Acceptance("part", "No copies of invoices before 2024.", "Not before the hearing.")


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def accept(scene: Scene, reference: str, acceptance: Acceptance) -> Request:
    with transaction.atomic(durable=True):
        return services.accept_request(
            reference,
            agency="CBP",
            acceptance=acceptance,
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON,
        )


def refuse(scene: Scene, reference: str, consulted: Consulted) -> Request:
    with transaction.atomic(durable=True):
        return services.refuse_request(
            reference,
            ground="ex.ongoing",
            reasons="A court has the matter.",
            consulted=consulted,
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON,
        )


def wrong_in(refused: pytest.ExceptionInfo[InvalidDraftError]) -> set[tuple[str, str]]:
    return {(each.code, each.field) for each in refused.value.problems}


def consulting(scene: Scene) -> str:
    """A partner's request that relies on an agreement whose article wants consultation first."""
    digest = current_register().instrument(CONSULTING).digest
    body = request_body()
    scene.tell("assistance.request", body, under=Reliance(CONSULTING, "Art. 2", digest))
    return str(body["reference"])


def last_entry(reference: str) -> dict[str, str]:
    entry = LedgerEntry.objects.filter(about=reference).order_by("-epoch", "-index")[0]
    return dict(entry.facts())


def test_what_is_left_out_and_the_conditions_travel_with_the_acceptance(scene: Scene) -> None:
    reference = scene.received()
    request = accept(scene, reference, PART)
    assert request.stands is RequestState.ACCEPTED
    decision = decision_of(request)
    assert decision is not None and (decision.acceptance, decision.by) == (PART, "c.unit")
    told = Outbound.objects.get(type="assistance.accepted")
    assert told.case == reference
    facts = last_entry(reference)
    assert (facts["scope"], facts["conditional"]) == ("part", "set")
    assert PART.conditions not in json.dumps(facts)


def test_an_acceptance_of_the_whole_needs_no_row_of_its_own(scene: Scene) -> None:
    reference = scene.received()
    assert decision_of(accept(scene, reference, Acceptance())) is None
    assert last_entry(reference)["scope"] == "whole"


@pytest.mark.parametrize(
    ("acceptance", "wrong"),
    [
        (Acceptance("half"), ("unknown_code", "scope")),
        (Acceptance("part"), ("missing", "not_done")),
        (Acceptance("whole", "The invoices."), ("whole_leaves_nothing", "not_done")),
        (Acceptance("whole", "", "a\u202eb"), ("control_characters", "conditions")),
        (Acceptance("whole", "", "x" * 4001), ("too_long", "conditions")),
    ],
)
def test_an_acceptance_that_contradicts_itself_changes_nothing(
    scene: Scene, acceptance: Acceptance, wrong: tuple[str, str]
) -> None:
    reference = scene.received()
    with pytest.raises(InvalidDraftError) as refused:
        accept(scene, reference, acceptance)
    assert wrong in wrong_in(refused)
    assert Request.objects.get(reference=reference).stands is RequestState.RECEIVED


def test_the_asking_side_reads_what_was_accepted_and_on_which_conditions(scene: Scene) -> None:
    reference = scene.sent()
    body = {"reference": reference, "unit": "Kyiv Customs", "scope": "part"}
    told = {"not_done": PART.not_done, "conditions": PART.conditions}
    scene.tell("assistance.accepted", {**body, **told})
    request = Request.objects.get(reference=reference)
    decision = decision_of(request)
    assert decision is not None and (decision.acceptance, decision.by) == (PART, "")
    assert last_entry(reference)["scope"] == "part"


def test_an_earlier_nodes_acceptance_is_of_the_whole(scene: Scene) -> None:
    reference = scene.sent()
    scene.accepted_there(reference)
    request = Request.objects.get(reference=reference)
    assert (request.stands, decision_of(request)) == (RequestState.ACCEPTED, None)
    assert last_entry(reference)["conditional"] == "none"


def test_the_article_that_wants_the_partner_consulted_is_cited(scene: Scene) -> None:
    request = Request.objects.get(reference=consulting(scene))
    found = refusals_after_consultation(request, on=ON)
    assert set(found) == {RefusalGround.ONGOING}
    assert dict(found[RefusalGround.ONGOING].facts)["article"] == "Art. 14(3)"


def test_a_refusal_waits_until_the_partner_was_consulted(scene: Scene) -> None:
    reference = consulting(scene)
    for consulted, wrong in (
        (Consulted(), {("consultation_owed", "consulted_on"), ("missing", "consultation")}),
        (Consulted("2026-11-22", "By telephone."), {("day_ahead", "consulted_on")}),
        (Consulted("soon", "By telephone."), {("not_a_day", "consulted_on")}),
        (Consulted("2026-11-20", " "), {("missing", "consultation")}),
    ):
        with pytest.raises(InvalidDraftError) as refused:
            refuse(scene, reference, consulted)
        assert wrong_in(refused) == wrong
    request = refuse(scene, reference, Consulted("2026-11-20", "By telephone; they insist."))
    decision = decision_of(request)
    assert decision is not None
    assert decision.consulted == Consulted("2026-11-20", "By telephone; they insist.")
    assert last_entry(reference)["consulted"] == "2026-11-20"


def test_where_no_article_wants_it_nobody_need_be_consulted(scene: Scene) -> None:
    reference = scene.received()
    request = refuse(scene, reference, Consulted())
    assert (request.stands, decision_of(request)) == (RequestState.REFUSED, None)

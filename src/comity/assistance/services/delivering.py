"""Acts of a controlled delivery: the plan, the decisions, go or no go, what happens, the result.

What binds the administration, a plan that leaves, an agreement and a "go", is an approver's, signed
in afresh, who did not write it. What happens on the road is told by one officer: both plans agreed
to that, and goods under way wait for no second signature.
"""

from collections.abc import Mapping
from datetime import date, datetime

from comity.agreements.queries import current_register
from comity.agreements.rules.delivering import rule_on_controlled_delivery
from comity.assistance.delivery_rules import delivery_in, problems_in_word
from comity.assistance.lifecycle.delivery import WHO_SAYS, may_say, stage_of
from comity.assistance.models import DeliveryEntry, Request
from comity.assistance.queries.delivery import said_of
from comity.assistance.services.delivery_telling import kept_facts, record_word, tell_word
from comity.assistance.services.law import (
    demand_higher_approval,
    demand_permission,
    own_code,
    permission_to_tell,
    ruling_on,
)
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.services.transfer_rules import demand_words_carried
from comity.assistance.terms import (
    Channel,
    DeputyOfWriterError,
    OtherAgencyError,
    SecondPersonNeededError,
)
from comity.assistance.terms.data_transfers import TransferKind
from comity.assistance.terms.delivery import (
    DELIVERY_KIND,
    DELIVERY_STATES,
    DeliveryWord,
    PlanName,
    plan_that_stands,
)
from comity.assistance.terms.delivery_errors import (
    DeliveryPlanChangedError,
    DeliveryWordNotNowError,
    NotADeliveryError,
)
from comity.assistance.terms.events.delivery import (
    DELIVERY_PLANNED,
)
from comity.kernel.errors import Problem
from comity.kernel.rulings import Permission
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

_LEAVES_BY_TWO = frozenset({DeliveryWord.AGREE, DeliveryWord.GO})


def write_delivery_plan(
    reference: str, facts: Mapping[str, str], *, officer: Viewer, at: datetime, on: date
) -> DeliveryEntry:
    """Write a plan, or write on at the one that nobody has let out yet.

    Args:
        reference: of a request for controlled delivery that is being carried out.
        facts: what was filled in.
        officer: of the agency that carries it out.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotADeliveryError: the request is of another kind, or is not being carried out.
        DeliveryWordNotNowError: the delivery stands where no plan is made.
        InvalidDraftError: something is missing or wrong; every problem is named.
        NotFoundError, NotAllowedError: as for every act.
    """
    request = _request_for_word(reference, DeliveryWord.PLAN, officer=officer)
    _demand_now(request, DeliveryWord.PLAN)
    demand_no_problems(
        problems_in_word(DeliveryWord.PLAN, facts, own=own_code(), partner=request.partner, on=on)
    )
    waiting = request.delivery_words.filter(told_at=None).first()
    plan = waiting.plan if waiting else _next_plan(request)
    entry = waiting or DeliveryEntry(request=request, word=DeliveryWord.PLAN.value)
    entry.by, entry.at, entry.officer_name = request.side, at, officer.name
    entry.plan_number, entry.plan_of_requested = plan.number, plan.of_requested
    entry.facts = kept_facts(DeliveryWord.PLAN, facts)
    entry.writers = sorted({*entry.writers, *officer.people})
    entry.save()
    record_word(request, DELIVERY_PLANNED, by=officer.name, at=at, plan=plan.number)
    return entry


def send_delivery_plan(
    reference: str,
    *,
    written_at: datetime,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> DeliveryEntry:
    """Propose the plan that was written to the partner.

    Args:
        reference: of the request.
        written_at: when the plan was written that the approver read; no other leaves.
        officer: an approver of the agency, not one of its writers.
        signed_in_afresh_at: when the approver last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        FreshSignInNeededError: the approver has not just signed in afresh.
        SecondPersonNeededError: a writer would let it out.
        DeliveryPlanChangedError: it was written anew since it was read, or none waits.
        RulingStandsAgainstError: the law does not carry what is planned together.
        LinkNotConfirmedError: nothing can be carried to the partner now.
        NotADeliveryError, NotFoundError, NotAllowedError: as for every word.
    """
    request = _request_for_word(reference, DeliveryWord.AGREE, officer=officer)
    waiting = request.delivery_words.filter(told_at=None).first()
    if waiting is None or waiting.at != written_at:
        raise DeliveryPlanChangedError()
    _demand_now(request, DeliveryWord.PLAN)
    if waiting.plan != _next_plan(request):
        # The partner's own plan came meanwhile: ours answers it.
        waiting.plan_number = _next_plan(request).number
    _demand_second_person(waiting, officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    demand_no_problems(
        problems_in_word(
            DeliveryWord.PLAN, waiting.facts, own=own_code(), partner=request.partner, on=on
        )
    )
    permission = demand_permission(ruling_on(request, on=on))
    demand_higher_approval(permission, officer=officer)
    demand_words_carried(TransferKind.DELIVERY, partner=request.partner, officer=officer)
    tell_word(request, waiting, under=permission, by=officer.name, at=at)
    return waiting


def say_of_delivery(  # noqa: PLR0913  an act names all it rests on
    reference: str,
    word: DeliveryWord,
    facts: Mapping[str, str],
    *,
    read: PlanName,
    state: str = "",
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> DeliveryEntry:
    """Say a word about a delivery, other than a plan, and tell the partner.

    "Go" is ruled on in this moment: every leg of the way, and the decision of every state.

    Args:
        reference: of the request.
        word: what is said.
        facts: what was filled in.
        read: of which plan it is said; where another stands by now, nothing is.
        state: of a decision: the state whose competent authority decided.
        officer: as the word asks (`WHO_SAYS`).
        signed_in_afresh_at: when the officer last signed in afresh; an agreement and a "go" ask it.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        DeliveryWordNotNowError: the delivery stands where this is not said.
        DeliveryPlanChangedError: another plan stands than was read.
        InvalidDraftError: something is missing or wrong; every problem is named.
        FreshSignInNeededError, SecondPersonNeededError: an agreement and a "go" take two.
        RulingStandsAgainstError: the law does not carry the delivery, or someone must decide.
        LinkNotConfirmedError: nothing can be carried to the partner now.
        NotADeliveryError, NotFoundError, NotAllowedError: as for every word.
    """
    request = _request_for_word(reference, word, officer=officer)
    _demand_now(request, word, state=state)
    demand_no_problems(
        (
            *_wrong_state(word, state, request.partner),
            *problems_in_word(word, facts, own=own_code(), partner=request.partner, on=on),
        )
    )
    plan = plan_that_stands(said_of(request))
    if plan is None or plan.plan != read:
        raise DeliveryPlanChangedError()
    if word in _LEAVES_BY_TWO:
        _demand_other_than_planner(request, plan.plan, officer)
        demand_fresh_sign_in(signed_in_afresh_at, at=at)
    under = permission_to_tell(request, on=on)
    if word is DeliveryWord.GO:
        under = _permission_to_deliver(request, officer=officer, on=on)
    entry = DeliveryEntry(
        request=request,
        word=word.value,
        by=request.side,
        plan_number=plan.plan.number,
        plan_of_requested=plan.plan.of_requested,
        state=state,
        facts=kept_facts(word, facts),
        officer_name=officer.name,
        at=at,
    )
    tell_word(request, entry, under=under, by=officer.name, at=at)
    return entry


def _request_for_word(reference: str, word: DeliveryWord, *, officer: Viewer) -> Request:
    request = request_for_change(reference, officer=officer)
    if request.kind != DELIVERY_KIND or request.stands not in DELIVERY_STATES:
        raise NotADeliveryError(reference=reference)
    if request.channel == Channel.LETTER:
        # Goods under way wait for no letter: both sides must hear each other at once.
        raise NotADeliveryError(reference=reference)
    demand_role(officer, WHO_SAYS[word])
    if not officer.reaches(request.agency_code, roles=WHO_SAYS[word]):
        raise OtherAgencyError(agency=request.agency_code or "")
    return request


def _demand_now(request: Request, word: DeliveryWord, *, state: str = "") -> None:
    said = said_of(request)
    if not may_say(word, said, by=request.own_side, state=state):
        raise DeliveryWordNotNowError(stage=stage_of(said).value)


def _wrong_state(word: DeliveryWord, state: str, partner: str) -> tuple[Problem, ...]:
    """A decision is told by the state it was made in; the partner tells of its own."""
    if word is not DeliveryWord.DECISION:
        return ()
    if not state:
        return (Problem("missing", "state"),)
    return (Problem("unknown_code", "state"),) if state == partner else ()


def _next_plan(request: Request) -> PlanName:
    plan = plan_that_stands(said_of(request))
    return PlanName.by(request.own_side, plan.plan.number + 1 if plan else 1)


def _demand_second_person(entry: DeliveryEntry, officer: Viewer) -> None:
    if not officer.people.isdisjoint(entry.writers):
        wrote = officer.officer_id in entry.writers
        raise SecondPersonNeededError() if wrote else DeputyOfWriterError()


def _demand_other_than_planner(request: Request, plan: PlanName, officer: Viewer) -> None:
    written = request.delivery_words.filter(
        word=DeliveryWord.PLAN.value,
        plan_number=plan.number,
        plan_of_requested=plan.of_requested,
    )
    for entry in written:
        _demand_second_person(entry, officer)


def _permission_to_deliver(request: Request, *, officer: Viewer, on: date) -> Permission:
    register, act = current_register(), delivery_in(said_of(request), own=own_code())
    under = request.relied_on if register.has(request.relied_on) else None
    permission = demand_permission(rule_on_controlled_delivery(register, act, on=on, under=under))
    demand_higher_approval(permission, officer=officer)
    demand_words_carried(TransferKind.DELIVERY, partner=request.partner, officer=officer)
    return permission

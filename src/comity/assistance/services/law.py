"""Rulings for acts: always anew, on the register as it stands, inside the act's transaction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from django.utils import timezone

from comity.agreements.queries import current_register
from comity.agreements.rules import limits_of, rule_on_answering, rule_on_asking
from comity.agreements.rules.conditions import APPROVAL
from comity.agreements.terms import Ask, Leave, Proceedings, Purpose, UseLimits
from comity.assistance.models import Request, asked_anew_at
from comity.assistance.rules import answer_in, ask_in
from comity.assistance.services.information_law import ruling_on_information
from comity.assistance.services.reliance import ruling_beside_theirs
from comity.assistance.terms import (
    AnswerDraft,
    HigherApprovalNeededError,
    Party,
    RelianceMissingError,
    RequestDraft,
    RulingStandsAgainstError,
)
from comity.kernel.codes import CountryCode
from comity.kernel.duties import FOR_THE_NODE
from comity.kernel.errors import InvalidDraftError, Problem
from comity.kernel.rulings import Citation, Ground, Permission, Referral, Role, Ruling
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer

# Nothing of it was supplied by another administration.
_NOBODY: Final[Mapping[str, bool]] = MappingProxyType({})


def own_code() -> str:
    """Return the code of the administration whose node this is."""
    return own_administration().code


def ask_of(request: Request) -> Ask:
    """Return the act of asking that a request is, whoever asks.

    Raises:
        InvalidDraftError: kind or partner are not known; nothing can be ruled on it.
    """
    return ask_of_draft(_as_asked(request), requesting=_requesting(request))


def ask_of_draft(draft: RequestDraft, *, requesting: str) -> Ask:
    """Return the act of asking that a draft means.

    Raises:
        InvalidDraftError: kind or partner are missing or not known.
    """
    ask = ask_in(draft, requesting=requesting)
    if ask is None:
        raise InvalidDraftError((Problem("unknown_code", "kind"),))
    return ask


def ruling_on(request: Request, *, on: date) -> Ruling:
    """Rule on the asking itself, as each of the two sides does for itself.

    A partner's request names the terms it relied on; where they are not ours the ruling says so.

    Args:
        request: ours or a partner's.
        on: the civil day of the act.
    """
    ruling = rule_on_asking(current_register(), ask_of(request), on=on, under=_under(request))
    is_ours = request.own_side is Party.REQUESTING
    return ruling if is_ours else ruling_beside_theirs(ruling, request)


def ruling_on_consultation(kind: str, *, partner: str, relied_on: str, on: date) -> Ruling:
    """Rule on the asking that a partner's draft means, of which it wants our informal view.

    Args:
        kind: of assistance.
        partner: whose draft it is.
        relied_on: the instrument it named; where it is not ours, all that we hold is ruled on.
        on: the civil day of the act.
    """
    register = current_register()
    ask = ask_of_draft(RequestDraft(partner=own_code(), kind=kind), requesting=partner)
    under = relied_on if register.has(relied_on) else None
    return rule_on_asking(register, ask, on=on, under=under)


def ruling_on_answer(
    request: Request, answer: AnswerDraft, *, on: date, supplied: Mapping[str, bool] = _NOBODY
) -> Ruling:
    """Rule on releasing an answer: the instrument and own law, both limbs.

    What nobody asked for is told on a basis of its own.

    Args:
        request: the request that is answered.
        answer: what would be let out, without problems.
        on: the civil day of the act.
        supplied: whether each administration that supplied some of it has consented, by its code.
    """
    if request.unasked:
        return ruling_on_information(request, answer, on=on, supplied=supplied)
    # The clock of the answer begins anew with a question that follows one.
    came_at = asked_anew_at(request) or request.received_at
    act = answer_in(
        answer,
        ask=ask_of(request),
        request=request.as_draft(),
        received_on=timezone.localdate(came_at) if came_at is not None else None,
    )
    act = replace(
        act,
        suppliers=frozenset(map(CountryCode, supplied)),
        consented=frozenset(CountryCode(code) for code, given in supplied.items() if given),
    )
    return rule_on_answering(current_register(), act, on=on, under=_under(request))


def permission_to_answer(
    request: Request, answer: AnswerDraft, *, on: date, supplied: Mapping[str, bool] = _NOBODY
) -> Permission:
    """Return the permission to release an answer.

    Raises:
        RulingStandsAgainstError: the law does not carry it, or a person must decide first.
    """
    return demand_permission(ruling_on_answer(request, answer, on=on, supplied=supplied))


def demand_permission(ruling: Ruling) -> Permission:
    """Return the permission a ruling is.

    Raises:
        RulingStandsAgainstError: it is none; the ruling travels with the error.
    """
    if not isinstance(ruling, Permission):
        raise RulingStandsAgainstError(ruling)
    return ruling


def demand_acceptable(ruling: Ruling) -> None:
    """Refuse unless a ruling permits, or leaves it to the central unit, which acts now.

    Raises:
        RulingStandsAgainstError: it does neither; the ruling travels with the error.
    """
    match ruling:
        case Permission():
            return
        case Referral() if ruling.to is FOR_THE_NODE:
            return
        case _:
            raise RulingStandsAgainstError(ruling)


def demand_higher_approval(
    permission: Permission, *, officer: Viewer, but: frozenset[Role] = frozenset()
) -> None:
    """Refuse unless who releases holds every office whose approval the permission asks for.

    Own law and national instructions both ask for it; of the second only the office is told.

    Args:
        permission: of this moment.
        officer: who releases.
        but: offices that give their approval by an act of their own.

    Raises:
        HigherApprovalNeededError: an office is not held; the offices lacking are named.
    """
    lacking = offices_lacking(permission, officer=officer, but=but)
    if lacking:
        raise HigherApprovalNeededError(roles=", ".join(lacking))


def offices_lacking(
    permission: Permission, *, officer: Viewer, but: frozenset[Role] = frozenset()
) -> list[str]:
    """Return the offices whose approval a permission asks for and that an officer does not hold.

    Args:
        permission: of this moment.
        officer: who releases.
        but: offices that give their approval by an act of their own.
    """
    owed = [dict(c.facts)["role"] for c in permission.conditions if c.code == APPROVAL]
    return sorted({r for r in owed if Role(r) not in but and not officer.holds(Role(r))})


def limits_for(
    request: Request, answer: AnswerDraft, *, under: str, supplier: str, on: date
) -> UseLimits:
    """Return what an answer may be used for: the instrument's limits, narrowed by its writer.

    Args:
        request: that is answered.
        answer: with the conditions its writer set.
        under: reference of the instrument, which the register holds.
        supplier: code of the administration that answers.
        on: the civil day from which its keeping is counted.
    """
    instrument = current_register().instrument(under)
    limits = limits_of(
        instrument,
        supplier=CountryCode(supplier),
        asked_for=ask_of(request).stated_purpose,
        on=on,
    )
    allowed = frozenset(answer.proceedings)
    return limits.narrowed(
        purposes=[Purpose(code) for code in answer.purposes],
        proceedings=[
            (kind, Leave.YES if kind in allowed else Leave.CONSENT) for kind in Proceedings
        ],
        onward=Leave(answer.onward),
        keep_until=_keep_until(answer, on),
    )


def permission_to_tell(request: Request, *, on: date) -> Permission:
    """Permit telling the partner what became of its request, or of its answer.

    Accepted, refused and opened disclose nothing but that; they are owed under the instrument
    that the request relied on, whatever this node's own ruling on the request is.

    Raises:
        RelianceMissingError: the request named no instrument.
    """
    if not request.relied_on:
        raise RelianceMissingError()
    facts = (("reference", request.reference),)
    cites = Citation.quoting(request.article)
    return Permission(
        under=request.relied_on,
        article=request.article,
        terms_digest=request.terms_digest,
        on=on,
        grounds=(Ground("told_under_the_request", cites, facts=facts),),
    )


def _requesting(request: Request) -> str:
    return own_code() if request.own_side is Party.REQUESTING else request.partner


def _as_asked(request: Request) -> RequestDraft:
    """Return the draft with the administration that was asked, which for a partner's is us."""
    draft = request.as_draft()
    if request.own_side is Party.REQUESTING:
        return draft
    return RequestDraft(
        partner=own_code(), kind=draft.kind, purpose=draft.purpose, reciprocity=draft.reciprocity
    )


def _under(request: Request) -> str | None:
    """Return the instrument to rule under: the one chosen, or the one the partner relied on.

    That a partner relies on what our register does not hold is no reason to fail: the ruling is
    then made on all that the register holds.

    Raises:
        InvalidDraftError: our own draft names an instrument that the register does not hold.
    """
    asking = request.own_side is Party.REQUESTING
    chosen = request.under if asking else request.relied_on
    if not chosen or current_register().has(chosen):
        return chosen or None
    if asking:
        raise InvalidDraftError((Problem("instrument_unknown", "under"),))
    return None


def _keep_until(answer: AnswerDraft, on: date) -> date | None:
    if answer.retention_days is None:
        return None
    return date.fromordinal(on.toordinal() + answer.retention_days)

"""A link's epochs, the evidence of forks, and recovery from what a partner holds."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router, Schema
from pydantic import AfterValidator, ConfigDict, StringConstraints

from comity.exchange.duties import SEE_TRAFFIC
from comity.exchange.epoch_queries import (
    EpochsOfLink,
    EpochView,
    RecoveryView,
    epochs_of,
    fork_evidence,
)
from comity.exchange.services import confirm_epoch, end_recovery, propose_epoch, recover_link
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.links import ReasonGiven, demand_link
from comity.interfaces.rest.values import Reference
from comity.interfaces.sentences import sentence
from comity.kernel.errors import NotFoundError
from comity.kernel.texts import has_hidden_characters
from comity.officers.terms import Viewer, demand_role

router = Router(tags=["links"])
Json = dict[str, Any]


def _clean(text: str) -> str:
    if has_hidden_characters(text):
        raise ValueError("control characters")
    return text


class EpochGiven(Schema):
    """Why a new epoch is begun; both stand in the record."""

    model_config = ConfigDict(extra="forbid")
    cause: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    reason: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
        AfterValidator(_clean),
    ]


@router.get("/links/{partner}/epochs", response=Json)
def show_epochs(request: HttpRequest, partner: Reference) -> Json:
    """Epochs of the link, the one proposed, recoveries and forks; the latest first."""
    officer = moment_of(request).officer
    demand_role(officer, SEE_TRAFFIC.roles)
    return _json(_seen(partner, officer))


@router.post("/links/{partner}/epochs", response=Json)
def propose(request: HttpRequest, partner: Reference, given: EpochGiven) -> Json:
    """Propose a new epoch of the channel to a partner; another person confirms it."""
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        propose_epoch(
            partner, cause=given.cause, reason=given.reason, officer=moment.officer, at=moment.at
        )
    return _json(_seen(partner, moment.officer))


@router.post("/links/{partner}/epochs/confirm", response=Json)
def confirm(request: HttpRequest, partner: Reference) -> Json:
    """Confirm the proposed epoch: what was not receipted goes again under the same ids."""
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        confirm_epoch(partner, officer=moment.officer, at=moment.at)
    return _json(_seen(partner, moment.officer))


@router.post("/links/{partner}/recovery", response=Json)
def recover(request: HttpRequest, partner: Reference) -> Json:
    """Ask a partner for what this node lacks; nobody acts on the link until that has ended."""
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        recover_link(partner, officer=moment.officer, at=moment.at)
    return _json(_seen(partner, moment.officer))


@router.post("/links/{partner}/recovery/end", response=Json)
def end(request: HttpRequest, partner: Reference, given: ReasonGiven) -> Json:
    """End a recovery that the partner cannot feed; what is missing stays missing."""
    with act_of(request) as moment:
        demand_link(partner, moment.officer)
        end_recovery(partner, reason=given.reason, officer=moment.officer, at=moment.at)
    return _json(_seen(partner, moment.officer))


@router.get("/links/{partner}/forks/{number}", response=Json)
def show_fork(request: HttpRequest, partner: Reference, number: int) -> Json:
    """The evidence of one fork, which anybody with both descriptors can check alone."""
    officer = moment_of(request).officer
    demand_role(officer, SEE_TRAFFIC.roles)
    found = fork_evidence(partner, min(number, 2**62), seen_by=officer)
    if found is None:
        raise NotFoundError(what="fork")
    return found


def _seen(partner: str, officer: Viewer) -> EpochsOfLink:
    found = epochs_of(partner, seen_by=officer)
    if found is None:
        raise NotFoundError(what="link")
    return found


def _json(found: EpochsOfLink) -> Json:
    return {
        "partner": found.partner,
        "recovering": found.recovery is not None,
        "proposed": None if found.proposed is None else _epoch(found.proposed),
        "epochs": [_epoch(each) for each in found.epochs],
        "recoveries": [_recovery(each) for each in found.recoveries],
        "forks": [
            {
                "number": each.number,
                "origin": each.origin,
                "size": each.size,
                "found_at": each.found_at,
            }
            for each in found.forks
        ],
    }


def _epoch(each: EpochView) -> Json:
    return {name: getattr(each, name) for name in each.__slots__}


def _recovery(each: RecoveryView) -> Json:
    told = {name: getattr(each, name) for name in each.__slots__ if name != "facts"}
    told["missing"] = [dict(named) for named in each.missing]
    told["unapplied"] = [dict(named) for named in each.unapplied]
    told["sentence"] = sentence(each.failure, each.facts, translate=gettext) if each.failure else ""
    return told

"""The node's own keys: how old they are, who has them, and replacing them by two."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router
from pydantic import AwareDatetime

from comity.exchange.key_queries import OwnKeyView, last_rehearsal, own_keys
from comity.exchange.key_terms import KeyRole
from comity.exchange.models import KeyTurn
from comity.exchange.services import ask_turn, confirm_turn, tell_compromise, withdraw_turn
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.links import ReasonGiven

router = Router(tags=["keys"])
Json = dict[str, Any]
Role = Annotated[KeyRole, Path()]


class CompromiseTold(ReasonGiven):
    """What is known of a private key in other hands."""

    since: AwareDatetime


@router.get("/node/keys", response=Json)
def list_own_keys(request: HttpRequest) -> Json:
    """The node's keys by role: since when each is used, and which partners have it."""
    officer = moment_of(request).officer
    rehearsed = last_rehearsal(seen_by=officer)
    return {
        "items": [_shown(each) for each in own_keys(seen_by=officer)],
        "recovery_rehearsed": None
        if rehearsed is None
        else {
            "at": rehearsed.at,
            "by": [rehearsed.first, rehearsed.second],
            "keys_replaced_since": rehearsed.turned_since,
        },
    }


@router.post("/node/keys/{role}/rotate", response=Json)
def rotate(request: HttpRequest, role: Role, given: ReasonGiven) -> Json:
    """Ask that a key be replaced; a second administrator confirms. Both sign in afresh."""
    with act_of(request) as moment:
        turn = ask_turn(
            role,
            reason=given.reason,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
        )
    return _turned(turn)


@router.post("/node/keys/{role}/confirm", response=Json)
def confirm(request: HttpRequest, role: Role) -> Json:
    """Confirm as the second administrator, signed in afresh, that a key is replaced."""
    with act_of(request) as moment:
        turn = confirm_turn(
            role, officer=moment.officer, signed_in_afresh_at=moment.afresh_at, at=moment.at
        )
    return _turned(turn)


@router.post("/node/keys/{role}/withdraw", response=Json)
def withdraw(request: HttpRequest, role: Role) -> Json:
    """Take back that a key be replaced, before it is confirmed; signed in afresh."""
    with act_of(request) as moment:
        turn = withdraw_turn(
            role, officer=moment.officer, signed_in_afresh_at=moment.afresh_at, at=moment.at
        )
    return _turned(turn)


@router.post("/node/keys/{role}/compromised", response=Json)
def tell_compromised(request: HttpRequest, role: Role, given: CompromiseTold) -> Json:
    """Tell that a private key may be in other hands, replaced at once; signed in afresh."""
    since: datetime = given.since
    with act_of(request) as moment:
        turn = tell_compromise(
            role,
            since=since,
            reason=given.reason,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
        )
    return _turned(turn)


def _turned(turn: KeyTurn) -> Json:
    return {"role": str(turn.role), "state": str(turn.state)}


def _shown(each: OwnKeyView) -> Json:
    turn = each.turn
    return {
        "role": each.role.value,
        "name": each.name,
        "digest": each.digest,
        "since": each.since,
        "partners": [
            {"partner": one.partner, "has_it": one.has_it, "key_before_counts": one.both}
            for one in each.partners
        ],
        "turn": None
        if turn is None
        else {
            "state": turn.state.value,
            "asked_by": turn.asked_by,
            "asked_at": turn.asked_at,
            "reason": turn.reason,
            "compromised": turn.compromised,
        },
    }

"""Acts on our own keys: ask that one be replaced, confirm it, take it back, tell a compromise.

The worker makes the new key once a second administrator has confirmed; a sealing key, which
nothing at rest depends on and nobody verifies by, needs one alone.
"""

from datetime import datetime

from comity.exchange.duties import TURN_KEYS
from comity.exchange.key_terms import (
    KEY_COMPROMISED,
    KEY_TURN_ASKED,
    KEY_TURN_CONFIRMED,
    KEY_TURN_WITHDRAWN,
    KeyRole,
    TurnState,
)
from comity.exchange.models import KeyTurn
from comity.exchange.refusals import KeyFault, KeyRefusedError
from comity.ledger.services import append
from comity.ledger.terms import NODE, EventKind
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

_OPEN = (TurnState.ASKED, TurnState.CONFIRMED)


def ask_turn(
    role: KeyRole,
    *,
    reason: str,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
) -> KeyTurn:
    """Ask that a key of this node be replaced by a new one, with overlap.

    Args:
        role: which key.
        reason: why; it stands in the record.
        officer: a node administrator.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.

    Returns:
        The turn: confirmed already for a sealing key, else waiting for a second administrator.

    Raises:
        NotAllowedError: the officer does not administer this node.
        FreshSignInNeededError: the officer has not just signed in afresh.
        KeyRefusedError: replacing that key is under way.
    """
    demand_role(officer, TURN_KEYS.roles)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    return _ask(role, reason=reason, since=None, officer=officer, at=at)


def tell_compromise(
    role: KeyRole,
    *,
    since: datetime,
    reason: str,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
) -> KeyTurn:
    """Tell that a private key may be in other hands, and ask that it be replaced at once.

    The new key counts as soon as a partner has receipted it, and the old one ends with it, without
    overlap. Whoever holds the old key could introduce keys of its own before that: each partner
    should compare the link's number anew.

    Args:
        role: which key.
        since: aware UTC instant from which on nothing signed with it proves anything.
        reason: what is known.
        officer: a node administrator.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer does not administer this node.
        FreshSignInNeededError: the officer has not just signed in afresh.
        KeyRefusedError: replacing that key is under way; confirm or withdraw that first.
    """
    demand_role(officer, TURN_KEYS.roles)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    return _ask(role, reason=reason, since=since, officer=officer, at=at)


def confirm_turn(
    role: KeyRole, *, officer: Viewer, signed_in_afresh_at: datetime | None, at: datetime
) -> KeyTurn:
    """Confirm as the second administrator that a key is replaced; the worker then makes it.

    Raises:
        NotAllowedError: the officer does not administer this node.
        FreshSignInNeededError: the officer has not just signed in afresh.
        KeyRefusedError: nobody asked, or the same officer did.
    """
    demand_role(officer, TURN_KEYS.roles)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    turn = _asked(role)
    if turn.asker in officer.people:
        raise KeyRefusedError(KeyFault.SAME_ADMINISTRATOR, officer=officer.name)
    turn.state, turn.confirmed_at = TurnState.CONFIRMED, at
    turn.confirmed_by, turn.confirmer = officer.name, officer.officer_id
    turn.save(update_fields=["state", "confirmed_at", "confirmed_by", "confirmer"])
    _record(KEY_TURN_CONFIRMED, officer, at=at, role=role.value)
    return turn


def withdraw_turn(
    role: KeyRole, *, officer: Viewer, signed_in_afresh_at: datetime | None, at: datetime
) -> KeyTurn:
    """Take back that a key be replaced, before a second administrator has confirmed it.

    Whoever had only an open session could otherwise keep a stolen key in force.

    Raises:
        NotAllowedError: the officer does not administer this node.
        FreshSignInNeededError: the officer has not just signed in afresh.
        KeyRefusedError: nobody asked, or it is confirmed already.
    """
    demand_role(officer, TURN_KEYS.roles)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    turn = _asked(role)
    turn.state = TurnState.WITHDRAWN
    turn.save(update_fields=["state"])
    _record(KEY_TURN_WITHDRAWN, officer, at=at, role=role.value)
    return turn


def _ask(
    role: KeyRole, *, reason: str, since: datetime | None, officer: Viewer, at: datetime
) -> KeyTurn:
    if KeyTurn.objects.select_for_update(no_key=True).filter(role=role, state__in=_OPEN).exists():
        raise KeyRefusedError(KeyFault.TURN_UNDER_WAY, role=role.value)
    alone = role is KeyRole.SEALING
    turn = KeyTurn.objects.create(
        role=role,
        state=TurnState.CONFIRMED if alone else TurnState.ASKED,
        reason=reason[:500],
        compromised_since=since,
        asked_by=officer.name,
        asker=officer.officer_id,
        asked_at=at,
        confirmed_at=at if alone else None,
    )
    if since is None:
        _record(KEY_TURN_ASKED, officer, at=at, role=role.value, reason=turn.reason)
    else:
        told = {"role": role.value, "since": since.isoformat(), "reason": turn.reason}
        _record(KEY_COMPROMISED, officer, at=at, **told)
    return turn


def _asked(role: KeyRole) -> KeyTurn:
    found = KeyTurn.objects.select_for_update(no_key=True).filter(role=role, state=TurnState.ASKED)
    for turn in found[:1]:
        return turn
    raise KeyRefusedError(KeyFault.NO_TURN, role=role.value)


def _record(event: EventKind, officer: Viewer, *, at: datetime, **fields: str) -> None:
    append(event, about=NODE, by=officer.name, agency="", at=at, **fields)

"""What people see of this node's keys: how old each is, and which partners have the new one."""

from dataclasses import dataclass
from datetime import datetime

from comity.exchange.descriptor import pinned
from comity.exchange.duties import SEE_KEYS
from comity.exchange.key_terms import End, KeyRole, TurnState
from comity.exchange.keys_in_force import descriptor_key, key_ranges
from comity.exchange.models import KeyRehearsal, KeyTurn, Link
from comity.exchange.refusals import LinkRefusedError
from comity.exchange.services.keys_making import published_since
from comity.exchange.services.links import own_descriptor
from comity.exchange.terms import LinkState
from comity.officers.terms import Viewer, demand_role


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether a partner has a key of ours.

    Attributes:
        partner: code of the administration.
        has_it: whether it has signed that it holds the key's introduction.
        both: whether the key before still counts there too.
    """

    partner: str
    has_it: bool
    both: bool


@dataclass(frozen=True, slots=True)
class TurnView:
    """A replacement that is under way.

    Attributes:
        state: asked, or confirmed and to be done by the worker.
        asked_by: who asked.
        asked_at: aware UTC instant.
        reason: why.
        compromised: whether the key is told as compromised.
        may_confirm: whether whoever looks may be the second administrator.
    """

    state: TurnState
    asked_by: str
    asked_at: datetime
    reason: str
    compromised: bool
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class OwnKeyView:
    """A key of this node.

    Attributes:
        role: what it is for.
        name: under which it signs.
        digest: first 16 hex digits of its digest.
        since: aware UTC instant since which it is used.
        partners: every live link, and whether it has the key.
        turn: its replacement, where one is under way.
    """

    role: KeyRole
    name: str
    digest: str
    since: datetime | None
    partners: tuple[Holding, ...]
    turn: TurnView | None


@dataclass(frozen=True, slots=True)
class RehearsalView:
    """The last time two officers opened the recovery file.

    Attributes:
        at: aware UTC instant.
        first: one officer.
        second: the other.
        turned_since: whether a key was replaced after it.
    """

    at: datetime
    first: str
    second: str
    turned_since: bool


def own_keys(*, seen_by: Viewer) -> tuple[OwnKeyView, ...]:
    """Return this node's keys, by role.

    Args:
        seen_by: who looks.

    Returns:
        One for each role; empty before the node has published a descriptor.

    Raises:
        NotAllowedError: the officer's office does not carry it.
    """
    demand_role(seen_by, SEE_KEYS.roles)
    try:
        published = pinned(own_descriptor())
    except LinkRefusedError:
        return ()
    links = list(
        Link.objects.visible_to(seen_by)
        .filter(state__in=[LinkState.CONFIRMED, LinkState.SUSPENDED])
        .order_by("code")
    )
    found = []
    for role in KeyRole:
        key = descriptor_key(published, role)
        partners = tuple(_holding(link, role, key.digest()) for link in links)
        since, digest = published_since(role), key.digest().hex()[:16]
        turn = _turn(role, seen_by)
        found.append(OwnKeyView(role, key.name, digest, since, partners, turn))
    return tuple(found)


def last_rehearsal(*, seen_by: Viewer) -> RehearsalView | None:
    """Return when the recovery file was last opened by two officers; None when it never was.

    Raises:
        NotAllowedError: the officer's office does not carry it.
    """
    demand_role(seen_by, SEE_KEYS.roles)
    found = KeyRehearsal.objects.visible_to(seen_by).order_by("pk").last()
    if found is None:
        return None
    since = KeyTurn.objects.visible_to(seen_by).filter(done_at__gt=found.at).exists()
    return RehearsalView(found.at, found.first, found.second, turned_since=since)


def _holding(link: Link, role: KeyRole, digest: bytes) -> Holding:
    in_force = [each.key.digest() for each in key_ranges(link, role, End.OWN) if each.is_in_force]
    return Holding(link.code, digest in in_force, len(in_force) > 1)


def _turn(role: KeyRole, viewer: Viewer) -> TurnView | None:
    rows = KeyTurn.objects.visible_to(viewer).filter(
        role=role, state__in=[TurnState.ASKED, TurnState.CONFIRMED]
    )
    for row in rows[:1]:
        asked = row.state == TurnState.ASKED
        return TurnView(
            state=TurnState(row.state),
            asked_by=row.asked_by,
            asked_at=row.asked_at,
            reason=row.reason,
            compromised=row.compromised_since is not None,
            may_confirm=asked and row.asker not in viewer.people,
        )
    return None

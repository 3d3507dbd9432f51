"""What people read of the people of a node."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Role
from comity.officers.duties import ADMINISTRATORS
from comity.officers.models import Administration, Agency, Card, Officer
from comity.officers.terms import Factor, Viewer


def own_administration() -> Administration:
    """Return the administration whose node this is.

    Raises:
        NotFoundError: the node has not been founded yet.
    """
    own = Administration.objects.first()
    if own is None:
        raise NotFoundError(what="own administration")
    return own


def agencies() -> list[Agency]:
    """Return the agencies of this node by code."""
    return list(Agency.objects.order_by("code"))


def key_of_agency(code: str) -> "QuerySet[Agency, int]":
    """Return the query of an agency's key, for conditions that an index is to serve."""
    return Agency.objects.filter(code=code).values_list("pk", flat=True)[:1]


def officers() -> list[Officer]:
    """Return every officer with agency and appointments, by name."""
    found = Officer.objects.select_related("agency").prefetch_related("appointments")
    return list(found.order_by("name"))


def active_holders(roles: Iterable[Role]) -> list[tuple[int, int]]:
    """Return the keys of the active officers who hold one of `roles`, each with the agency's."""
    named = [role.value for role in roles]
    active = Officer.objects.filter(is_active=True, appointments__role__in=named)
    return list(active.order_by("pk").values_list("pk", "agency_id").distinct())


def names_of_officers() -> list[str]:
    """Return the name of every officer, in order."""
    return list(Officer.objects.order_by("name").values_list("name", flat=True))


def officer_of(viewer: Viewer) -> Officer:
    """Return the officer who acts, with the agency."""
    return Officer.objects.select_related("agency").get(pk=viewer.officer_id)


def officer_named(username: str) -> Officer:
    """Return the officer who signs in with `username`.

    Raises:
        NotFoundError: nobody does.
    """
    try:
        return Officer.objects.select_related("agency").get(username=username)
    except Officer.DoesNotExist as error:
        raise NotFoundError(what=username) from error


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """One second factor of an officer, without its secret.

    Attributes:
        id: primary key.
        factor: of which kind.
        name: what the officer calls it; empty for an app.
        added_at: when it was set up.
        used_at: when it was last used; None for never.
        alone: it signs its officer in without name and password.
    """

    id: int
    factor: Factor
    name: str
    added_at: datetime
    used_at: datetime | None
    alone: bool


def second_factors(officer: Officer) -> list[SecondFactor]:
    """Return the officer's second factors, the earliest first; recovery codes are none."""
    kinds = [factor.value for factor in Factor]
    found = Authenticator.objects.filter(user_id=officer.pk, type__in=kinds).order_by("pk")
    return [_second_factor(each) for each in found]


def recovery_codes_left(officer: Officer) -> int | None:
    """Return how many recovery codes the officer has not used; None when none were ever made."""
    codes = Authenticator.objects.filter(
        user_id=officer.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return None if codes is None else len(codes.wrap().get_unused_codes())


def administrators_with_second_factor() -> set[int]:
    """Return the keys of the node administrators who are not struck off and have a factor."""
    kinds = [factor.value for factor in Factor]
    able = Authenticator.objects.filter(
        type__in=kinds,
        user__is_active=True,
        user__appointments__role__in=ADMINISTRATORS,
    )
    return set(able.values_list("user_id", flat=True))


def _second_factor(kept: Authenticator) -> SecondFactor:
    passkey = kept.type == Factor.PASSKEY.value
    return SecondFactor(
        id=kept.pk,
        factor=Factor(kept.type),
        name=kept.wrap().name if passkey else "",
        added_at=kept.created_at,
        used_at=kept.last_used_at,
        alone=passkey and bool(kept.wrap().is_passwordless),
    )


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One session of an officer.

    Attributes:
        id: primary key.
        device: what the browser or program says it is.
        address: from where it was last seen.
        since: when it began.
        seen_at: when it was last seen, to the minute.
        here: it is the session that asks.
    """

    id: int
    device: str
    address: str
    since: datetime
    seen_at: datetime
    here: bool


def open_sessions(officer: Officer, *, key: str) -> list[OpenSession]:
    """Return the officer's own sessions, the one last seen first; what has ended is dropped.

    Args:
        officer: whose they are.
        key: of the session that asks.
    """
    found = UserSession.objects.purge_and_list(officer)
    shown = (
        OpenSession(s.pk, s.user_agent, s.ip, s.created_at, s.last_seen_at, s.session_key == key)
        for s in found
    )
    return sorted(shown, key=lambda session: session.seen_at, reverse=True)


def holder_of_card(holder: str) -> Officer | None:
    """Return the officer to whom the card was given; None for nobody, or who was struck off."""
    card = Card.objects.select_related("officer").filter(holder=holder).first()
    return card.officer if card is not None and card.officer.is_active else None

"""Who acts by a token, and what machines and programs there are: what doors and pages ask."""

from dataclasses import dataclass, replace
from datetime import datetime

from allauth.idp.oidc.models import Client, Token

from comity.kernel.rulings import Role
from comity.officers.duties import SEE_PEOPLE
from comity.officers.models import Officer
from comity.officers.terms import ALL_OFFICES, Viewer


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who acts by a token.

    Attributes:
        officer: in whose name, and who answers for it.
        viewer: the same as policies see it: with no more offices than token and officer share.
    """

    officer: Officer
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine that was admitted.

    Attributes:
        client_id: what it names itself by.
        name: what the record calls it.
        officer: name of the officer who answers for it.
        roles: offices it may use, as long as the officer holds them.
        since: when it was admitted.
        used_at: when it last asked for a token that still stands; None for no such.
    """

    client_id: str
    name: str
    officer: str
    roles: tuple[Role, ...]
    since: datetime
    used_at: datetime | None


def bearer_of(value: str) -> Bearer | None:
    """Return who acts by the access token `value`; None for nobody, or who was struck off."""
    token = Token.objects.lookup(Token.Type.ACCESS_TOKEN, value)
    if token is None or token.client is None:
        return None
    machine = token.user_id is None
    found = Officer.objects.select_related("agency").filter(
        pk=token.client.owner_id if machine else token.user_id, is_active=True
    )
    officer = found.first()
    if officer is None:
        return None
    viewer, scopes = officer.as_viewer(), set(token.get_scopes())
    if ALL_OFFICES not in scopes:
        roles = frozenset(role for role in viewer.roles if role.value in scopes)
        viewer = replace(viewer, roles=roles)
    if machine:
        viewer = replace(viewer, name=f"{token.client.name} ({officer.name})")
    return Bearer(officer, viewer)


def machines_seen_by(viewer: Viewer) -> list[Machine]:
    """Return the machines by name; none for whoever is no node administrator."""
    if not viewer.holds(*SEE_PEOPLE.roles):
        return []
    found = Client.objects.filter(owner__isnull=False).select_related("owner").order_by("name")
    return [_machine(each) for each in found]


def programs_let_in(officer: Officer) -> list[datetime]:
    """Return until when programs may act for the officer, the latest first."""
    kept = Token.objects.valid().filter(user_id=officer.pk, type=Token.Type.ACCESS_TOKEN)
    return list(kept.order_by("-expires_at").values_list("expires_at", flat=True))


def _machine(client: Client) -> Machine:
    newest = Token.objects.filter(client=client).order_by("-created_at").first()
    return Machine(
        client_id=client.pk,
        name=client.name,
        officer=client.owner.name,
        roles=tuple(Role(scope) for scope in client.get_scopes()),
        since=client.created_at,
        used_at=newest.created_at if newest else None,
    )

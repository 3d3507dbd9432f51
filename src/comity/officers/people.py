"""The people of a node as its administrators see them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import QuerySet

from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Role
from comity.kernel.search_words import folded
from comity.officers.account import is_password_given
from comity.officers.duties import SEE_PEOPLE
from comity.officers.models import Card, Officer
from comity.officers.terms import PROVIDER, Factor, Viewer


@dataclass(frozen=True, slots=True)
class Person:
    """An officer as the administrators of the node see one.

    Attributes:
        username: what the officer signs in with.
        name: as the record shows it.
        agency: its name.
        roles: the offices held.
        active: not struck off.
        factors: how many second factors stand.
        password_lapses_at: until when the password that somebody else set is good; None for one of
            the officer's own.
        subject: who the officer is at the administration's provider; empty for nobody.
        card: holder of the officer's smart card; empty for none.
        oneself: it is the administrator who looks.
    """

    username: str
    name: str
    agency: str
    roles: tuple[Role, ...]
    active: bool
    factors: int
    password_lapses_at: datetime | None
    subject: str
    card: str
    oneself: bool


def people_seen_by(viewer: Viewer, *, words: str = "") -> list[Person]:
    """Return officers by name; none for whoever is no node administrator.

    Args:
        viewer: who looks.
        words: each is found in name, user name or agency, whatever its case and accents; all
            officers when empty.
    """
    if not viewer.holds(*SEE_PEOPLE.roles):
        return []
    wanted = folded(words).split()
    found = [
        each
        for each in _everybody().order_by("name", "pk")
        if all(word in _text_of(each) for word in wanted)
    ]
    return _as_seen(found, viewer)


def person_seen_by(viewer: Viewer, username: str) -> Person:
    """Return one officer.

    Raises:
        NotFoundError: there is none of that name, or the viewer is no node administrator.
    """
    found = _everybody().filter(username=username) if viewer.holds(*SEE_PEOPLE.roles) else ()
    for each in _as_seen(found, viewer):
        return each
    raise NotFoundError(what=username)


def _everybody() -> QuerySet[Officer]:
    return Officer.objects.select_related("agency").prefetch_related("appointments")


def _lapses_at(officer: Officer) -> datetime | None:
    given_at = officer.password_given_at if is_password_given(officer) else None
    return given_at and given_at + timedelta(days=settings.NODE.sign_in.given_password_days)


def _text_of(officer: Officer) -> str:
    agency = officer.agency
    return folded(f"{officer.name} {officer.username} {agency.code} {agency.name}")


def _as_seen(found: Iterable[Officer], viewer: Viewer) -> list[Person]:
    kinds = [factor.value for factor in Factor]
    kept = Authenticator.objects.filter(type__in=kinds).values_list("user_id", flat=True)
    factors = Counter(kept)
    subjects = dict(SocialAccount.objects.filter(provider=PROVIDER).values_list("user_id", "uid"))
    cards = dict(Card.objects.values_list("officer_id", "holder"))
    return [
        Person(
            username=each.username,
            name=each.name,
            agency=each.agency.name,
            roles=tuple(sorted(Role(held.role) for held in each.appointments.all())),
            active=each.is_active,
            factors=factors[each.pk],
            password_lapses_at=_lapses_at(each),
            subject=subjects.get(each.pk, ""),
            card=cards.get(each.pk, ""),
            oneself=each.pk == viewer.officer_id,
        )
        for each in found
    ]

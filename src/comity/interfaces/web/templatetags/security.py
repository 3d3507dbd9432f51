"""How the pages print what officers sign in with."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext

from comity.interfaces.web.security.devices import device_of
from comity.interfaces.web.telling import listed
from comity.kernel.rulings import Role
from comity.officers.terms import Factor
from comity.officers.wording import FACTOR_NAMES, ROLE_DUTIES, ROLE_NAMES

register = template.Library()


@register.filter
def factor_name(factor: Factor) -> str:
    """Print the kind of a second factor."""
    return gettext(FACTOR_NAMES[factor])


@register.filter
def device(user_agent: str) -> str:
    """Print what a session is used with."""
    return device_of(user_agent) or gettext("not told")


@register.filter
def role_name(role: Role) -> str:
    """Print an office by name."""
    return gettext(ROLE_NAMES[role])


@register.filter
def role_duty(code: str) -> str:
    """Print what whoever holds an office may do, by the code of the office."""
    return gettext(ROLE_DUTIES[Role(code)])


@register.filter
def role_names(roles: Iterable[Role]) -> str:
    """Print offices by name."""
    return listed(gettext(ROLE_NAMES[role]) for role in roles)

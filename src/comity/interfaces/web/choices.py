"""What select boxes offer."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext

from comity.agreements.queries import current_register
from comity.exchange.queries import linked_codes
from comity.interfaces.web.words import capital, country_name, name_of
from comity.kernel.countries import COUNTRIES
from comity.officers.queries import own_administration

Choices = list[tuple[str, object]]


def names_of(codes: Iterable[StrEnum], typed: str) -> Choices:
    """Offer every code by its name; an unknown one that was typed stays to be seen."""
    offered: Choices = [("", gettext("Choose…"))]
    offered += [(code.value, capital(name_of(code))) for code in codes]
    return with_typed(offered, typed)


def countries(typed: str) -> Choices:
    """Offer every country by its name in the reader's language."""
    named = sorted(((country_name(code), code) for code in COUNTRIES), key=lambda pair: pair[0])
    offered: Choices = [("", gettext("Not stated"))]
    offered += [(code, name) for name, code in named]
    return with_typed(offered, typed)


def partners(typed: str) -> Choices:
    """Offer linked partners first, then whoever stands in an agreement with this administration."""
    own = own_administration().code
    linked = set(linked_codes())
    known = {
        party.code
        for instrument in current_register().instruments
        if any(party.code == own for party in instrument.parties)
        for party in instrument.parties
        if party.code in COUNTRIES
    }
    offered: Choices = [("", gettext("Choose…"))]
    for title, codes in (
        (gettext("Linked with this node"), linked),
        (gettext("In the register, not linked"), known - linked - {own}),
    ):
        if codes:
            offered.append(
                (title, sorted(((c, country_name(c)) for c in codes), key=lambda p: p[1]))
            )
    return with_typed(offered, typed)


def with_typed(offered: Choices, typed: str) -> Choices:
    """Return what is offered, and what was typed where it is not among it: it stays to be seen."""
    known = {code for code, _ in offered}
    for _, group in offered:
        if isinstance(group, list):
            known |= {code for code, _ in group}
    return offered if typed in known else [*offered, (typed, typed)]

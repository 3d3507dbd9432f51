"""The legal basis as pages show it: a ruling in words, and the instruments that link two sides."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django.utils.translation import gettext

from comity.agreements.queries import current_register
from comity.agreements.rules import Bearing, bearing_of, is_settled
from comity.agreements.terms import Force, Instrument, Standing, standing_between
from comity.assistance.queries import is_address_kept
from comity.exchange.queries import has_node, is_linked
from comity.interfaces.permissions import instrument_of, lacks_article
from comity.interfaces.rulings_json import assumed_in
from comity.interfaces.web.telling import isolated, readable_value, tell, tell_citation
from comity.kernel.codes import CountryCode
from comity.kernel.countries import COUNTRIES
from comity.kernel.rulings import (
    Alternative,
    Condition,
    Ground,
    Limb,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Ruling,
    outcome_of,
)
from comity.officers.queries import own_administration
from comity.officers.wording import ROLE_NAMES


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground, condition or other road, as a sentence.

    Attributes:
        sentence: in the reader's language.
        cites: what it rests on, in the reader's language.
        bearing: which way a ground bears; for everything else, for.
        own_law: it is of this country's own law, not of the instrument.
        settled: it rests on an act of the treaty desk.
    """

    sentence: str
    cites: str
    bearing: Bearing = Bearing.FOR
    own_law: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class ShownRuling:
    """A ruling as it is read."""

    outcome: Outcome
    headline: str
    on: date
    grounds: tuple[Reason, ...]
    conditions: tuple[Reason, ...] = ()
    alternatives: tuple[Reason, ...] = ()
    assumed: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One instrument between this administration and a partner, and whether it is in force."""

    instrument: Instrument
    standing: Standing


def ruling_shown(ruling: Ruling) -> ShownRuling:
    """Return a ruling with every ground as a sentence in the reader's language."""
    conditions = ruling.conditions if isinstance(ruling, Permission) else ()
    roads = () if isinstance(ruling, Permission) else ruling.alternatives
    return ShownRuling(
        outcome=outcome_of(ruling),
        headline=_headline(ruling),
        on=ruling.on,
        grounds=tuple(_ground(ground) for ground in ruling.grounds),
        conditions=tuple(_plain(condition) for condition in conditions),
        alternatives=tuple(_plain(road) for road in roads),
        assumed=tuple(reason_of(part) for part in assumed_in(ruling)),
    )


def instruments_between(partner: str, *, on: date) -> tuple[Link, ...]:
    """Return what links this administration with a partner on a day; what is in force first."""
    try:
        other = CountryCode(partner)
    except ValueError:
        return ()
    own = CountryCode(own_administration().code)
    found = (
        Link(instrument, standing_between(instrument, own, other, on=on))
        for instrument in current_register().linking(own, other, on=on)
        if instrument.kind.carries_assistance
    )
    order = list(Force)
    return tuple(sorted(found, key=lambda link: order.index(link.standing.force)))


def way_there(partner: str) -> str:
    """Return why nothing goes to a partner's node now; "" when it would, or none is named.

    Returns:
        `suspended` where its link is, `letter` where it has no node, `no_address` where it is not
        known either where a letter goes.
    """
    if partner not in COUNTRIES or is_linked(partner):
        return ""
    if has_node(partner):
        return "suspended"
    return "letter" if is_address_kept(partner) else "no_address"


def _headline(ruling: Ruling) -> str:
    match ruling:
        case Permission() if lacks_article(ruling):
            facts = (("instrument", instrument_of(ruling)),)
            return tell("ruling.permitted_without_article", facts).removesuffix(".")
        case Permission():
            under = {
                "instrument": isolated(_instrument(ruling.under)),
                "article": isolated(readable_value(ruling.article)),
            }
            if not ruling.article or ruling.article == ruling.under:
                return gettext("Permitted under the %(instrument)s") % under
            return gettext("Permitted under the %(instrument)s, %(article)s") % under
        case Refusal():
            return gettext("Refused: the law does not carry this")
        case Referral():
            role = gettext(ROLE_NAMES[ruling.to])
            return gettext("Referred to a person: %(role)s") % {"role": role}
        case _:
            assert_never(ruling)


def _instrument(reference: str) -> str:
    register = current_register()
    return register.instrument(reference).short_title if register.has(reference) else reference


def _ground(ground: Ground) -> Reason:
    return Reason(
        tell(ground.code, ground.facts),
        tell_citation(ground.cites),
        bearing=bearing_of(ground),
        own_law=ground.limb is Limb.OWN_LAW,
        settled=is_settled(ground),
    )


def reason_of(part: Ground | Condition | Alternative) -> Reason:
    """Return one part of a ruling as a sentence in the reader's language."""
    return _ground(part) if isinstance(part, Ground) else _plain(part)


def _plain(part: Condition | Alternative) -> Reason:
    return Reason(tell(part.code, part.facts), tell_citation(part.cites))

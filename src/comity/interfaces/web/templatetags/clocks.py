"""Words about clocks, in templates."""

from django import template
from django.utils.translation import gettext, ngettext

from comity.assistance.queries.clocks import Told
from comity.assistance.queries.notices import NoticeTold
from comity.assistance.terms.clocks import (
    Clock,
    ClockKind,
    ClockMatter,
    ClockState,
    ClockUnit,
    Pause,
)
from comity.assistance.wording import (
    ACTION_NAMES,
    CLOCK_KIND_NAMES,
    CLOCK_NAMES,
    NOTICE_NAMES,
    PAUSE_NAMES,
)
from comity.interfaces.web.telling import listed, tell_citation
from comity.interfaces.web.words import country_name, day_name

register = template.Library()

_TONES = {
    ClockState.RUNNING: "pill-calm",
    ClockState.DUE_SOON: "pill-wait",
    ClockState.OVERDUE: "pill-stop",
    ClockState.PAUSED: "pill-calm",
    ClockState.MET: "pill-good",
}


@register.filter
def clock_name(clock: Clock) -> str:
    """Print what is due."""
    return gettext(CLOCK_NAMES[clock.matter])


@register.filter
def clock_kind(kind: ClockKind) -> str:
    """Print by whose rule."""
    return gettext(CLOCK_KIND_NAMES[kind])


@register.filter
def clock_tone(told: Told) -> str:
    """Return the class of the pill that says how a clock stands."""
    return _TONES[told.state]


@register.filter
def clock_stands(told: Told) -> str:
    """Print how a clock stands: due in 3 working days, overdue, or standing still and why."""
    clock = told.clock
    match told.state:
        case ClockState.MET:
            return gettext("met on %(day)s") % {"day": day_name(clock.met_on or clock.begins)}
        case ClockState.PAUSED:
            reasons = {pause.reason for pause in clock.pauses if pause.ends is None}
            names = listed(gettext(PAUSE_NAMES[each]) for each in sorted(reasons))
            return gettext("stands still: %(why)s") % {"why": names} if names else gettext("paused")
        case ClockState.OVERDUE:
            return _late(-(told.days_left or 0))
        case _:
            return _left(told.days_left or 0)


def _late(days: int) -> str:
    if days == 0:
        return gettext("overdue")
    told = ngettext("overdue by %(days)s working day", "overdue by %(days)s working days", days)
    return told % {"days": days}


def _left(days: int) -> str:
    if days == 0:
        return gettext("due today")
    told = ngettext("due in %(days)s working day", "due in %(days)s working days", days)
    return told % {"days": days}


@register.filter
def clock_source(clock: Clock) -> str:
    """Print what a clock rests on: an article, a model text, custom, or somebody's word."""
    if clock.cites is not None:
        return tell_citation(clock.cites)
    if clock.matter is ClockMatter.WISH:
        return gettext("wished by those who ask")
    if clock.matter is ClockMatter.LOOK_AGAIN:
        return gettext("named when it was postponed")
    if clock.kind is ClockKind.OWN:
        return gettext("set by an officer")
    return gettext("custom of this node, and no law")


@register.filter
def clock_counted(clock: Clock) -> str:
    """Print how a clock is counted; empty for a day that was named."""
    facts = {"length": clock.length}
    match clock.unit:
        case ClockUnit.DAYS:
            return ngettext("%(length)s day", "%(length)s days", clock.length) % facts
        case ClockUnit.WORKING_DAYS:
            return (
                ngettext("%(length)s working day", "%(length)s working days", clock.length) % facts
            )
        case ClockUnit.MONTHS:
            return ngettext("%(length)s month", "%(length)s months", clock.length) % facts
        case ClockUnit.NAMED:
            return ""


@register.filter
def clock_holidays(told: Told) -> str:
    """Print whose holidays count, and of whom only weekends are known."""
    names = listed(country_name(code) for code in told.clock.countries)
    said = gettext("Holidays that count: %(countries)s.") % {"countries": names}
    if told.without_holidays:
        bare = listed(country_name(code) for code in told.without_holidays)
        more = gettext("Of %(countries)s only weekends are known.") % {"countries": bare}
        said = f"{said} {more}"
    return said


@register.filter
def clock_act(clock: Clock) -> str:
    """Print the act that meets a clock; empty where it is no move of the request."""
    return gettext(ACTION_NAMES[clock.act]) if clock.act is not None else ""


@register.filter
def notice_told(notice: NoticeTold) -> str:
    """Print what a notice is about."""
    how = gettext(NOTICE_NAMES[notice.kind])
    if notice.consultation:
        return how
    facts = {"what": gettext(CLOCK_NAMES[notice.matter]), "how": how}
    return gettext("%(what)s: %(how)s") % facts


@register.filter
def pause_name(pause: Pause) -> str:
    """Print why clocks stand still."""
    return gettext(PAUSE_NAMES[pause.reason])

"""How the pages print the names of codes and the sentences of a request."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import assert_never

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from comity.agreements.terms import (
    AssistanceKind,
    Assumed,
    Assurance,
    Breaker,
    Force,
    Leave,
    ParameterValue,
    Proceedings,
    Provenance,
    Purpose,
    Settled,
    Verified,
)
from comity.assistance.queries import Fact, FactCode
from comity.assistance.queries.timeline_facts import HERE
from comity.assistance.terms import (
    Carrier,
    LetterKind,
    Missing,
    PostponementGround,
    RefusalGround,
    RequestState,
    TurnKind,
)
from comity.assistance.terms.feedback import FeedbackCode
from comity.assistance.terms.kind_fields import FIELDS
from comity.assistance.wording import (
    CARRIER_NAMES,
    FEEDBACK_NAMES,
    FIELD_LABELS,
    GROUND_NAMES,
    LETTER_NAMES,
    MISSING_NAMES,
    POSTPONEMENT_NAMES,
    STATE_NAMES,
    TURN_NAMES,
)
from comity.evidence.terms import CustodyKind
from comity.exchange.terms import LinkState
from comity.interfaces.sentences import sentence_of_partners_refusal
from comity.interfaces.web.parameter_names import parameter_name
from comity.interfaces.web.telling import listed as told_as_list
from comity.interfaces.web.telling import readable_value, tell
from comity.interfaces.web.templatetags.desk import day
from comity.interfaces.web.wording import STATE_TONES, TURNS, WHAT
from comity.interfaces.web.words import capital, country_name, name_in, name_of
from comity.kernel.rulings import Outcome

register = template.Library()

# Facts that each message has of its own; the others happen once.
_OF_SEVERAL = frozenset(
    {
        FactCode.RECORDED,
        FactCode.DELIVERED,
        FactCode.NOT_TAKEN,
        FactCode.APPROVED,
        FactCode.LEFT,
        FactCode.CAME,
    }
)
_SOON = 7
_OUTCOME_TONES = {
    Outcome.PERMITTED: "pill-good",
    Outcome.REFUSED: "pill-stop",
    Outcome.REFERRED: "pill-wait",
}


@register.filter
def kind_name(code: str) -> str:
    """Print what is asked for."""
    return name_in(AssistanceKind, code)


@register.filter
def assurance_name(code: str) -> str:
    """Print what is promised."""
    return name_in(Assurance, code)


@register.filter
def broken_name(code: str) -> str:
    """Print which promise was broken; the agreement's own terms when none is named."""
    return name_in(Assurance, code) if code else gettext("a term of the agreement")


@register.filter
def breaker_name(code: str) -> str:
    """Print who broke a promise."""
    return name_in(Breaker, code)


@register.filter
def purpose_name(code: str) -> str:
    """Print a purpose."""
    return capital(name_in(Purpose, code))


@register.filter
def proceedings_name(code: str) -> str:
    """Print a kind of proceedings."""
    return name_in(Proceedings, code)


@register.filter
def force_name(force: Force) -> str:
    """Print whether an instrument is in force."""
    return name_in(Force, force)


@register.filter
def custody_name(code: str) -> str:
    """Print what happened to an exhibit."""
    return capital(name_in(CustodyKind, code))


@register.filter
def outcome_name(code: str) -> str:
    """Print the one word of a ruling."""
    return name_in(Outcome, code)


@register.filter
def outcome_tone(code: str) -> str:
    """Return the colour of the one word of a ruling."""
    return _OUTCOME_TONES[Outcome(code)]


@register.filter
def ground_name(code: str) -> str:
    """Print the ground on which a person refused."""
    return gettext(GROUND_NAMES[RefusalGround(code)]) if code in set(RefusalGround) else code


@register.filter
def letter_name(code: str) -> str:
    """Print what a letter says."""
    return gettext(LETTER_NAMES[LetterKind(code)])


@register.filter
def our_letter_name(code: str) -> str:
    """Print what a letter of ours is."""
    return str(WHAT[f"letter_{code}"])


@register.filter
def carrier_name(code: str) -> str:
    """Print how a letter left."""
    return gettext(CARRIER_NAMES[Carrier(code)])


@register.filter
def turn_name(kind: TurnKind) -> str:
    """Print which turn a request took."""
    return gettext(TURN_NAMES[kind])


@register.filter
def turn_ground(code: str) -> str:
    """Print what a request lacks, or why it is put off."""
    if code in set(Missing):
        return gettext(MISSING_NAMES[Missing(code)])
    known = code in set(PostponementGround)
    return gettext(POSTPONEMENT_NAMES[PostponementGround(code)]) if known else code


@register.filter
def feedback_name(code: str) -> str:
    """Print what became of an answer."""
    return gettext(FEEDBACK_NAMES[FeedbackCode(code)])


_CODED = {"kind": AssistanceKind, "purpose": Purpose, "proceedings_nature": Proceedings}


@register.filter
def as_told(value: str, field: str) -> str:
    """Print what stood in a field of a request: a code by its name, all else as typed."""
    if field in _CODED and value in set(_CODED[field]):
        return name_in(_CODED[field], value)
    return country_name(value) if field == "origin_country" and value else value


@register.filter
def state_name(code: str) -> str:
    """Print where a request stands."""
    return gettext(STATE_NAMES[RequestState(code)])


@register.filter
def state_tone(code: str) -> str:
    """Return the colour of where a request stands; the word stands beside it always."""
    return STATE_TONES.get(RequestState(code), "")


@register.filter
def text_name(field: str) -> str:
    """Name the text in which something was found."""
    if field in FIELDS:
        return gettext(FIELDS[field].label)
    return gettext("The answer") if field == "answer" else field_label(field)


@register.filter
def field_label(name: str) -> str:
    """Print the label of a field of the draft."""
    label = FIELD_LABELS.get(name)
    return gettext(label) if label else name


@register.simple_tag
def whose_turn(who: str, partner: str) -> SafeString:
    """Print who acts next."""
    return format_html("{}", str(TURNS[who]) % {"partner": country_name(partner)})


@register.simple_tag
def due(wanted_on: date | None, days: int | None) -> SafeString | str:
    """Print until when a reply is wished: as days left, or as the day while none are counted.

    One tag, because a list prints it for every row.
    """
    if wanted_on is None:
        return format_html(
            '<span class="soft" aria-hidden="true">–</span><span class="visually-hidden">{}</span>',
            gettext("no day named"),
        )
    if days is None:
        return day(wanted_on)
    if days < 0:
        told = ngettext("%(late)s day late", "%(late)s days late", -days) % {"late": -days}
    elif days == 0:
        told = gettext("wanted today")
    else:
        told = ngettext("%(left)s day left", "%(left)s days left", days) % {"left": days}
    tone = "pill-stop" if days <= 0 else "pill-wait" if days <= _SOON else "pill-calm"
    return format_html('<span class="pill {}">{}{}</span>', tone, _clock(), told)


@cache
def _clock() -> SafeString:
    return render_to_string("icons/clock.svg")


@register.simple_tag
def fact_sentence(fact: Fact) -> str:
    """Print one signed fact, or what is still awaited, with what it is about."""
    # Who recorded it is whoever knows it: here, or the administration the fact names.
    facts = dict(fact.facts) | ({} if fact.who == HERE else {"own": fact.who})
    if "cause" in facts:
        facts["cause"] = sentence_of_partners_refusal(facts["cause"], translate=gettext)
    told = tell(fact.sentence_code, facts.items())
    return f"{WHAT[fact.what]} – {told}" if fact.code in _OF_SEVERAL else capital(told)


@register.filter
def link_state_name(state: LinkState) -> str:
    """Print how far a link is."""
    return name_in(LinkState, state)


@register.filter
def named(code: StrEnum) -> str:
    """Print the name of a code that pages know."""
    return name_of(code)


@register.filter
def parameter(name: str) -> str:
    """Print the name of a provision's parameter."""
    return parameter_name(name)


@register.filter
def listed(value: ParameterValue) -> str:
    """Print a parameter's value."""
    match value:
        case bool():
            return gettext("yes") if value else gettext("no")
        case tuple():
            return told_as_list(listed(each) for each in value)
        case str() if value in {Leave.LIMIT, Leave.CONSENT}:
            return gettext(Leave(value).label)
        case _:
            return readable_value(str(value))


@register.simple_tag
def provenance(known: Provenance) -> SafeString:
    """Print how the register knows a term: compared with a text, taken from a template, settled."""
    match known:
        case Verified():
            return _read(known.against, by=known.by, on=known.on, word=gettext("verified"))
        case Settled():
            return _read(known.source, by=known.by, on=known.on, word=gettext("settled"))
        case Assumed():
            return format_html(
                '<span class="pill pill-calm">{}</span><div class="soft small"><bdi>{}</bdi></div>',
                gettext("assumed from a template"),
                known.citation,
            )
        case _:
            assert_never(known)


def _read(source: str, *, by: str, on: date, word: str) -> SafeString:
    return format_html(
        '<span class="pill pill-good">{}</span><div class="soft small"><bdi>{}</bdi>{}{}</div>'
        '<div class="soft small"><bdi>{}</bdi></div>',
        word,
        by,
        gettext(", "),
        day(on),
        source,
    )

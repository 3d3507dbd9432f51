"""A folder in words: who may see what, under which agreement, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from comity.agreements.queries import current_register
from comity.exchange.queries import MessageFacts, facts_of_many
from comity.interfaces.names import within_sentence
from comity.interfaces.sentences import sentence_of_partners_refusal
from comity.interfaces.web.basis import ShownRuling, ruling_shown
from comity.interfaces.web.telling import isolated, readable_value, tell, tell_template
from comity.interfaces.web.words import capital, country_name
from comity.investigations import queries
from comity.investigations.models import Folder, Item
from comity.investigations.queries import Happening, ItemLine, ReachLine
from comity.investigations.terms import Why
from comity.investigations.wording import HAPPENINGS, reach_sentence
from comity.officers.queries import own_administration


@dataclass(frozen=True, slots=True)
class ReachShown:
    """Whether one member may see an item, and why.

    Attributes:
        name: of the member, or of our own agency.
        ours: it is an agency of our own.
        shown: it may.
        told: it may not, and knows that there is something.
        sentence: the reason.
        ruling: what the law said, where it was asked.
        message: how far what was sent is; None where nothing was sent from here.
        refused: why the partner's node would not take it; empty where it did not refuse.
    """

    name: str
    ours: bool
    shown: bool
    told: bool
    sentence: str
    ruling: ShownRuling | None
    message: MessageFacts | None
    refused: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """One row of the list of items: what it is, or why it is hidden from us."""

    line: ItemLine
    why: str
    reach: tuple[ReachShown, ...]


@dataclass(frozen=True, slots=True)
class MemberShown:
    """One administration of a folder, and under which agreement it was invited.

    Attributes:
        code: of the administration.
        state: where it stands.
        at: since when.
        under: title of the agreement; empty where a partner invited it.
        article: of the agreement.
        refused: why its node would not take the invitation; empty where it did not refuse.
    """

    code: str
    state: str
    at: datetime
    under: str
    article: str
    refused: str


@dataclass(frozen=True, slots=True)
class PairShown:
    """What the law between two members says of sharing, as this node reads it.

    Attributes:
        one: name of a member.
        other: name of the other.
        ruling: between these two.
        theirs: neither is us: their nodes rule on it, and this is only how we read it.
    """

    one: str
    other: str
    ruling: ShownRuling
    theirs: bool


@dataclass(frozen=True, slots=True)
class HappeningShown:
    """One thing that happened in a folder."""

    at: datetime
    sentence: str
    item: int | None


def reach_shown(lines: Iterable[ReachLine], *, originator: str) -> tuple[ReachShown, ...]:
    """Return the reach of an item in words, member by member.

    Args:
        lines: as recorded, or as foreseen.
        originator: code of the administration whose item it is.
    """
    return tuple(_reach(line, originator) for line in lines)


def lines_shown(lines: Iterable[ItemLine]) -> tuple[LineShown, ...]:
    """Return items of a folder as its page lists them.

    Args:
        lines: those of one page.
    """
    own, listed = own_administration().code, tuple(lines)
    reaches = queries.reaches_of(listed)
    return tuple(
        LineShown(
            line,
            _why_hidden(line, own) if line.hidden else "",
            reach_shown(reaches.get(line.number, ()), originator=line.originator),
        )
        for line in listed
    )


def members_shown(folder: Folder) -> tuple[MemberShown, ...]:
    """Return the administrations of a folder beside its host and ourselves."""
    members = [each for each in queries.members_of(folder) if each.code != folder.host]
    facts = facts_of_many(each.message_id for each in members if each.message_id)
    return tuple(
        MemberShown(
            each.code,
            each.state,
            each.at,
            title_of(each.under),
            each.article,
            _refusal(facts.get(each.message_id)),
        )
        for each in members
    )


def pairs_shown(folder: Folder, *, on: date) -> tuple[PairShown, ...]:
    """Return what the law says between each two members."""
    return tuple(
        PairShown(
            country_name(pair.one),
            country_name(pair.other),
            ruling_shown(pair.ruling),
            pair.for_their_nodes,
        )
        for pair in queries.pairs_of(folder, on=on)
    )


def happenings_shown(happenings: Iterable[Happening]) -> tuple[HappeningShown, ...]:
    """Return what happened in a folder, each as a sentence."""
    return tuple(
        HappeningShown(
            each.at, capital(tell_template(HAPPENINGS[each.code], _facts(each))), each.item
        )
        for each in happenings
    )


def conditions_shown(item: Item) -> tuple[str, ...]:
    """Return what binds us in a partner's item; a code that is unknown here as it came."""
    return tuple(tell(str(each["code"]), each["facts"]) for each in item.conditions)


def title_of(reference: str) -> str:
    """Return what an agreement is called; its reference where the register here has none."""
    register = current_register()
    return register.instrument(reference).short_title if register.has(reference) else reference


def _refusal(message: MessageFacts | None) -> str:
    if message is None or not message.refused:
        return ""
    return sentence_of_partners_refusal(message.refused, translate=gettext)


def _facts(happening: Happening) -> list[tuple[str, str]]:
    """Name countries as a sentence says them; a title stays as it was typed."""
    return [
        (name, within_sentence(country_name(value), translate=gettext))
        if name == "originator"
        else (name, value)
        for name, value in happening.facts
    ]


def _reach(line: ReachLine, originator: str) -> ReachShown:
    return ReachShown(
        name=country_name(line.member) if line.member else line.agency,
        ours=not line.member,
        shown=line.shown,
        told=line.told,
        sentence=_sentence(line.why, originator, line.member or line.agency, line.article),
        ruling=None if line.ruling is None else ruling_shown(line.ruling),
        message=line.message,
        refused=_refusal(line.message),
    )


def _why_hidden(line: ItemLine, own: str) -> str:
    return _sentence(line.why, line.originator, own, line.article)


def _sentence(why: Why, originator: str, member: str, article: str) -> str:
    told = reach_sentence(
        why,
        originator=_named(originator),
        member=_named(member),
        article=isolated(readable_value(article)),
        translate=gettext,
    )
    return capital(told)


def _named(code: str) -> str:
    return isolated(within_sentence(country_name(code), translate=gettext))

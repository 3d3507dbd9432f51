"""Whom an item reaches, and why: ruled anew on the register as it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.agreements.queries import current_register
from comity.agreements.rules import limits_of, rule_on_asking, rule_on_sharing, rule_on_volunteering
from comity.agreements.terms import Ask, AssistanceKind
from comity.agreements.terms import Share as ShareAct
from comity.assistance.handling_rules import bars_showing
from comity.exchange.coverage import Coverage
from comity.exchange.queries import MessageFacts, facts_of_many, is_linked
from comity.investigations.models import Folder, Item
from comity.investigations.queries.joint_use import reach_barred_by_supplier
from comity.investigations.rules import (
    Content,
    barred_before_law,
    reach_of_agency,
    reach_of_sharing,
    reach_under,
    telling_of,
)
from comity.investigations.terms import SHOWN, ItemState, MemberState, Reach, Why
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ruling
from comity.officers.models import Agency
from comity.officers.queries import own_administration


@dataclass(frozen=True, slots=True)
class ReachLine:
    """Whom an item reaches, or does not, and why.

    Attributes:
        member: code of the administration; empty for an agency here.
        agency: name of the agency here; empty for another administration.
        why: the reason.
        article: what the reason rests on, as the originator cites it.
        told: whether somebody from whom it is hidden is told that it is there.
        ruling: of this node; None where it made none.
        message: how far what was sent is; None where nothing was sent from here.
    """

    member: str
    agency: str
    why: Why
    article: str = ""
    told: bool = True
    ruling: Ruling | None = None
    message: MessageFacts | None = None

    @property
    def shown(self) -> bool:
        """Whether the item is shown."""
        return self.why in SHOWN


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members, and the law between them alone.

    Attributes:
        one: code of an administration.
        other: code of another.
        ruling: where one of the two is ours, of this node, on telling the other; else what our
            register knows of an instrument between them.
        for_their_nodes: whether neither is ours: their own nodes rule, and this says nothing more.
    """

    one: str
    other: str
    ruling: Ruling
    for_their_nodes: bool


def ruling_on_telling(content: Content, *, to: str, on: date) -> Ruling:
    """Rule whether a member may be told: the instrument with it alone, and our own law."""
    act = telling_of(content, by=own_administration().code, to=to)
    return rule_on_volunteering(current_register(), act, on=on)


def reach_of_member(item: Item, code: str, *, on: date) -> Reach:
    """Return whether another administration is shown an item of ours, ruled on now."""
    barred = barred_before_law(item.content, member=code)
    barred = barred or reach_barred_by_supplier(item, code, on=on)
    if barred is not None:
        return barred
    ruling = ruling_on_telling(item.content, to=code, on=on)
    return reach_under(ruling, linked=is_linked(code))


def reach_here(item: Item, agency: Agency, *, leading: Agency | None, on: date) -> Reach:
    """Return whether an agency here is shown an item, ruled on now where a partner supplied it.

    Args:
        item: ours or a partner's.
        agency: in the folder.
        leading: the agency that leads the folder here, to which partners' items come.
        on: the civil day.
    """
    if item.is_ours:
        request = item.request
        in_audience = request is None or (
            request.agency_id == agency.pk or request.shared_with.filter(pk=agency.pk).exists()
        )
        writers = item.agency_id == agency.pk
        return reach_of_agency(item.content, is_writers=writers, in_audience=in_audience)
    if item.state == ItemState.WITHHELD:
        told = next(iter(item.reach_told), {"why": Why.ORIGINATOR_CHOSE.value, "article": ""})
        return Reach(Why(told["why"]), str(told["article"]))
    if leading is not None and agency.pk == leading.pk:
        return Reach(Why.AGREEMENT, item.article)
    if code := bars_showing([(item.handling_scheme, item.handling)]):
        return Reach(Why.HANDLING, code)
    return _reach_of_sharing(item, agency, on=on)


def reach_of_item(item: Item) -> tuple[ReachLine, ...]:
    """Return whom an item reaches, as it was recorded, and as its originator told it.

    Args:
        item: whose content the viewer may see.
    """
    rows = list(item.reach.select_related("agency"))
    facts = facts_of_many(row.message_id for row in rows if row.message_id)
    ours = [
        ReachLine(
            member=row.member,
            agency=row.agency.name if row.agency else "",
            why=Why(row.why),
            article=row.article,
            told=row.told,
            ruling=row.ruling,
            message=facts.get(row.message_id),
        )
        for row in rows
    ]
    theirs = [
        ReachLine(str(each["member"]), "", Why(each["why"]), str(each["article"]), each["told"])
        for each in item.reach_told
    ]
    return (*theirs, *ours)


def coverage_of_item(lines: Iterable[ReachLine]) -> Coverage:
    """Return how many of the members an item was sent to hold it, as their receipts say.

    Who was told only that there is an item which is hidden holds no word of it, and counts nowhere.

    Args:
        lines: whom it reaches, as it was recorded.
    """
    return Coverage.of(line.message for line in lines if line.shown and line.message is not None)


def reach_foreseen(item: Item, *, on: date) -> tuple[ReachLine, ...]:
    """Return whom a release of an item of ours would reach today, and why; nothing is kept.

    Args:
        item: of ours, whose content the viewer may see.
        on: the civil day ruled on.
    """
    folder = item.folder
    members = folder.members.filter(state=MemberState.JOINED.value).values_list("code", flat=True)
    found = [(code, "", reach_of_member(item, code, on=on)) for code in members]
    found += [
        ("", agency.name, reach_here(item, agency, leading=folder.agency, on=on))
        for agency in folder.agencies.order_by("code")
    ]
    return tuple(
        ReachLine(code, name, reach.why, reach.article, item.tell_existence, reach.ruling)
        for code, name, reach in found
    )


def pairs_of(folder: Folder, *, on: date) -> tuple[Pair, ...]:
    """Return every pair of members with the law between the two, each ruled apart.

    Args:
        folder: that the viewer may see.
        on: the civil day ruled on.
    """
    joined = folder.members.filter(state=MemberState.JOINED.value)
    codes = sorted(joined.values_list("code", flat=True))
    own = own_administration().code
    ours = [
        Pair(own, code, ruling_on_telling(Content(), to=code, on=on), for_their_nodes=False)
        for code in codes
    ]
    others = [
        Pair(one, other, _ruling_between(one, other, on=on), for_their_nodes=True)
        for one, other in _pairs(codes)
    ]
    return (*ours, *others)


def _pairs(codes: list[str]) -> Iterable[tuple[str, str]]:
    return ((one, other) for place, one in enumerate(codes) for other in codes[place + 1 :])


def _ruling_between(one: str, other: str, *, on: date) -> Ruling:
    """Their own law is not known here, and asking needs none."""
    ask = Ask(CountryCode(one), CountryCode(other), AssistanceKind.OFFENCE_INFORMATION)
    return rule_on_asking(current_register(), ask, on=on)


def _reach_of_sharing(item: Item, agency: Agency, *, on: date) -> Reach:
    register = current_register()
    if not register.has(item.relied_on):
        return Reach(Why.REFERRED, item.article)
    purpose = AssistanceKind.OFFENCE_INFORMATION.purpose
    limits = limits_of(
        register.instrument(item.relied_on),
        supplier=CountryCode(item.originator),
        asked_for=purpose,
        on=on,
    )
    act = ShareAct(CountryCode(own_administration().code), agency.name, purpose)
    return reach_of_sharing(rule_on_sharing(register, limits, act, on=on))

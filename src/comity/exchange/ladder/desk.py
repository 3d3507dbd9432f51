"""The rungs that this node's own tables answer: link, agreement, channel, queue, receipts."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Max, Min

from comity.agreements.queries import RegisterNotImportedError, current_register
from comity.agreements.terms import Instrument, Status, status_between
from comity.exchange.ladder.rungs import Bounds, Rung, fault, good, untried, watch
from comity.exchange.models import Channel, Inbound, Link
from comity.exchange.terms import Direction, InboundState, LinkState
from comity.kernel.checks import Check, Side, instant_in_words
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem

_LINK_FAULTS = {
    LinkState.PROPOSED: ("ladder_link_not_compared", Side.BOTH),
    LinkState.HALF_CONFIRMED: ("ladder_link_half_compared", Side.HERE),
    LinkState.SUSPENDED: ("ladder_link_suspended", Side.HERE),
    LinkState.REVOKED: ("ladder_key_revoked", Side.BOTH),
}
_SENT = (Rung.CHANNEL, Rung.DELIVERY, Rung.QUEUE, Rung.SET_ASIDE, Rung.RECEIPT)


def rung_of_link(link: Link) -> Check:
    """Return whether the link may carry anything."""
    state = LinkState(link.state)
    if state is LinkState.CONFIRMED:
        return good(Rung.LINK, "ladder_link_confirmed", partner=link.code)
    code, side = _LINK_FAULTS[state]
    return fault(
        Rung.LINK, code, side, None, partner=link.code, reason=link.reason, number=link.number
    )


def rung_of_agreement(link: Link, *, on: date) -> Check:
    """Return whether an agreement between the two is in force on a day, by this node's register."""
    own, partner = CountryCode(link.own_code), CountryCode(link.code)
    try:
        linking = current_register().linking(own, partner, on=on)
    except RegisterNotImportedError:
        return fault(Rung.AGREEMENT, "ladder_no_agreement", Side.HERE, partner=partner)
    carrying = [each for each in linking if each.kind.carries_assistance]
    found = {each: status_between(each, own, partner, on=on).status for each in carrying}
    return _judged(found, partner)


def rungs_of_sending(link: Link, *, bounds: Bounds, at: datetime) -> Iterator[Check]:
    """Yield how far what is sent and received is; a link that was never live sends nothing."""
    newest = link.channels.order_by("-epoch")
    out = newest.filter(direction=Direction.OUT).first()
    if out is None:
        yield from (untried(rung) for rung in _SENT)
        return
    yield _channel(link, out)
    yield _delivery(link, out)
    yield _queue(link, bounds=bounds, at=at)
    yield _set_aside(link)
    yield _receipt(link, out, at=at)


def _judged(found: dict[Instrument, Status], partner: str) -> Check:
    binding = [each for each, status in found.items() if status.binds]
    suspended = [each for each, status in found.items() if status is Status.SUSPENDED]
    if not binding:
        return _none_binds(found, suspended, partner)
    if suspended:
        return watch(
            Rung.AGREEMENT,
            "ladder_one_agreement_suspended",
            Side.HERE,
            partner=partner,
            instrument=_titles(suspended),
            other=_titles(binding),
        )
    return good(
        Rung.AGREEMENT, "ladder_agreement_binds", partner=partner, instrument=_titles(binding)
    )


def _none_binds(
    found: dict[Instrument, Status], suspended: list[Instrument], partner: str
) -> Check:
    over = [each for each, s in found.items() if s in {Status.TERMINATED, Status.SUPERSEDED}]
    unknown = [each for each, status in found.items() if status is Status.NOT_RECORDED]
    for code, which in (
        ("ladder_agreement_suspended", suspended),
        ("ladder_agreement_ended", over),
        ("ladder_agreement_not_recorded", unknown),
        ("ladder_agreement_not_in_force", list(found)),
    ):
        if which:
            return fault(
                Rung.AGREEMENT, code, Side.HERE, partner=partner, instrument=_titles(which)
            )
    return fault(Rung.AGREEMENT, "ladder_no_agreement", Side.HERE, partner=partner)


def _titles(instruments: list[Instrument]) -> str:
    return "; ".join(sorted(each.short_title for each in instruments))


def _channel(link: Link, out: Channel) -> Check:
    if not out.halted:
        return good(Rung.CHANNEL, "ladder_channel_open", partner=link.code)
    cause = Problem(out.halted, facts=_texts(out.halted_facts))
    return fault(Rung.CHANNEL, "ladder_channel_halted", Side.BOTH, cause, partner=link.code)


def _delivery(link: Link, out: Channel) -> Check:
    if not out.failure or out.failed_at is None:
        return good(Rung.DELIVERY, "ladder_delivery_goes_on", partner=link.code)
    cause = Problem(out.failure, facts=_texts(out.failure_facts))
    return watch(
        Rung.DELIVERY,
        "ladder_delivery_failed",
        Side.BOTH,
        cause,
        partner=link.code,
        when=instant_in_words(out.failed_at),
    )


def _queue(link: Link, *, bounds: Bounds, at: datetime) -> Check:
    waiting = link.outbound.filter(delivered_at__isnull=True)
    count, oldest = waiting.count(), waiting.aggregate(oldest=Min("recorded_at"))["oldest"]
    if oldest is None:
        return good(Rung.QUEUE, "ladder_queue_empty", partner=link.code)
    facts = {
        "partner": link.code,
        "count": str(count),
        "limit": str(bounds.queue_messages),
        "since": instant_in_words(oldest),
    }
    if count >= bounds.queue_messages:
        return fault(Rung.QUEUE, "ladder_queue_full", Side.BOTH, None, **facts)
    if at - oldest > bounds.queue_age:
        return watch(Rung.QUEUE, "ladder_queue_old", Side.BOTH, None, **facts)
    return good(Rung.QUEUE, "ladder_queue_moves", **facts)


def _set_aside(link: Link) -> Check:
    held = Inbound.objects.filter(channel__link=link)
    aside = held.filter(state=InboundState.SET_ASIDE)
    count, oldest = aside.count(), aside.aggregate(oldest=Min("held_at"))["oldest"]
    if oldest is None:
        return good(Rung.SET_ASIDE, "ladder_nothing_set_aside", partner=link.code)
    return fault(
        Rung.SET_ASIDE,
        "ladder_set_aside",
        Side.HERE,
        partner=link.code,
        count=count,
        behind=held.filter(state=InboundState.WAITING).count(),
        since=instant_in_words(oldest),
    )


def _receipt(link: Link, out: Channel, *, at: datetime) -> Check:
    newest = out.heads.aggregate(at=Max("receipt_at"))["at"]
    if newest is None:
        return good(Rung.RECEIPT, "ladder_no_receipt_yet", partner=link.code)
    facts = {
        "partner": link.code,
        "size": str(out.receipted_size),
        "when": instant_in_words(newest),
        "hours": str(max(0, int((at - newest).total_seconds() // 3600))),
    }
    if out.size > out.receipted_size:
        return watch(Rung.RECEIPT, "ladder_receipt_behind", Side.PARTNER, None, **facts)
    return good(Rung.RECEIPT, "ladder_receipt_last", **facts)


def _texts(facts: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in facts.items())

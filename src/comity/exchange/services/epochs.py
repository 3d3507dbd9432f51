"""Opening a new epoch of the channel to a partner: one proposes, another confirms."""

from datetime import datetime

from comity.crypto.merkle import Frontier
from comity.exchange.channel import Origin
from comity.exchange.channel_epochs import MOST_EPOCHS_AHEAD, Opening
from comity.exchange.duties import OPEN_EPOCH
from comity.exchange.epoch_terms import EPOCH_OPENED, EPOCH_OPENED_TYPE, EPOCH_PROPOSED, EpochCause
from comity.exchange.models import Channel, ClosedLeaf, EpochOpening, Link, Outbound
from comity.exchange.refusals import (
    EpochFault,
    EpochRefusedError,
    LinkFault,
    LinkRefusedError,
    ParcelFault,
)
from comity.exchange.services.queueing import queue_opening
from comity.exchange.services.roots import root_at
from comity.exchange.terms import Direction, LinkState, NewMessage
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def propose_epoch(code: str, *, cause: str, reason: str, officer: Viewer, at: datetime) -> None:
    """Propose to close the epoch of the channel to a partner and to begin a new one.

    A proposal that nobody has confirmed yet is replaced by a newer one.

    Args:
        code: the partner's administration.
        cause: an `EpochCause`.
        reason: what happened; it stands in the record.
        officer: of the central unit, or a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: there is no live link to the partner.
        EpochRefusedError: the cause is not known, or a recovery goes on, which opens an epoch.
    """
    link = _for_change(code, officer=officer)
    if cause not in frozenset(EpochCause):
        known = ", ".join(EpochCause)
        raise EpochRefusedError(EpochFault.CAUSE_UNKNOWN, cause=cause, known=known)
    EpochOpening.objects.filter(link=link, opened_at__isnull=True).delete()
    EpochOpening.objects.create(
        link=link,
        direction=Direction.OUT,
        cause=cause,
        reason=reason[:500],
        proposed_by=officer.name,
        proposer=officer.officer_id,
        proposed_at=at,
    )
    append(
        EPOCH_PROPOSED,
        about=link.code,
        by=officer.name,
        agency=officer.agency,
        at=at,
        partner=link.code,
        cause=cause,
        reason=reason[:500],
    )


def confirm_epoch(code: str, *, officer: Viewer, at: datetime) -> None:
    """Confirm a proposed epoch, and open it: what was not receipted goes again.

    Args:
        code: the partner's administration.
        officer: another person than who proposed, of the same offices.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: there is no live link to the partner.
        EpochRefusedError: nobody proposed one, this person did, or a recovery goes on.
    """
    link = _for_change(code, officer=officer)
    proposed = EpochOpening.objects.filter(link=link, opened_at__isnull=True).first()
    if proposed is None:
        raise EpochRefusedError(EpochFault.NONE_PROPOSED, partner=code)
    if proposed.proposer in officer.people:
        raise EpochRefusedError(EpochFault.SECOND_PERSON, officer=officer.name)
    proposed.confirmed_by, proposed.confirmer = officer.name, officer.officer_id
    open_epoch(link, proposed, by=officer.name, agency=officer.agency, at=at)


def open_epoch(
    link: Link, opening: EpochOpening, *, by: str, agency: str = "", at: datetime
) -> Channel:
    """Open a new epoch in the caller's transaction.

    Its first message says which epoch it closes and how far the partner has receipted that. What
    the receipt does not cover goes again in the new epoch, under the same ids.

    Args:
        link: locked.
        opening: why, and who decided it; what it came to is stored in it.
        by: an officer, or the node.
        agency: of the officer.
        at: aware UTC instant.

    Returns:
        The new channel, whose first message is numbered and waits for its head.
    """
    outgoing = link.channels.select_for_update(no_key=True).filter(direction=Direction.OUT)
    old = outgoing.order_by("epoch").last()
    assert old is not None, "a live link has its channels"
    # Of an epoch whose very opening was never receipted, the partner may never have heard.
    heard = _last_heard_of(link)
    covering = heard.heads.filter(receipt__isnull=False).order_by("size").last()
    size = 0 if covering is None else covering.size
    root = root_at(heard, size) or b""
    epoch = max(old.epoch, _told_open(old)) + 1
    origin = Origin(link.link_id, link.own_code, link.code, epoch).line()
    again = number_again(old)
    told = Opening(
        epoch=epoch,
        closes=heard.origin,
        size=size,
        root=root.hex(),
        receipt="" if covering is None else bytes(covering.receipt or b"").decode(),
        cause=EpochCause(opening.cause),
    )
    channel = Channel.objects.create(
        link=link,
        direction=Direction.OUT,
        epoch=epoch,
        origin=origin,
        frontier=Frontier().to_bytes(),
    )
    _put_first(channel, queue_opening(NewMessage(EPOCH_OPENED_TYPE, told.body()), link, at=at))
    opening.epoch, opening.closes, opening.size, opening.root = epoch, heard.origin, size, root
    opening.opened_at = at
    opening.save()
    append(
        EPOCH_OPENED,
        about=link.code,
        by=by,
        agency=agency,
        at=at,
        partner=link.code,
        origin=origin,
        closes=heard.origin,
        size=size,
        root=root.hex(),
        cause=opening.cause,
        again=again,
    )
    return channel


def _last_heard_of(link: Link) -> Channel:
    """Return the last epoch under this link's keys that was receipted, or the first of them."""
    made = link.channels.filter(
        direction=Direction.OUT, origin__startswith=f"comity/{link.link_id}/"
    ).order_by("epoch")
    heard = made.filter(receipted_size__gt=0).last() or made.first()
    assert heard is not None, "the first epoch was opened with the link"
    return heard


def number_again(old: Channel) -> int:
    """Let what the partner never receipted wait for a number of the new epoch."""
    rows = list(
        old.outbound.filter(delivered_at__isnull=True, index__gte=old.receipted_size).order_by("pk")
    )
    # An opening that never arrived is not repeated: the one made now says what counts.
    repeated = [row for row in rows if row.type != EPOCH_OPENED_TYPE]
    ClosedLeaf.objects.bulk_create(
        ClosedLeaf(
            channel=old,
            index=row.index or 0,
            message=row if row in repeated else None,
            envelope=b"" if row in repeated else bytes(row.envelope),
            leaf_hash=bytes(row.leaf_hash),
        )
        for row in rows
    )
    again = Outbound.objects.filter(pk__in=[row.pk for row in repeated])
    Outbound.objects.filter(pk__in={row.pk for row in rows} - {row.pk for row in repeated}).delete()
    return again.update(channel=None, index=None)


def _put_first(channel: Channel, first: Outbound) -> None:
    first.channel, first.index = channel, 0
    first.save(update_fields=["channel", "index"])
    grown = Frontier().append(bytes(first.leaf_hash))
    channel.size, channel.frontier = grown.size, grown.to_bytes()
    channel.save(update_fields=["size", "frontier"])


def _told_open(old: Channel) -> int:
    """Return the epoch that the partner's door named as open, if it can be meant."""
    told = str(old.failure_facts.get("open", ""))
    if old.failure != ParcelFault.EPOCH_CLOSED or not told.isdecimal() or len(told) > 6:
        return 0
    return int(told) if int(told) < old.epoch + MOST_EPOCHS_AHEAD else 0


def _for_change(code: str, *, officer: Viewer) -> Link:
    demand_role(officer, OPEN_EPOCH.roles)
    link = Link.objects.select_for_update(no_key=True).filter(code=code).first()
    if link is None:
        raise LinkRefusedError(LinkFault.UNKNOWN, partner=code)
    if LinkState(link.state) not in OPEN_EPOCH.states:
        raise LinkRefusedError(LinkFault.STATE_FORBIDS, partner=code, state=link.state)
    if link.recovering:
        raise EpochRefusedError(EpochFault.RECOVERING, partner=code)
    return link

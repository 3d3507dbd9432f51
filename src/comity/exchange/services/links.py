"""Acts on links: propose one from a descriptor, compare its number, suspend, resume, revoke."""

from datetime import UTC, datetime

from comity.crypto.hashing import sha256
from comity.crypto.merkle import Frontier
from comity.exchange.channel import read_origin
from comity.exchange.descriptor import Descriptor, pinned, read_descriptor
from comity.exchange.duties import (
    CONFIRM_LINK,
    PROPOSE_LINK,
    RESUME_LINK,
    REVOKE_LINK,
    SUSPEND_LINK,
)
from comity.exchange.link_number import is_same_number, link_id, link_number
from comity.exchange.models import Channel, Link, OwnDescriptor
from comity.exchange.refusals import LinkFault, LinkRefusedError
from comity.exchange.services.openings_telling import say_openings
from comity.exchange.services.rekeying import origins_of, prepare_rekeying, send_again
from comity.exchange.suites import suite_for
from comity.exchange.terms import (
    DESCRIPTOR_PUBLISHED,
    LINK_CONFIRMED,
    LINK_PROPOSED,
    LINK_RESUMED,
    LINK_REVOKED,
    LINK_SUSPENDED,
    LinkState,
)
from comity.kernel.duties import Duty
from comity.ledger.services import append
from comity.ledger.terms import NODE, EventKind
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def publish_descriptor(raw: bytes, *, at: datetime) -> Descriptor:
    """Take a descriptor as this node's own from now on; its door hands it out.

    Args:
        raw: the signed file.
        at: aware UTC instant.

    Raises:
        LinkRefusedError: it is not a descriptor.
    """
    descriptor = read_descriptor(raw)
    OwnDescriptor.objects.create(raw=raw, published_at=at)
    digest = sha256(descriptor.text).hex()
    append(DESCRIPTOR_PUBLISHED, about=descriptor.code, by=NODE, agency="", at=at, digest=digest)
    return descriptor


def own_descriptor() -> bytes:
    """Return this node's published descriptor.

    Raises:
        LinkRefusedError: none has been published yet.
    """
    newest = OwnDescriptor.objects.order_by("-pk").first()
    if newest is None:
        raise LinkRefusedError(LinkFault.OWN_DESCRIPTOR_MISSING)
    return bytes(newest.raw)


def add_link(raw: bytes, *, officer: Viewer, at: datetime) -> Link:
    """Propose a link from a partner's descriptor; nothing in it is trusted yet.

    A link that nobody has fully confirmed may be proposed again with another descriptor: the
    comparing then starts over. So does that of a revoked link, which new descriptors re-key: only
    what was receipted before the revocation stands.

    Args:
        raw: the descriptor file as it came.
        officer: who proposes.
        at: aware UTC instant.

    Returns:
        The link, whose `number` two officers must now compare with the partner.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: the descriptor is refused, is this node's own, or the link is live.
    """
    demand_role(officer, PROPOSE_LINK.roles)
    theirs, own_raw = read_descriptor(raw), own_descriptor()
    own = pinned(own_raw)
    if theirs.code == own.code:
        raise LinkRefusedError(LinkFault.OWN_DESCRIPTOR)
    suite_for(own.protocols, theirs.protocols, on=at.astimezone(UTC).date())
    known = Link.objects.select_for_update(no_key=True).filter(code=theirs.code).first()
    if known is not None and LinkState(known.state) not in PROPOSE_LINK.states:
        raise LinkRefusedError(LinkFault.STATE_FORBIDS, partner=theirs.code, state=known.state)
    if known is not None:
        prepare_rekeying(known, own=own, theirs=theirs)
    link = Link() if known is None else known
    link.code, link.name, link.state = theirs.code, theirs.name, LinkState.PROPOSED
    link.descriptor, link.own_descriptor, link.own_code = raw, own_raw, own.code
    link.number, link.link_id = link_number(own, theirs), link_id(own, theirs)
    link.proposed_at = at
    link.first_confirmed_by, link.first_confirmer, link.first_confirmed_at = "", None, None
    link.confirmed_by, link.confirmer, link.confirmed_at = "", None, None
    link.save()
    digest = sha256(theirs.text).hex()
    _record(LINK_PROPOSED, link, officer=officer, at=at, descriptor=digest, number=link.number)
    return link


def confirm_link(code: str, *, number: str, officer: Viewer, at: datetime) -> Link:
    """Confirm that the number read by the partner is the number of the link.

    The first officer confirms one reading, a second the other; with the second the keys of the
    descriptor are pinned and both channels opened.

    Args:
        code: the partner's administration.
        number: the 60 digits as they were heard; spaces do not count.
        officer: who compared.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: the number differs, the same officer confirms twice, or the link is past
            confirming.
    """
    link = link_for_change(code, CONFIRM_LINK, officer=officer)
    if not is_same_number(number, link.number):
        raise LinkRefusedError(LinkFault.NUMBER_DIFFERS, partner=code)
    if link.state == LinkState.PROPOSED:
        link.first_confirmed_by, link.first_confirmer = officer.name, officer.officer_id
        link.first_confirmed_at, link.state = at, LinkState.HALF_CONFIRMED
    elif link.first_confirmer in officer.people:
        raise LinkRefusedError(LinkFault.SAME_OFFICER, partner=code, officer=officer.name)
    else:
        link.confirmed_by, link.confirmer = officer.name, officer.officer_id
        link.confirmed_at, link.state = at, LinkState.CONFIRMED
        # A partner that was made anew may have another mind; it says so over the new link.
        link.openings_told = True
        _open_channels(link)
    link.save()
    if link.state == LinkState.CONFIRMED and not link.tells_openings and not link.recovering:
        say_openings(link, at=at)
    step = "first" if link.state == LinkState.HALF_CONFIRMED else "second"
    _record(LINK_CONFIRMED, link, officer=officer, at=at, number=link.number, step=step)
    return link


def suspend_link(code: str, *, reason: str, officer: Viewer, at: datetime) -> Link:
    """Stop carrying messages over a link until it is resumed; what is held stays held."""
    return _move(code, LINK_SUSPENDED, reason=reason, officer=officer, at=at)


def resume_link(code: str, *, reason: str, officer: Viewer, at: datetime) -> Link:
    """Carry messages over a suspended link again."""
    return _move(code, LINK_RESUMED, reason=reason, officer=officer, at=at)


def revoke_link(
    code: str,
    *,
    reason: str,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
) -> Link:
    """End a link for good: its keys are not trusted for anything new from now on.

    Args:
        code: the partner's administration.
        reason: why; it stands in the record.
        officer: who keeps links.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        FreshSignInNeededError: the officer has not just signed in afresh.
        LinkRefusedError: there is no such link, or it is revoked or not confirmed yet.
    """
    demand_role(officer, REVOKE_LINK.roles)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    return _move(code, LINK_REVOKED, reason=reason, officer=officer, at=at)


_MOVES: dict[str, tuple[Duty, LinkState]] = {
    LINK_SUSPENDED.name: (SUSPEND_LINK, LinkState.SUSPENDED),
    LINK_RESUMED.name: (RESUME_LINK, LinkState.CONFIRMED),
    LINK_REVOKED.name: (REVOKE_LINK, LinkState.REVOKED),
}


def _move(code: str, event: EventKind, *, reason: str, officer: Viewer, at: datetime) -> Link:
    duty, after = _MOVES[event.name]
    link = link_for_change(code, duty, officer=officer)
    link.state, link.reason = after, reason[:500]
    link.save(update_fields=["state", "reason"])
    _record(event, link, officer=officer, at=at, reason=link.reason)
    return link


def link_for_change(code: str, duty: Duty, *, officer: Viewer) -> Link:
    """Return a link, locked, for an act that its state and the officer's office allow.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        LinkRefusedError: there is none, or its state forbids the act.
    """
    demand_role(officer, duty.roles)
    link = Link.objects.select_for_update(no_key=True).filter(code=code).first()
    if link is None:
        raise LinkRefusedError(LinkFault.UNKNOWN, partner=code)
    if LinkState(link.state) not in duty.states:
        raise LinkRefusedError(LinkFault.STATE_FORBIDS, partner=code, state=link.state)
    return link


def _open_channels(link: Link) -> None:
    send_again(link)
    for direction, origin in origins_of(link).items():
        Channel.objects.create(
            link=link,
            direction=direction,
            epoch=read_origin(origin).epoch,
            origin=origin,
            frontier=Frontier().to_bytes(),
        )


def _record(event: EventKind, link: Link, *, officer: Viewer, at: datetime, **fields: str) -> None:
    append(
        event,
        about=link.code,
        by=officer.name,
        agency=officer.agency,
        at=at,
        partner=link.code,
        **fields,
    )

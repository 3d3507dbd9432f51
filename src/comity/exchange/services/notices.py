"""Notices on a link: telling the partner what is coming, and keeping what it tells.

Once a link is revoked nothing travels on it any more. So what is coming is told before: by a
person of re-keying and revocation, by the node itself of a key that nears its planned end.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from comity.exchange.descriptor import pinned
from comity.exchange.duties import ANNOUNCE
from comity.exchange.key_terms import End, KeyRole
from comity.exchange.keys_in_force import descriptor_key
from comity.exchange.models import KeyWarning, Link, LinkNotice
from comity.exchange.notice_terms import (
    FURTHEST,
    KEY_END_TOLD,
    LINK_ANNOUNCED,
    LINK_NOTICE_HELD,
    MOST_A_DAY,
    NOTICE_TYPE,
    WARNED_DAYS,
    NoticeKind,
)
from comity.exchange.refusals import (
    LinkFault,
    LinkMessageRefusedError,
    LinkRefusedError,
    MessageFault,
    MessageRefusedError,
)
from comity.exchange.services.links import link_for_change, own_descriptor
from comity.exchange.services.queueing import queue_link_message
from comity.exchange.terms import LinkState, NewMessage, Received
from comity.ledger.services import append
from comity.ledger.terms import NODE
from comity.officers.terms import Viewer

_DAY = timedelta(days=1)


def announce(
    code: str, kind: NoticeKind, *, on: date, reason: str, officer: Viewer, at: datetime
) -> LinkNotice:
    """Tell a partner that its link will be re-keyed or revoked, before it is.

    Args:
        code: the partner's administration.
        kind: which of the two.
        on: the day it is planned for.
        reason: why, in words the partner may read; nothing of any case.
        officer: who keeps links.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: the link carries nothing now, the day has passed, or it is further away
            than a notice may look ahead.
    """
    link = link_for_change(code, ANNOUNCE, officer=officer)
    if on < at.date() - _DAY:
        raise LinkRefusedError(LinkFault.DAY_PASSED, day=on.isoformat())
    if on - at.date() > FURTHEST:
        # The partner's node would refuse it, and nobody there would read it.
        raise LinkRefusedError(LinkFault.DAY_TOO_FAR, day=on.isoformat())
    notice = _tell(link, kind, on=on, reason=reason[:500], at=at)
    append(
        LINK_ANNOUNCED,
        about=code,
        by=officer.name,
        agency=officer.agency,
        at=at,
        partner=code,
        kind=kind.value,
        day=on.isoformat(),
        reason=notice.reason,
    )
    return notice


def tell_ends(ends: Sequence[tuple[KeyRole, datetime]], *, at: datetime) -> int:
    """Tell partners and administrators of keys of ours whose planned end is near, once a step.

    A sealing key is left out: the node replaces it by itself. A partner whose link carries nothing
    just then is told once it does.

    Args:
        ends: by role the aware UTC instant of its planned end.
        at: aware UTC instant.

    Returns:
        How many keys were told of now.
    """
    told = 0
    for role, end in ends:
        near = [days for days in WARNED_DAYS if end - at <= timedelta(days=days)]
        if near and role is not KeyRole.SEALING:
            told += _tell_end(role, end, days=min(near), at=at)
    return told


def take_notice(received: Received) -> None:
    """Keep what a partner tells is coming; people read it, and nothing else follows from it.

    1. It names a day at most two years ahead, and a role exactly where a key ends; what a person
       announces has a reason.
    2. It is not one too many of this partner within a day.

    Raises:
        MessageRefusedError: one of these is not so.
    """
    # 1
    kind, role = NoticeKind(str(received.body["kind"])), str(received.body["role"])
    reason = str(received.body["reason"]).strip()
    try:
        on = date.fromisoformat(str(received.body["day"]))
    except ValueError as error:
        raise MessageRefusedError(MessageFault.BODY_INVALID, what="data.day date") from error
    if on - received.at.date() > FURTHEST:
        raise MessageRefusedError(MessageFault.BODY_INVALID, what="data.day")
    if bool(role) != (kind is NoticeKind.KEY_ENDS):
        raise MessageRefusedError(MessageFault.BODY_INVALID, what="data.role")
    if not reason and kind is not NoticeKind.KEY_ENDS:
        raise MessageRefusedError(MessageFault.BODY_INVALID, what="data.reason")
    # 2
    link = Link.objects.only("pk").get(code=received.partner)
    since = received.at - _DAY
    lately = LinkNotice.objects.filter(link=link, end=End.PARTNER, at__gt=since)
    if lately.count() >= MOST_A_DAY:
        raise LinkMessageRefusedError(
            LinkRefusedError(LinkFault.NOTICES_TOO_MANY, partner=received.partner, limit=MOST_A_DAY)
        )
    LinkNotice.objects.create(
        link=link,
        end=End.PARTNER,
        kind=kind,
        role=role,
        on=on,
        reason=reason,
        message_id=received.message_id,
        at=received.at,
    )
    append(
        LINK_NOTICE_HELD,
        about=received.partner,
        by=NODE,
        agency="",
        at=received.at,
        partner=received.partner,
        kind=kind.value,
        role=role,
        day=on.isoformat(),
        reason=reason,
    )


def _tell_end(role: KeyRole, end: datetime, *, days: int, at: datetime) -> bool:
    on = end.date()
    digest = descriptor_key(pinned(own_descriptor()), role).digest()
    with transaction.atomic(durable=True):
        _, is_news = KeyWarning.objects.get_or_create(
            digest=digest, ends_on=on, days=days, defaults={"role": role, "at": at}
        )
        if is_news:
            told = {"role": role.value, "day": on.isoformat(), "days": days}
            append(KEY_END_TOLD, about=NODE, by=NODE, agency="", at=at, **told)
        untold = _untold(role, on=on, since=end - timedelta(days=days))
        for link in untold:
            _tell(link, NoticeKind.KEY_ENDS, role=role, on=on, at=at)
    return is_news or bool(untold)


def _untold(role: KeyRole, *, on: date, since: datetime) -> list[Link]:
    """Return the links that carry, and whose partner was not told of this end since an instant."""
    told = LinkNotice.objects.filter(
        link=OuterRef("pk"), end=End.OWN, kind=NoticeKind.KEY_ENDS, role=role, on=on
    )
    told = told.filter(at__gte=since).filter(at__gte=F("link__proposed_at"))
    carrying = Link.objects.filter(state=LinkState.CONFIRMED, recovering=False)
    return list(carrying.exclude(Exists(told)))


def _tell(
    link: Link,
    kind: NoticeKind,
    *,
    on: date,
    at: datetime,
    role: KeyRole | None = None,
    reason: str = "",
) -> LinkNotice:
    which = role.value if role else ""
    body = {"kind": kind.value, "role": which, "day": on.isoformat(), "reason": reason}
    message_id = queue_link_message(NewMessage(NOTICE_TYPE, body), to=link.code, at=at)
    return LinkNotice.objects.create(
        link=link,
        end=End.OWN,
        kind=kind,
        role=which,
        on=on,
        reason=reason,
        message_id=message_id,
        at=at,
    )

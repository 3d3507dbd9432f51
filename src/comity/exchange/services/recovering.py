"""Beginning and ending a recovery: while it lasts, nobody here acts on the link."""

import secrets
from datetime import datetime

from comity.exchange.duties import RECOVER
from comity.exchange.epoch_terms import (
    RECOVERY_ENDED,
    RECOVERY_STARTED,
    EpochCause,
    RecoveryStage,
)
from comity.exchange.models import Link, Recovery
from comity.exchange.refusals import EpochFault, EpochRefusedError, LinkFault, LinkRefusedError
from comity.exchange.services.openings_telling import say_openings
from comity.exchange.terms import LinkState
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def recover_link(code: str, *, officer: Viewer, at: datetime) -> None:
    """Ask a partner for what this node lacks, in both directions; the worker does it.

    Args:
        code: the partner's administration.
        officer: of the central unit, or a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: there is no live link to the partner.
        EpochRefusedError: it is being recovered already.
    """
    link = _for_change(code, officer=officer)
    if link.recovering:
        raise EpochRefusedError(EpochFault.RECOVERING, partner=code)
    begin_recovery(link, cause=EpochCause.LOST_TAIL, by=officer.name, at=at)


def recover_every_link(*, officer: Viewer, at: datetime) -> None:
    """Begin recovery on every live link, once the node was set back to a backup."""
    live = Link.objects.select_for_update(no_key=True).filter(
        state=LinkState.CONFIRMED, recovering=False
    )
    for link in live.order_by("pk"):
        begin_recovery(link, cause=EpochCause.RESTORED, by=officer.name, at=at)


def begin_recovery(link: Link, *, cause: EpochCause, by: str, at: datetime) -> None:
    """Begin a recovery in the caller's transaction, unless one goes on.

    Args:
        link: locked.
        cause: why.
        by: who began it.
        at: aware UTC instant.
    """
    if link.recovering:
        return
    link.recovering = True
    link.save(update_fields=["recovering"])
    made = Recovery.objects.create(
        link=link,
        run=secrets.token_hex(16),
        cause=cause.value,
        started_by=by,
        started_at=at,
        stage=RecoveryStage.RECEIVED.value,
    )
    append(
        RECOVERY_STARTED,
        about=link.code,
        by=by,
        agency="",
        at=at,
        partner=link.code,
        cause=cause.value,
        run=made.run,
    )


def end_recovery(code: str, *, reason: str, officer: Viewer, at: datetime) -> None:
    """End a recovery that the partner cannot feed; what is missing stays missing, and is named.

    Args:
        code: the partner's administration.
        reason: why nobody waits longer; it stands in the record.
        officer: of the central unit, or a node administrator.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry this.
        LinkRefusedError: there is no live link to the partner.
        EpochRefusedError: nothing is being recovered.
    """
    link = _for_change(code, officer=officer)
    going = link.recoveries.filter(ended_at__isnull=True).first()
    if going is None:
        raise EpochRefusedError(EpochFault.NOT_RECOVERING, partner=code)
    conclude(going, link, by=officer.name, reason=reason[:500], at=at)


def conclude(going: Recovery, link: Link, *, by: str, reason: str, at: datetime) -> None:
    """End a recovery in the caller's transaction: people may act on the link again.

    Args:
        going: the recovery.
        link: locked.
        by: an officer, or the node once everything came back.
        reason: empty when everything came back.
        at: aware UTC instant.
    """
    link.recovering = False
    link.save(update_fields=["recovering"])
    going.ended_at, going.ended_by, going.reason = at, by, reason
    going.stage = RecoveryStage.ENDED.value
    going.save()
    append(
        RECOVERY_ENDED,
        about=link.code,
        by=by,
        agency="",
        at=at,
        partner=link.code,
        run=going.run,
        received=going.received,
        sent=going.sent,
        missing=len(going.missing),
        unapplied=len(going.unapplied),
        reason=reason,
    )
    if link.state == LinkState.CONFIRMED and not link.tells_openings:
        # It may have been confirmed while nothing could be said, or this node was set back.
        say_openings(link, at=at)


def _for_change(code: str, *, officer: Viewer) -> Link:
    demand_role(officer, RECOVER.roles)
    link = Link.objects.select_for_update(no_key=True).filter(code=code).first()
    if link is None:
        raise LinkRefusedError(LinkFault.UNKNOWN, partner=code)
    if LinkState(link.state) not in RECOVER.states:
        raise LinkRefusedError(LinkFault.STATE_FORBIDS, partner=code, state=link.state)
    return link

"""What people read of a link's epochs, of forks, and of how far a recovery is."""

import base64
from dataclasses import dataclass
from datetime import datetime

from comity.exchange.duties import OPEN_EPOCH, SEE_TRAFFIC
from comity.exchange.models import EpochOpening, Fork, Link, Recovery
from comity.officers.terms import Viewer

MOST_SHOWN = 50
Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EpochView:
    """A new epoch, proposed or opened.

    Attributes:
        direction: out, by this node; in, by the partner.
        epoch: its number; None while it is only proposed.
        cause: why.
        reason: what was said of it here.
        closes: origin line of the epoch it closes.
        size: how far that was receipted.
        held: on a channel in, how far this node held it.
        proposed_by: who proposed it.
        confirmed_by: who confirmed it.
        opened_at: when it was opened; None before.
    """

    direction: str
    epoch: int | None
    cause: str
    reason: str
    closes: str
    size: int
    held: int | None
    proposed_by: str
    confirmed_by: str
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecoveryView:
    """A recovery from what a partner holds.

    Attributes:
        cause: why it was begun.
        started_by: by whom.
        started_at: when.
        stage: how far it is.
        received: messages of the partner that came back.
        sent: messages of ours that came back.
        missing: what could not be recovered, each in named values.
        unapplied: messages of ours that no case took up again.
        failure: code of why the partner did not answer last time; empty when it did.
        facts: named values for its sentence.
        ended_at: when it ended; None while it goes on.
        reason: why a person ended it; empty otherwise.
    """

    cause: str
    started_by: str
    started_at: datetime
    stage: str
    received: int
    sent: int
    missing: tuple[Named, ...]
    unapplied: tuple[Named, ...]
    failure: str
    facts: Named
    ended_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class ForkView:
    """Two signed statements that contradict each other.

    Attributes:
        number: by which the evidence is asked for.
        origin: of the log.
        size: at which they differ.
        found_at: when.
    """

    number: int
    origin: str
    size: int
    found_at: datetime


@dataclass(frozen=True, slots=True)
class EpochsOfLink:
    """All of it for one link; the latest first."""

    partner: str
    proposed: EpochView | None
    epochs: tuple[EpochView, ...]
    recoveries: tuple[RecoveryView, ...]
    forks: tuple[ForkView, ...]

    @property
    def recovery(self) -> RecoveryView | None:
        """The recovery that goes on; None when none does."""
        return next((each for each in self.recoveries if each.ended_at is None), None)


def epochs_of(partner: str, *, seen_by: Viewer) -> EpochsOfLink | None:
    """Return what is known of a link's epochs; None for whom it is not, or without such a link."""
    link = Link.objects.all().visible_to(seen_by).filter(code=partner).first()
    if link is None or not seen_by.holds(*SEE_TRAFFIC.roles):
        return None
    openings = [_epoch(row) for row in link.openings.order_by("-pk")[:MOST_SHOWN]]
    return EpochsOfLink(
        partner=link.code,
        proposed=next((each for each in openings if each.opened_at is None), None),
        epochs=tuple(each for each in openings if each.opened_at is not None),
        recoveries=tuple(_recovery(row) for row in link.recoveries.order_by("-pk")[:MOST_SHOWN]),
        forks=tuple(
            ForkView(row.pk, row.origin, row.size, row.found_at)
            for row in link.forks.order_by("-pk")[:MOST_SHOWN]
        ),
    )


def fork_evidence(partner: str, number: int, *, seen_by: Viewer) -> dict[str, object] | None:
    """Return the evidence of one fork, complete in itself; None for whom it is not.

    Whoever has the keys of both descriptors can check it alone: both notes are signed, and `path`
    leads from `held_root` at `size` to the root that `ours` states.
    """
    link = Link.objects.all().visible_to(seen_by).filter(code=partner).first()
    if link is None or not seen_by.holds(*SEE_TRAFFIC.roles):
        return None
    fork = link.forks.filter(pk=number).first()
    return None if fork is None else _evidence(fork, link)


def forked_partners() -> tuple[str, ...]:
    """Return the partners of whose open channels two contradicting statements are held.

    Only those of links on which a new epoch could be opened: of a revoked one nothing more comes.
    """
    open_now = {
        origin
        for link in Link.objects.filter(forks__isnull=False, state__in=OPEN_EPOCH.states).distinct()
        for direction in ("in", "out")
        for origin in link.channels.filter(direction=direction)
        .order_by("-epoch")
        .values_list("origin", flat=True)[:1]
    }
    rows = Fork.objects.filter(origin__in=open_now).values_list("link__code", flat=True)
    return tuple(sorted(set(rows)))


def _evidence(fork: Fork, link: Link) -> dict[str, object]:
    return {
        "comity": "fork/1",
        "origin": fork.origin,
        "size": fork.size,
        "root": bytes(fork.root).hex(),
        "held_root": bytes(fork.held_root).hex(),
        "held_size": fork.held_size,
        "theirs": bytes(fork.theirs).decode(),
        "ours": bytes(fork.ours).decode(),
        "path": list(fork.path),
        "found_at": fork.found_at.isoformat(),
        "descriptors": {
            link.code: base64.b64encode(bytes(link.descriptor)).decode(),
            link.own_code: base64.b64encode(bytes(link.own_descriptor)).decode(),
        },
    }


def _epoch(row: EpochOpening) -> EpochView:
    return EpochView(
        direction=row.direction,
        epoch=row.epoch,
        cause=row.cause,
        reason=row.reason,
        closes=row.closes,
        size=row.size,
        held=row.held,
        proposed_by=row.proposed_by,
        confirmed_by=row.confirmed_by,
        opened_at=row.opened_at,
    )


def _recovery(row: Recovery) -> RecoveryView:
    return RecoveryView(
        cause=row.cause,
        started_by=row.started_by,
        started_at=row.started_at,
        stage=row.stage,
        received=row.received,
        sent=row.sent,
        missing=tuple(_named(each) for each in row.missing),
        unapplied=tuple(_named(each) for each in row.unapplied),
        failure=row.failure,
        facts=_named(row.failure_facts),
        ended_at=row.ended_at,
        reason=row.reason,
    )


def _named(told: dict[str, object]) -> Named:
    return tuple((name, str(value)) for name, value in told.items())

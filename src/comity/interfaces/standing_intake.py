"""A file of a standing exchange at a door: checked while it is sealed, then recorded at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from comity.assistance.models import StandingSupply
from comity.assistance.services.standing_copying import demand_supply_copyable, open_supply
from comity.assistance.services.standing_leaving import let_standing_leave
from comity.assistance.services.standing_plan import demand_supply
from comity.assistance.services.standing_supply import hand_in_supply, problems_in_file
from comity.assistance.standing_check import FileCheck
from comity.evidence.quota import demand_officers_share
from comity.evidence.services import check_exhibit
from comity.evidence.terms import Intake, OpenedExhibit, Sealed, problems_in_intake
from comity.evidence.vault import Reader, vault
from comity.kernel.errors import InvalidDraftError
from comity.officers.terms import Viewer


@dataclass
class _Checking:
    """Reads from a stream for the vault, and has what passes checked."""

    stream: Reader
    check: FileCheck

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""
        data = self.stream.read(size)
        self.check.feed(data)
        return data


def take_supply_in(
    reference: str,
    stream: Reader,
    *,
    period_from: date,
    intake: Intake,
    officer: Viewer,
    at: datetime,
    on: date,
) -> StandingSupply:
    """Take a file of a standing exchange in; it waits for a second person, or leaves at once.

    Whether it may be supplied is asked before it is read, and again inside the transaction, which
    opens only when the sealed and checked file lies on the disk.

    Args:
        reference: of the request on which the exchange hangs.
        stream: the bytes.
        period_from: first day of its period; in advance of arrivals, the day of arrival.
        intake: what is said of the file.
        officer: who, or which machine, hands it in.
        at: aware UTC instant.
        on: the civil day ruled on.

    Raises:
        InvalidDraftError: it has faults, each with line and column, or a name that cannot be taken.
        TooLargeError, EmptyExhibitError, OfficersShareError: the file cannot be taken.
        ComityError: whatever `demand_supply` raises.
    """
    with transaction.atomic(durable=True):
        plan = demand_supply(reference, period_from=period_from, officer=officer, at=at, on=on)
    demand_officers_share(officer.officer_id, size=1, at=at)
    if problems := problems_in_intake(intake):
        raise InvalidDraftError(problems)
    check = FileCheck(plan.terms.columns, plan.terms.layout)
    with _kept_only_if_taken(_Checking(stream, check)) as sealed:
        checked = check.finish()
        if checked.count:
            # Nothing waits for the write lock that will not be kept.
            raise InvalidDraftError(problems_in_file(checked))
        with transaction.atomic(durable=True):
            supply = hand_in_supply(
                reference,
                sealed,
                plan=plan,
                checked=checked,
                intake=intake,
                officer=officer,
                at=at,
                on=on,
            )
    with transaction.atomic(durable=True):
        # The worker, or another officer, may have come first.
        let_standing_leave(supply.pk, at=at, on=on)
        supply.refresh_from_db()
    return supply


def hand_out_supply(
    reference: str, key: int, *, reason: str, officer: Viewer, at: datetime, knowing: bool = False
) -> OpenedExhibit:
    """Hand out a copy of a file: its digest is checked anew, and the copy recorded.

    Args:
        reference: of the request on which the exchange hangs.
        key: of the file.
        reason: why the copy is needed; it goes on the chain of custody.
        officer: who takes it.
        at: aware UTC instant.
        knowing: the officer has said that they know what the malware scanner found.

    Raises:
        ComityError: whatever `demand_supply_copyable` raises, or the bytes are not those that came.
    """
    exhibit = demand_supply_copyable(
        reference, key, reason=reason, officer=officer, at=at, knowing=knowing
    )
    opened = check_exhibit(exhibit)
    with transaction.atomic(durable=True):
        open_supply(reference, key, reason=reason, officer=officer, at=at, knowing=knowing)
    return opened


@contextmanager
def _kept_only_if_taken(stream: Reader) -> Iterator[Sealed]:
    sealed = vault().seal(stream)
    try:
        yield sealed
    except BaseException:
        vault().discard(sealed)
        raise

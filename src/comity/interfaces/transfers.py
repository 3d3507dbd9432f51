"""The register of transfers as doors hand it out, and what waits for the data officer's word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.models import Answer, DataTransfer, Request, TransferApproval
from comity.assistance.queries.data_transfers import (
    requests_leaving,
    transfers_page,
    word_on_transfer,
)
from comity.assistance.services.data_transfers import (
    answer_to_leave,
    kind_leaving,
    needs_data_officer,
)
from comity.assistance.services.transfer_rules import standing_rules
from comity.assistance.terms.data_transfers import TransferKind, TransfersAsked
from comity.assistance.terms.transfer_rules import TransferRuleDraft
from comity.interfaces.record_asked import MOST_TYPED, day_of
from comity.interfaces.taking_out import Handed, hand_out_table, line_of
from comity.kernel.countries import COUNTRIES
from comity.kernel.errors import InvalidDraftError
from comity.officers.terms import Viewer, demand_role
from comity.oversight.services import record_transfers_export
from comity.oversight.terms import problems_in_reason

MOST_WAITING = 50
_AT_ONCE = 500
COLUMNS = (
    "at",
    "case",
    "kind",
    "recipient",
    "channel",
    "categories",
    "fields_naming_persons",
    "under",
    "article",
    "own_law",
    "released_by",
    "approved_by",
    "message",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the data protection officer's word, or has it.

    Attributes:
        request: that would leave, or be answered.
        answer: that would leave; None for the request itself.
        kind: what would leave.
        version: the version that stands there.
        word: what was said of that version; None while nothing was.
    """

    request: Request
    answer: Answer | None
    kind: TransferKind
    version: int
    word: TransferApproval | None


def transfers_asked(sent: Mapping[str, str]) -> TransfersAsked:
    """Return what was typed; what cannot be meant is left out."""
    partner = sent.get("partner", "")
    return TransfersAsked(
        partner=partner if partner in COUNTRIES else "",
        case=sent.get("case", "").replace("\x00", "").strip()[:MOST_TYPED],
        since=day_of(sent.get("since", "")),
        until=day_of(sent.get("until", "")),
        every=bool(sent.get("every")),
    )


def transfers_waiting(*, seen_by: Viewer, on: date) -> list[Waiting]:
    """Return what may leave only with the data protection officer's approval, as it stands now.

    Args:
        seen_by: a data protection officer.
        on: the civil day ruled on.

    Raises:
        NotAllowedError: `seen_by` is none.
    """
    leaving = requests_leaving(seen_by=seen_by, most=MOST_WAITING)
    rules = standing_rules()
    found = (waiting_of(request, on=on, rules=rules) for request in leaving)
    return [each for each in found if each is not None]


def waiting_of(
    request: Request, *, on: date, rules: tuple[TransferRuleDraft, ...] | None = None
) -> Waiting | None:
    """Return what of a request waits for the data protection officer; None for nothing.

    Args:
        request: one that the reader may see.
        on: the civil day ruled on.
        rules: of our own on transfers, where they were read already.
    """
    answer = answer_to_leave(request)
    try:
        needed = needs_data_officer(request, answer, on=on, rules=rules)
    except InvalidDraftError:
        return None  # nothing can be ruled on it yet
    if not needed:
        return None
    version = answer.version if answer else request.version
    word = word_on_transfer(request, answer)
    return Waiting(request, answer, kind_leaving(request, answer), version, word)


def hand_out_transfers(
    asked: TransfersAsked, *, reason: str, officer: Viewer, at: datetime, on: date
) -> Handed:
    """Write the register of transfers as CSV, record that it is taken out, and hand it out.

    Raises:
        NotAllowedError, InvalidDraftError: the officer may not, or gives no reason.
    """
    demand_role(officer, PROTECT_DATA.roles)
    if problems := problems_in_reason(reason):
        raise InvalidDraftError(problems)

    def record(rows: int, digest: str) -> None:
        record_transfers_export(
            asked, rows=rows, digest=digest, reason=reason, officer=officer, at=at
        )

    return hand_out_table(f"transfers-{on.isoformat()}.csv", _lines(asked, officer), record=record)


def _lines(asked: TransfersAsked, officer: Viewer) -> Iterator[bytes]:
    yield line_of(COLUMNS)
    after = 0
    while True:
        page = transfers_page(asked, seen_by=officer, limit=_AT_ONCE, after=after)
        for row in page.rows:
            yield line_of(_cells(row))
        if not page.after:
            return
        after = page.after


def _cells(row: DataTransfer) -> tuple[str, ...]:
    return (
        row.at.isoformat(timespec="seconds"),
        row.request.reference,
        row.kind,
        row.partner,
        row.channel,
        " ".join(row.categories),
        " ".join(row.fields_naming),
        row.under,
        row.article,
        "; ".join(row.own_law),
        row.released_by,
        row.approved_by,
        row.message_id,
    )

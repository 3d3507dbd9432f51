"""Acts on exhibits."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from comity.crypto.age import header_for
from comity.crypto.hashing import SALT_SIZE, sha256
from comity.evidence.custody import Hand, add_link
from comity.evidence.models import Exhibit, Grant
from comity.evidence.quota import demand_officers_share
from comity.evidence.scans import FoundStaysError, ScanState, demand_scanned
from comity.evidence.terms import (
    ERASED_FAULT,
    EXHIBIT_COPIED,
    EXHIBIT_TAKEN_IN,
    Announced,
    AnnouncedTwiceError,
    CustodyKind,
    ErasedExhibitError,
    Intake,
    NotHeldError,
    OpenedExhibit,
    Origin,
    Sealed,
    problems_in_intake,
    problems_in_reason,
)
from comity.evidence.vault import vault
from comity.kernel.errors import InvalidDraftError
from comity.ledger.services import append
from comity.ledger.terms import UNALLOCATED
from comity.officers.models import Agency
from comity.officers.terms import Viewer

CAPABILITY_BYTES = 32


def take_in(
    sealed: Sealed,
    *,
    intake: Intake,
    case: str,
    agency: Agency | None,
    officer: Viewer,
    at: datetime,
    counted: bool = True,
) -> Exhibit:
    """Take a sealed file in as an exhibit and record it.

    Args:
        sealed: what `vault().seal` made of the stream, outside any transaction.
        intake: what is said of the file.
        case: reference of the request it belongs to.
        agency: whose exhibit it is; None until the request it came with is given to one.
        officer: who takes it in.
        at: aware UTC instant.
        counted: in the officer's share of a day; not where its bytes lie here already.

    Raises:
        InvalidDraftError: what is said of the file cannot be taken.
        OfficersShareError: it is more than the officer's share of a day.
    """
    if problems := problems_in_intake(intake):
        raise InvalidDraftError(problems)
    exhibit = Exhibit.objects.create(
        id=sealed.id,
        origin=Origin.OWN.value,
        case=case,
        agency=agency,
        file_name=intake.file_name,
        media_type=intake.media_type,
        source=intake.source,
        size=sealed.size,
        digest=sealed.digest.hex(),
        payload_digest=sealed.payload_digest.hex(),
        payload_size=sealed.payload_size,
        wrapped_key=sealed.wrapped_key,
        first_bytes=sealed.first_bytes,
        salt=secrets.token_bytes(SALT_SIZE),
        taken_in_by=officer.name,
        taker_id=officer.officer_id if counted else None,
        taken_in_at=at,
        held_at=at,
    )
    hand = Hand(officer.name, officer.agency, at)
    add_link(exhibit, CustodyKind.TAKEN_IN, hand=hand, reason=intake.source)
    append(
        EXHIBIT_TAKEN_IN,
        about=case,
        by=officer.name,
        agency=agency.code if agency else UNALLOCATED,
        at=at,
        exhibit=exhibit.record_name,
        size=exhibit.size,
    )
    # With the record's head in this hand nobody else takes in: two at once would each not see the
    # other's bytes.
    demand_officers_share(officer.officer_id, size=0, at=at)
    return exhibit


def grant(exhibit: Exhibit, *, partner: str, recipient: bytes, hand: Hand) -> str:
    """Let a partner pull an exhibit: only the age header is made anew, for the partner's key.

    The act that transfers it appends the ledger entry, naming the exhibit by `record_name`.

    Args:
        exhibit: held by this node.
        partner: code of the administration it goes to.
        recipient: the partner's pinned sealing key.
        hand: who lets it go.

    Returns:
        The capability to put into the message; this node keeps only its digest.

    Raises:
        NotHeldError: it has not arrived here itself.
        ScanAwaitedError, ScanFailedError: this node's scanner has not seen it yet.
        FoundStaysError: it found something.
    """
    if exhibit.held_at is None:
        raise NotHeldError()
    _demand_may_leave(exhibit)
    capability = secrets.token_urlsafe(CAPABILITY_BYTES)
    Grant.objects.create(
        exhibit=exhibit,
        partner=partner,
        capability_digest=sha256(capability.encode()).hex(),
        header=header_for(vault().file_key_of(exhibit), [recipient]),
        made_at=hand.at,
    )
    add_link(exhibit, CustodyKind.TRANSFERRED, hand=hand, to=partner)
    return capability


def _demand_may_leave(exhibit: Exhibit) -> None:
    # What was found once stays found, also on a node that has no scanner any more.
    if exhibit.scan_stands is ScanState.FOUND:
        raise FoundStaysError(finding=exhibit.scan_told)
    if exhibit.waits_for_scan:
        demand_scanned(exhibit.scan_stands, finding="", knowing=False)


def announce(
    announced: Announced, *, partner: str, case: str, agency: Agency | None, hand: Hand
) -> Exhibit:
    """Note an exhibit that a partner's message names; the worker pulls it.

    The act that takes the message in appends the ledger entry.

    Raises:
        InvalidDraftError: its name or source cannot be taken.
        AnnouncedTwiceError: the partner has announced this exhibit before.
    """
    intake = Intake(announced.file_name, announced.media_type, announced.source)
    if problems := problems_in_intake(intake):
        raise InvalidDraftError(problems)
    if Exhibit.objects.filter(partner=partner, partner_exhibit=announced.id).exists():
        raise AnnouncedTwiceError(exhibit=announced.id)
    exhibit = Exhibit.objects.create(
        origin=Origin.RECEIVED.value,
        case=case,
        agency=agency,
        file_name=announced.file_name,
        media_type=announced.media_type,
        source=announced.source,
        size=announced.size,
        digest=announced.digest,
        payload_digest=announced.payload_digest,
        payload_size=announced.payload_size,
        salt=secrets.token_bytes(SALT_SIZE),
        taken_in_by=hand.name,
        taken_in_at=hand.at,
        partner=partner,
        partner_exhibit=announced.id,
        capability=announced.capability,
    )
    add_link(exhibit, CustodyKind.ANNOUNCED, hand=hand)
    return exhibit


def allocate(exhibits: Iterable[Exhibit], *, agency: Agency) -> None:
    """Give exhibits that came with a request to the agency the request is given to."""
    Exhibit.objects.filter(pk__in=[exhibit.pk for exhibit in exhibits]).update(agency=agency)


def share(exhibits: Iterable[Exhibit], *, to: Agency, hand: Hand, reason: str) -> None:
    """Let another agency see exhibits; the act stands in the chain of custody of each.

    Args:
        exhibits: which.
        to: the agency that will see them.
        hand: who shares them, and when.
        reason: what for.
    """
    for exhibit in exhibits:
        exhibit.shared_with.add(to)
        add_link(exhibit, CustodyKind.SHARED, hand=hand, to=to.name, reason=reason)


def end_sharing(exhibits: Iterable[Exhibit], *, to: Agency, hand: Hand, reason: str) -> None:
    """Let another agency see exhibits no longer; what it learnt stays learnt.

    Args:
        exhibits: which.
        to: the agency that saw them.
        hand: who ends it, and when.
        reason: why.
    """
    for exhibit in exhibits:
        exhibit.shared_with.remove(to)
        add_link(exhibit, CustodyKind.UNSHARED, hand=hand, to=to.name, reason=reason)


def rename_case(before: str, after: str) -> None:
    """Let exhibits follow a draft to its new reference."""
    Exhibit.objects.filter(case=before).update(case=after)


def pull_again(exhibit: Exhibit) -> None:
    """Let the worker try an exhibit again that did not arrive as it was signed; never an erased."""
    Exhibit.objects.filter(pk=exhibit.pk).exclude(fault=ERASED_FAULT).update(fault="")


def demand_openable(exhibit: Exhibit, *, reason: str, knowing: bool = False) -> None:
    """Demand what can be judged of a copy before its bytes are read.

    Args:
        exhibit: which.
        reason: why it is needed.
        knowing: who takes it has said that they know what the malware scanner found.

    Raises:
        InvalidDraftError: there is no reason.
        NotHeldError: it has not arrived yet.
        ScanAwaitedError, ScanFailedError: this node's scanner has not seen it yet.
        KeptShutError, TooLargeForScannerError: it found something, or does not take so much.
    """
    if problems := problems_in_reason(reason):
        raise InvalidDraftError(problems)
    if exhibit.is_erased:
        raise ErasedExhibitError()
    if exhibit.held_at is None:
        raise NotHeldError()
    # What was found once stays found, also on a node that has no scanner any more.
    if exhibit.waits_for_scan or exhibit.is_kept_shut:
        demand_scanned(exhibit.scan_stands, finding=exhibit.scan_told, knowing=knowing)


def check_exhibit(exhibit: Exhibit) -> OpenedExhibit:
    """Check an exhibit's digest anew, from end to end; the caller holds no transaction meanwhile.

    A large file takes minutes, and the node has one write lock. Nothing may be handed out before
    `record_copy` has recorded it.

    Args:
        exhibit: one that the officer may have a copy of.

    Returns:
        The name, the size and the content in pieces.

    Raises:
        NotHeldError: it has not arrived yet.
        DigestDiffersError: the bytes are not those taken in; nothing is handed out.
    """
    pieces = vault().checked_pieces(exhibit)
    return OpenedExhibit(exhibit.id, exhibit.file_name, exhibit.size, pieces)


def record_copy(
    exhibit: Exhibit, *, reason: str, officer: Viewer, at: datetime, knowing: bool = False
) -> None:
    """Record that a copy of an exhibit, just checked, is handed out.

    Args:
        exhibit: one that `officer` may see.
        reason: why it is needed; owed.
        officer: who takes the copy.
        at: aware UTC instant.
        knowing: the officer has said that they know what the malware scanner found.

    Raises:
        InvalidDraftError, NotHeldError, ScanAwaitedError, ScanFailedError, KeptShutError,
            TooLargeForScannerError: as `demand_openable`.
    """
    demand_openable(exhibit, reason=reason, knowing=knowing)
    hand = Hand(officer.name, officer.agency, at)
    add_link(exhibit, CustodyKind.COPIED, hand=hand, to=officer.name, reason=reason)
    append(
        EXHIBIT_COPIED,
        about=exhibit.case,
        by=officer.name,
        agency=exhibit.reader_on_record(officer),
        at=at,
        exhibit=exhibit.record_name,
    )

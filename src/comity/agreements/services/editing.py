"""Acts on proposed changes of the register: write, propose, approve with a second person."""

from datetime import datetime

from comity.agreements.duties import (
    BEGIN_CHANGE,
    JUDGE_CHANGE,
    PROPOSE_CHANGE,
    WITHDRAW_CHANGE,
    WRITE_CHANGE,
)
from comity.agreements.models import LocalEdit, Proposal
from comity.agreements.queries.editing import (
    RegisterFile,
    current_texts,
    digest_of,
    file_at,
)
from comity.agreements.register_files import register_from_texts
from comity.agreements.services.versions import hold_register, keep_version
from comity.agreements.terms import Register
from comity.agreements.terms.editing import (
    PROPOSAL_APPROVED,
    PROPOSAL_PROPOSED,
    PROPOSAL_RETURNED,
    PROPOSAL_WITHDRAWN,
    ProposalMovedError,
    ProposalNotFoundError,
    ProposalNotOpenError,
    ProposalOfAnotherError,
    ProposalOutdatedError,
    ProposalOwnError,
    ProposalState,
    ProposalUnchangedError,
)
from comity.kernel.duties import Duty
from comity.kernel.errors import InvalidDraftError, Problem
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION, EventKind, FieldValue
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

LONGEST_REASON = 2000


def begin_change(
    held: RegisterFile, *, reference: str, officer: Viewer, at: datetime, text: str | None = None
) -> Proposal:
    """Begin to change a file, or go on where the officer left it.

    Nothing is recorded yet: until it is proposed only its author sees it.

    Args:
        held: the file as it stands; without text for one that does not exist yet.
        reference: of the instrument it holds.
        officer: an officer of the treaty desk.
        at: aware UTC instant.
        text: what it begins with; None for the text as it stands.

    Raises:
        NotAllowedError: the officer does not sit at the treaty desk.
    """
    demand_role(officer, BEGIN_CHANGE.roles)
    begun = Proposal.objects.filter(path=held.path, author=officer.officer_id)
    going_on = [each for each in begun if ProposalState(each.state).is_open]
    if going_on:
        return going_on[0]
    return Proposal.objects.create(
        path=held.path,
        reference=reference,
        base=held.digest,
        text=held.text if text is None else text,
        author_id=officer.officer_id,
        author_name=officer.name,
        begun_at=at,
        updated_at=at,
    )


def write_change(number: int, text: str, *, revision: int, officer: Viewer, at: datetime) -> None:
    """Keep what was written, right or wrong; the strict reader is asked when it is proposed.

    Raises:
        ProposalNotFoundError: there is none, or none the officer may see.
        ProposalOfAnotherError: somebody else writes it.
        ProposalNotOpenError: it is proposed, or has ended.
        ProposalMovedError: it was written in since, by another window of the same officer.
    """
    change = _own(number, officer, WRITE_CHANGE)
    if change.revision != revision:
        raise ProposalMovedError
    change.text, change.revision, change.updated_at = text, change.revision + 1, at
    change.save()


def propose_change(number: int, *, why: str, officer: Viewer, at: datetime) -> None:
    """Propose a change to the other officers of the treaty desk.

    Raises:
        ProposalNotFoundError: there is none, or none the officer may see.
        ProposalOfAnotherError: somebody else wrote it.
        ProposalNotOpenError: it is proposed already, or has ended.
        ProposalOutdatedError: the file was changed since it began.
        ProposalUnchangedError: it says what the register says.
        InvalidDraftError: nobody is told why.
        RegisterFileError: the reader refuses it; every fault is named with its line.
    """
    change = _own(number, officer, PROPOSE_CHANGE)
    _demand_reason(why, "why")
    _demand_current(change)
    register_with(change)
    change.state, change.why = ProposalState.PROPOSED, why.strip()
    change.proposed_at = change.updated_at = at
    change.save()
    _record(
        PROPOSAL_PROPOSED, change, officer, at, digest=digest_of(change.text), base=change.base,
        why=change.why,
    )  # fmt: skip


def approve_change(
    number: int,
    *,
    revision: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
) -> None:
    """Approve a change: the register gets a new version, from which this node rules at once.

    Args:
        number: which change.
        revision: as it was read; another one is refused.
        officer: an officer of the treaty desk, and not its author.
        signed_in_afresh_at: when the officer last gave the password again.
        at: aware UTC instant.

    Raises:
        ProposalNotFoundError: there is none, or none the officer may see.
        ProposalOwnError: the officer wrote it.
        FreshSignInNeededError: the officer has not just signed in afresh.
        ProposalNotOpenError: it is not proposed.
        ProposalMovedError: it was changed since it was read.
        ProposalOutdatedError: the file was changed since it began.
        RegisterFileError: the register as a whole refuses it by now.
    """
    change = _to_judge(number, officer)
    if change.revision != revision:
        raise ProposalMovedError
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    hold_register()
    _demand_current(change)
    register = register_with(change)
    texts = {**current_texts(), change.path: change.text}
    LocalEdit.objects.get_or_create(path=change.path, defaults={"folder_digest": change.base})
    change.version = keep_version(texts, digest=register.digest, by=officer.name, at=at)
    _decide(change, ProposalState.APPROVED, officer, at)
    _record(
        PROPOSAL_APPROVED, change, officer, at, digest=digest_of(change.text), base=change.base,
        author=change.author_name, version=register.digest,
    )  # fmt: skip


def return_change(number: int, *, reason: str, officer: Viewer, at: datetime) -> None:
    """Send a proposed change back to its author, who may write on.

    Raises:
        ProposalNotFoundError: there is none, or none the officer may see.
        ProposalOwnError: the officer wrote it.
        ProposalNotOpenError: it is not proposed.
        InvalidDraftError: no reason is given.
    """
    change = _to_judge(number, officer)
    _demand_reason(reason, "reason")
    change.reason = reason.strip()
    _decide(change, ProposalState.RETURNED, officer, at)
    _record(
        PROPOSAL_RETURNED, change, officer, at, digest=digest_of(change.text),
        author=change.author_name, reason=change.reason,
    )  # fmt: skip


def withdraw_change(number: int, *, officer: Viewer, at: datetime) -> None:
    """Take a change back. One that nobody else ever saw is forgotten and leaves no entry.

    Raises:
        ProposalNotFoundError: there is none, or none the officer may see.
        ProposalOfAnotherError: somebody else wrote it.
        ProposalNotOpenError: it has ended.
    """
    change = _own(number, officer, WITHDRAW_CHANGE)
    if change.proposed_at is None:
        change.delete()
        return
    change.state, change.updated_at = ProposalState.WITHDRAWN, at
    change.save()
    _record(PROPOSAL_WITHDRAWN, change, officer, at, digest=digest_of(change.text))


def register_with(change: Proposal) -> Register:
    """Return the register as it would be with a change.

    Raises:
        RegisterFileError: the reader refuses it; every fault is named with its line.
    """
    return register_from_texts({**current_texts(), change.path: change.text})


def _for_change(number: int, officer: Viewer) -> Proposal:
    """Return a change, locked until the transaction ends."""
    seen = Proposal.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    found = seen.filter(pk=number).first()
    if found is None:
        raise ProposalNotFoundError(number=number)
    return found


def _own(number: int, officer: Viewer, duty: Duty) -> Proposal:
    demand_role(officer, duty.roles)
    change = _for_change(number, officer)
    if change.author_id != officer.officer_id:
        raise ProposalOfAnotherError(author=change.author_name)
    if ProposalState(change.state) not in duty.states:
        raise ProposalNotOpenError(state=change.state)
    return change


def _to_judge(number: int, officer: Viewer) -> Proposal:
    demand_role(officer, JUDGE_CHANGE.roles)
    change = _for_change(number, officer)
    if change.author_id in officer.people:
        raise ProposalOwnError
    if ProposalState(change.state) not in JUDGE_CHANGE.states:
        raise ProposalNotOpenError(state=change.state)
    return change


def _demand_current(change: Proposal) -> None:
    held = file_at(change.path)
    if held.digest != change.base:
        raise ProposalOutdatedError(file=change.path)
    if held.text == change.text:
        raise ProposalUnchangedError(file=change.path)


def _demand_reason(reason: str, field: str) -> None:
    if not reason.strip():
        raise InvalidDraftError((Problem("proposal_reason_owed", field),))
    if len(reason) > LONGEST_REASON:
        facts = (("limit", str(LONGEST_REASON)),)
        raise InvalidDraftError((Problem("proposal_reason_too_long", field, facts),))


def _decide(change: Proposal, state: ProposalState, officer: Viewer, at: datetime) -> None:
    change.state, change.updated_at, change.decided_at = state, at, at
    change.decided_by_id, change.decided_by_name = officer.officer_id, officer.name
    change.save()


def _record(
    event: EventKind, change: Proposal, officer: Viewer, at: datetime, **fields: FieldValue
) -> None:
    append(
        event,
        about=change.reference,
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        file=change.path,
        **fields,
    )

"""Correcting what we supplied: the right text leaves as the one it corrects did, by the law."""

from dataclasses import replace
from datetime import date, datetime

from comity.assistance.duties import DATA_OFFICE
from comity.assistance.models import Afterword
from comity.assistance.queries.rectification import word_on_correction
from comity.assistance.services.data_transfers import (
    categories_leaving,
    is_data_officers,
    record_transfer,
)
from comity.assistance.services.law import (
    demand_higher_approval,
    demand_permission,
    permission_to_answer,
    ruling_on,
)
from comity.assistance.services.transfer_rules import rule_wanting_word
from comity.assistance.terms.afterwords import AfterwordKind
from comity.assistance.terms.data_transfers import (
    DataOfficerApprovalNeededError,
    TransferKind,
    TransferVerdict,
)
from comity.kernel.rulings import Permission
from comity.officers.terms import Viewer


def is_correction(made: Afterword) -> bool:
    """Tell whether an afterword carries content, and not only a word about what was supplied."""
    return made.what is AfterwordKind.RECALL and made.draft.corrects


def permission_to_correct(made: Afterword, *, officer: Viewer, on: date) -> Permission:
    """Return the permission by which a corrected text leaves: of an answer, or of our request.

    The data protection officer's word on the text that left before is none on this one:
    `demand_correction_approved` asks for one of its own.

    Args:
        made: a correction of ours that waits to be sent.
        officer: who sends it.
        on: the civil day ruled on.

    Raises:
        RulingStandsAgainstError: the law does not carry it, or a person must decide first.
        HigherApprovalNeededError: an office is not held; the offices lacking are named.
    """
    request, answer = made.request, made.answer
    if answer is None:
        permission = demand_permission(ruling_on(request, on=on))
    else:
        text = made.draft.corrected if not made.draft.field else answer.text
        draft = replace(answer.as_draft(), text=text)
        permission = permission_to_answer(request, draft, on=on)
    demand_higher_approval(permission, officer=officer, but=frozenset({DATA_OFFICE}))
    return permission


def demand_correction_approved(made: Afterword, *, under: Permission, officer: Viewer) -> str:
    """Refuse a correction that needs the data protection officer's word and has none.

    The correction of a named field is one of personal data, and always needs it; the correction of
    a whole text does where our own law, an instruction or a rule asks for it.

    Args:
        made: a correction of ours that waits to be sent.
        under: the permission it leaves by.
        officer: who sends it; whoever holds the office as well approves by that.

    Returns:
        Who approved; empty where it needs no approval.

    Raises:
        DataOfficerApprovalNeededError: it was not approved, or opposed.
    """
    said = word_on_correction(made)
    opposed = said is not None and said.verdict == TransferVerdict.OPPOSED
    categories = categories_leaving(made.request, made.answer)
    owed = (
        made.draft.rectifies
        or is_data_officers(under)
        or rule_wanting_word(
            TransferKind.CORRECTION, partner=made.request.partner, categories=categories
        )
        is not None
    )
    if said is not None and not opposed:
        return said.by
    if opposed or (owed and not officer.holds(DATA_OFFICE)):
        raise DataOfficerApprovalNeededError(roles=DATA_OFFICE.value)
    return officer.name if owed else ""


def record_correction(
    made: Afterword, *, under: Permission, approved_by: str, officer: Viewer, at: datetime
) -> None:
    """Keep in the register of transfers that a corrected text left.

    Args:
        made: the correction, as it was sent.
        under: the permission it left by.
        approved_by: name of the data protection officer, where it needed one.
        officer: who sent it.
        at: aware UTC instant.
    """
    record_transfer(
        made.request,
        kind=TransferKind.CORRECTION,
        by=officer.name,
        at=at,
        answer=made.answer,
        approved_by=approved_by,
        message=made.message_id,
        under=under,
    )

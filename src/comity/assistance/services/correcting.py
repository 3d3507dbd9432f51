"""Correcting what we supplied: the right text leaves as the one it corrects did, by the law."""

from dataclasses import replace
from datetime import date, datetime

from comity.assistance.models import Afterword
from comity.assistance.services.data_transfers import (
    is_data_officers,
    kind_leaving,
    record_transfer,
)
from comity.assistance.services.law import (
    demand_higher_approval,
    demand_permission,
    permission_to_answer,
    ruling_on,
)
from comity.assistance.terms.afterwords import AfterwordKind, Wish
from comity.kernel.rulings import Permission
from comity.officers.terms import Viewer


def is_correction(made: Afterword) -> bool:
    """Tell whether an afterword carries content, and not only a word about what was supplied."""
    draft = made.draft
    return made.what is AfterwordKind.RECALL and bool(draft.wish == Wish.CORRECT or draft.corrected)


def permission_to_correct(made: Afterword, *, officer: Viewer, on: date) -> Permission:
    """Return the permission by which a corrected text leaves: of an answer, or of our request.

    A data protection officer's word was on the text that left before and not on this one: where
    the law asks for it, whoever sends this holds that office as well.

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
        draft = replace(answer.as_draft(), text=made.draft.corrected)
        permission = permission_to_answer(request, draft, on=on)
    demand_higher_approval(permission, officer=officer)
    return permission


def record_correction(made: Afterword, *, under: Permission, officer: Viewer, at: datetime) -> None:
    """Keep in the register of transfers that a corrected text left.

    Args:
        made: the correction, as it was sent.
        under: the permission it left by.
        officer: who sent it.
        at: aware UTC instant.
    """
    record_transfer(
        made.request,
        kind=kind_leaving(made.request, made.answer),
        by=officer.name,
        at=at,
        answer=made.answer,
        approved_by=officer.name if is_data_officers(under) else "",
        message=made.message_id,
        under=under,
    )

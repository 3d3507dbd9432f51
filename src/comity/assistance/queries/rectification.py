"""Corrections that wait for the data protection officer, and the word on one."""

from comity.assistance.duties import PROTECT_DATA
from comity.assistance.models import Afterword, TransferApproval
from comity.assistance.terms.afterwords import AfterwordKind, AfterwordState
from comity.assistance.terms.data_transfers import TransferKind
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

MOST_WAITING = 50


def waiting_corrections(*, seen_by: Viewer) -> list[tuple[Afterword, TransferApproval | None]]:
    """Return our corrections that are not sent, each with the word on it, the oldest first.

    Args:
        seen_by: a data protection officer.

    Raises:
        NotAllowedError: `seen_by` is none.
    """
    demand_role(seen_by, PROTECT_DATA.roles)
    drafted = (
        Afterword.objects.all()
        .waiting()
        .filter(state=AfterwordState.DRAFTED.value, kind=AfterwordKind.RECALL.value)
    )
    few = drafted.select_related("request", "answer").order_by("id")[:MOST_WAITING]
    return [(each, word_on_correction(each)) for each in few if each.draft.corrects]


def correction(reference: str, number: int, *, seen_by: Viewer) -> Afterword:
    """Return one correction of ours that is not sent.

    Raises:
        NotAllowedError: `seen_by` is no data protection officer.
        NotFoundError: there is none.
    """
    demand_role(seen_by, PROTECT_DATA.roles)
    seen = Afterword.objects.visible_to(seen_by).filter(request__reference=reference)
    recalls = seen.filter(number=number, ours=True, kind=AfterwordKind.RECALL.value)
    drafted = recalls.filter(state=AfterwordState.DRAFTED.value)
    found = drafted.select_related("request__agency", "answer").first()
    if found is None or not found.draft.corrects:
        raise NotFoundError()
    return found


def word_on_correction(made: Afterword) -> TransferApproval | None:
    """Return the data protection officer's last word on a correction; None for none."""
    return TransferApproval.objects.filter(
        request=made.request_id, kind=TransferKind.CORRECTION.value, answer_number=made.number
    ).first()

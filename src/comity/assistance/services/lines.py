"""Taking lines of a table over into a draft."""

from collections.abc import Sequence
from datetime import datetime

from comity.assistance.line_rules import added, text_of_lines
from comity.assistance.models import Request
from comity.assistance.services.drafting import change_draft
from comity.assistance.services.moves import request_for_change
from comity.assistance.terms.lines import Meaning
from comity.officers.terms import Viewer


def take_lines(
    reference: str,
    meanings: Sequence[Meaning | None],
    rows: Sequence[Sequence[str]],
    *,
    officer: Viewer,
    at: datetime,
) -> Request:
    """Write the lines of a table beneath what stands in the fields of a draft.

    Args:
        reference: of the draft.
        meanings: of the columns; None leaves a column out.
        rows: cells, as many as there are columns.
        officer: of the agency the draft belongs to.
        at: aware UTC instant.

    Raises:
        NotFoundError, StepNotAllowedError, NotAllowedError, InvalidDraftError: as for saving it; a
            field that would become too long is named, and nothing is cut.
        NoColumnKnownError, MeaningTwiceError, TooManyLinesError: nothing can be made of the table.
    """
    made = text_of_lines(meanings, rows)
    stands = request_for_change(reference, officer=officer).as_draft()
    changed = {field: added(str(getattr(stands, field)), text) for field, text in made.items()}
    return change_draft(reference, changed=changed, officer=officer, at=at)

"""A partner's request completed by letter: registered, ruled on anew, and decided on again."""

from datetime import date, datetime

from comity.assistance.models import Request, Turn, kept_draft
from comity.assistance.paper_rules import day_typed, problems_in_came
from comity.assistance.rules import problems_in, problems_in_text, unstorable
from comity.assistance.services.law import ruling_on
from comity.assistance.services.moves import (
    demand_no_problems,
    record_step,
    request_for_change,
    step_of_officer,
)
from comity.assistance.services.posting import note_letter_in
from comity.assistance.services.same_matter import note_matter
from comity.assistance.services.turning import undecide
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import Action, Came, LetterKind, TurnKind
from comity.kernel.rulings import Referral
from comity.officers.terms import Viewer


def register_completion(
    reference: str, *, added: str, came: Came, officer: Viewer, at: datetime, on: date
) -> Request:
    """Register the letter by which a partner completes its request; it is decided on again.

    What the letter adds is written below the matter as it was told; what was told until then is
    kept beside it.

    Args:
        reference: the partner's, returned for completion by letter.
        added: what the letter adds, as it says it.
        came: how the letter came.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is missing or wrong; every problem is named.
        NotFoundError, StepNotAllowedError, NotAllowedError: as for every step.
    """
    request = request_for_change(reference, officer=officer)
    step = step_of_officer(request, Action.REGISTER_COMPLETION, officer=officer)
    demand_no_problems((*problems_in_came(came, on=on), *problems_in_text(added, field="facts")))
    received = day_typed(came.received_on)
    assert received is not None, "days were checked"
    earlier = kept_draft(request.as_draft())
    request.facts = f"{request.facts}\n\n{added.strip()}".strip()
    demand_no_problems(unstorable(problems_in(request.as_draft(), on=on)))
    Turn.objects.create(
        request=request, kind=TurnKind.COMPLETED.value, earlier=earlier, by=officer.name, at=at
    )
    note_letter_in(request, LetterKind.REQUEST, came, officer=officer, at=at)
    undecide(request)
    ruling = ruling_on(request, on=received)
    request.ruling = kept_ruling(ruling)
    request.referred_to = ruling.to.value if isinstance(ruling, Referral) else ""
    note_matter(request, at=at)
    record_step(
        request,
        step,
        officer=officer,
        at=at,
        number=came.number.strip(),
        day=received.isoformat(),
    )
    return request

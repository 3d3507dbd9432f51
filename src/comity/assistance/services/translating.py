"""Noting a translation beside a text: who made it, when, certified by whom, and what counts."""

from datetime import date, datetime

from comity.assistance.duties import NOTE_TRANSLATION
from comity.assistance.models import Request, Translation
from comity.assistance.paper_rules import day_typed
from comity.assistance.queries import request_detail
from comity.assistance.queries.translations import translatable
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.terms import OtherAgencyError, Party, StepNotAllowedError
from comity.assistance.terms.events.translations import TRANSLATION_NOTED
from comity.assistance.terms.translations import TextOf, TranslationDraft
from comity.assistance.translation_rules import problems_in_translation
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def note_translation(
    reference: str, *, draft: TranslationDraft, officer: Viewer, at: datetime, on: date
) -> Translation:
    """Note a translation; the original stays as it is, and an earlier translation is kept.

    That of what we write counts as writing: whoever notes it does not release it, and who has
    read an earlier version reads it again.

    Args:
        reference: of the request.
        draft: as typed.
        officer: of the agency it belongs to, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotFoundError: there is no such request, or none that the officer may see.
        NotAllowedError, OtherAgencyError: it is not the officer's.
        InvalidDraftError: something is missing or wrong; every problem is named.
        StepNotAllowedError: there is no such text yet, or it has left the house.
    """
    demand_role(officer, NOTE_TRANSLATION.roles)
    request = request_for_change(reference, officer=officer)
    if not officer.reaches(request.agency_code, roles=NOTE_TRANSLATION.roles):
        raise OtherAgencyError(agency=request.agency_code or "")
    demand_no_problems(problems_in_translation(draft, on=on))
    answer = request_detail(reference, seen_by=officer, on=on).answer
    of = TextOf(draft.of)
    if of not in translatable(request, answer, officer=officer):
        raise StepNotAllowedError(state=request.state, action="translate")
    day = day_typed(draft.translated_on)
    assert day is not None, "days were checked before"
    made = Translation(
        request=request,
        answer=answer if of is TextOf.ANSWER else None,
        translated_on=day,
        noted_by=officer.name,
        noted_at=at,
    )
    made.take_draft(draft)
    made.save(force_insert=True)
    _count_as_writing(request, made, officer)
    append(
        TRANSLATION_NOTED,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        languages=f"{made.from_language}, {made.into_language}",
    )
    return made


def _count_as_writing(request: Request, made: Translation, officer: Viewer) -> None:
    ours = request.own_side is Party.REQUESTING
    written = request if ours else made.answer
    if written is None or (made.of is TextOf.REQUEST) is not ours:
        return
    written.add_writer(officer)
    written.version += 1
    written.save(update_fields=["writers", "version"])

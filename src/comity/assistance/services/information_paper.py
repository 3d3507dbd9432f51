"""Information that a partner gives by letter: registered, and then as what its node would send."""

from datetime import date, datetime

from comity.agreements.queries import current_register, own_encoding
from comity.assistance.duties import REGISTER_INFORMATION
from comity.assistance.information_rules import problems_in_information
from comity.assistance.lifecycle import INFORMATION_BY_LETTER
from comity.assistance.models import Answer, Information, Request
from comity.assistance.paper_rules import day_typed, problems_in_came
from comity.assistance.references import reference_for_letter
from comity.assistance.rules import problems_in_text
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import limits_for, own_code
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.posting import noon_of, note_letter_in
from comity.assistance.services.same_matter import note_matter
from comity.assistance.terms import Channel, LetterKind, Party
from comity.assistance.terms.information import InformationByLetter
from comity.kernel.errors import Problem
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def register_information(
    letter: InformationByLetter, *, officer: Viewer, at: datetime, on: date
) -> Request:
    """Register what a partner tells by letter without having been asked.

    It is kept under the limits of the agreement the letter names, narrowed by what it says; nobody
    reads it on the pages before an officer of the agency it is given to opens it.

    Args:
        letter: as typed from it.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: something is missing or wrong; every problem is named.
    """
    demand_role(officer, REGISTER_INFORMATION.roles)
    demand_no_problems(_problems(letter, on=on))
    received = day_typed(letter.came.received_on)
    written = day_typed(letter.came.written_on)
    assert received is not None and written is not None, "days were checked before"
    request = _kept(letter, at=at)
    answer = Answer(
        request=request,
        number=1,
        received_at=at,
        released_at=noon_of(written, at=at),
        relied_on=request.relied_on,
        article=request.article,
        terms_digest=request.terms_digest,
        limits=limits_for(
            request,
            letter.draft.told,
            under=request.relied_on,
            supplier=request.partner,
            on=received,
        ).as_data(),
    )
    answer.take_draft(letter.draft.told)
    answer.save()
    Information.objects.create(
        request=request,
        partner=request.partner,
        side=request.side,
        urgency=letter.draft.urgency,
        told_at=noon_of(received, at=at),
    )
    make_findable(request)
    keep_clocks(request, at=at)
    note_matter(request, at=at)
    note_letter_in(request, LetterKind.INFORMATION, letter.came, officer=officer, at=at)
    append(
        INFORMATION_BY_LETTER[1],
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        under=request.relied_on,
        pressing=letter.draft.urgency,
        number=letter.came.number.strip(),
        day=received.isoformat(),
    )
    return request


def _kept(letter: InformationByLetter, *, at: datetime) -> Request:
    draft = letter.draft
    encoding = own_encoding(draft.under)
    request = Request(
        reference=reference_for_letter(own_code(), draft.partner, year=at.year),
        side=Party.REQUESTING.value,
        state=INFORMATION_BY_LETTER[0].value,
        channel=Channel.LETTER.value,
        unasked=True,
        handling_unit=letter.came.unit.strip(),
        relied_on=draft.under,
        article=letter.article.strip(),
        terms_digest=encoding.digest if encoding else "",
        created_at=at,
        updated_at=at,
    )
    request.take_draft(draft.matter())
    request.save(force_insert=True)
    return request


def _problems(letter: InformationByLetter, *, on: date) -> tuple[Problem, ...]:
    draft = letter.draft
    found = [*problems_in_came(letter.came, on=on), *problems_in_information(draft, on=on)]
    if draft.partner == own_code():
        found.append(Problem("unknown_country", "partner"))
    if not current_register().has(draft.under):
        found.append(Problem("instrument_unknown" if draft.under else "missing", "under"))
    if letter.article:
        found += problems_in_text(letter.article, field="article")
    return tuple(found)

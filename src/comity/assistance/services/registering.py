"""A partner's request that came by letter: registered, ruled on, and then as every other."""

from datetime import date, datetime

from comity.agreements.queries import own_encoding
from comity.assistance.channels import channel_to
from comity.assistance.coding import versions_told
from comity.assistance.duties import REGISTER_LETTER
from comity.assistance.lifecycle import BEGINNING_BY_LETTER
from comity.assistance.models import Request
from comity.assistance.paper_rules import day_typed, problems_in_came
from comity.assistance.references import is_reference_between, reference_for_letter
from comity.assistance.rules import problems_in, problems_in_text, unstorable
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import own_code, ruling_on
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.services.posting import noon_of, note_letter_in
from comity.assistance.services.same_matter import note_matter
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    Channel,
    ComesByNodeError,
    LetterKind,
    Party,
    ReferenceNotTheirsError,
    ReferenceTakenError,
    RequestByLetter,
    RequestDraft,
)
from comity.assistance.terms.kinds import own_entries
from comity.kernel.errors import Problem
from comity.kernel.rulings import Referral, outcome_of
from comity.ledger.services import append
from comity.officers.terms import Viewer, demand_role


def register_request(
    letter: RequestByLetter, *, officer: Viewer, at: datetime, on: date
) -> Request:
    """Register a partner's request that came by letter: it is held whatever our own ruling.

    From here on it is accepted, refused and answered as every request; only what leaves goes by
    letter too. A letter names an agreement and no encoding of it, so ours is what is relied on.

    Args:
        letter: as typed from it, or as its attached file says.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: something is missing or wrong; every problem is named.
        ReferenceNotTheirsError, ReferenceTakenError: the reference it bears is none of this
            partner's, or was used before.
        ComesByNodeError: the partner's node sends what bears that reference.
    """
    demand_role(officer, REGISTER_LETTER.roles)
    draft = letter.draft.tidied()
    demand_no_problems((*_problems(letter, on=on), *unstorable(problems_in(draft, on=on))))
    received = day_typed(letter.came.received_on)
    written = day_typed(letter.came.written_on)
    assert received is not None and written is not None
    state, event = BEGINNING_BY_LETTER
    encoding = own_encoding(draft.under)
    request = Request(
        reference=_reference(letter, year=at.year),
        side=Party.REQUESTED.value,
        state=state.value,
        channel=Channel.LETTER.value,
        requesting_unit=letter.came.unit.strip(),
        relied_on=draft.under,
        article=letter.article.strip(),
        terms_digest=encoding.digest if encoding else "",
        created_at=at,
        updated_at=at,
        sent_at=noon_of(written, at=at),
        received_at=noon_of(received, at=at),
    )
    request.take_draft(draft)
    request.code_versions = versions_told(letter.code_versions)
    ruling = ruling_on(request, on=received)
    request.ruling = kept_ruling(ruling)
    request.referred_to = ruling.to.value if isinstance(ruling, Referral) else ""
    request.save(force_insert=True)
    make_findable(request)
    keep_clocks(request, at=at)
    note_matter(request, at=at)
    note_letter_in(request, LetterKind.REQUEST, letter.came, officer=officer, at=at)
    append(
        event,
        about=request.reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        under=request.relied_on,
        outcome=outcome_of(ruling).value,
        number=letter.came.number.strip(),
        day=received.isoformat(),
    )
    return request


def _problems(letter: RequestByLetter, *, on: date) -> tuple[Problem, ...]:
    draft = letter.draft
    found = list(problems_in_came(letter.came, on=on))
    found += [
        Problem("missing", name) for name in _needed(draft) if not getattr(draft, name).strip()
    ]
    if draft.partner == own_code():
        found.append(Problem("unknown_country", "partner"))
    known = [p for p in problems_in(draft, on=on) if p.code in {"unknown_code", "unknown_country"}]
    if letter.article:
        found += problems_in_text(letter.article, field="article")
    return (*found, *known)


def _needed(draft: RequestDraft) -> tuple[str, ...]:
    # What is asked may stand in the own fields of its kind alone.
    asked = () if own_entries(draft.kind, draft.particulars) else ("asked",)
    return ("partner", "kind", "purpose", "subject", *asked)


def _reference(letter: RequestByLetter, *, year: int) -> str:
    own, partner, theirs = own_code(), letter.draft.partner, letter.reference.strip()
    if not theirs:
        return reference_for_letter(own, partner, year=year)
    if not is_reference_between(theirs, requesting=partner, requested=own):
        raise ReferenceNotTheirsError(reference=theirs, partner=partner)
    if channel_to(partner) is Channel.NODE:
        # Paper is quicker than a node that rests: taken from it, the parcel would find no room.
        raise ComesByNodeError(reference=theirs, partner=partner)
    if Request.objects.filter(reference=theirs).exists():
        raise ReferenceTakenError(reference=theirs, partner=partner)
    return theirs

"""The matters of one batch: rows, letters, what they are found by, and one entry each."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from comity.agreements.queries import current_register
from comity.agreements.queries.encodings import encoding_in
from comity.agreements.rules import rule_on_asking
from comity.agreements.terms import Register
from comity.assistance.lifecycle import BEGINNINGS_BY_IMPORT
from comity.assistance.models import CaseloadImport, ImportedMatter, PostedLetter, Request
from comity.assistance.references import references_for_letters
from comity.assistance.services.clocks import begin_clocks
from comity.assistance.services.finding import make_new_findable
from comity.assistance.services.law import ask_of, own_code
from comity.assistance.services.posting import noon_of
from comity.assistance.services.same_matter import note_matter
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import Channel, LetterKind, Party, RequestState
from comity.assistance.terms.imports import OldMatter
from comity.kernel.rulings import Permission, Referral
from comity.ledger.services import append_many
from comity.ledger.terms import Act
from comity.officers.models import Agency, Officer
from comity.officers.queries import agencies, officers


def take_matters(
    matters: Sequence[OldMatter], *, of: CaseloadImport, at: datetime
) -> list[Request]:
    """Begin each matter as a letter matter where it stood, in the caller's transaction.

    It begins in the state the table of beginnings gives it and goes on by acts alone. What our
    own rules say of asking it on that day is kept beside it; what was decided then stands.

    Args:
        matters: without faults, none of which is there already.
        of: the import they come from; whoever confirmed it acts.
        at: aware UTC instant.

    Returns:
        The requests, in order.

    Raises:
        ReferencesUsedUpError: a partner's requests of one year are more than there are numbers.
    """
    references = references_for_letters(
        [(each.side, each.draft.partner, each.day.year) for each in matters], own=own_code()
    )
    houses = {agency.code: agency for agency in agencies()}
    named = {each.holder for each in matters if each.holder}
    desks = {each.username: each for each in officers() if each.username in named}
    register = current_register()
    requests = [
        _begun(matter, reference, houses.get(matter.agency), desks.get(matter.holder), register, at)
        for matter, reference in zip(matters, references, strict=True)
    ]
    Request.objects.bulk_create(requests)
    pairs = list(zip(requests, matters, strict=True))
    ImportedMatter.objects.bulk_create(
        ImportedMatter(
            request=request,
            old_reference=matter.old_reference,
            their_reference=matter.their_reference,
            old_state=matter.state.value,
            note=matter.note,
            by=of,
            row=matter.number,
        )
        for request, matter in pairs
    )
    PostedLetter.objects.bulk_create(_letters(pairs, of, at))
    make_new_findable((request, matter.old_reference) for request, matter in pairs)
    begin_clocks(requests, at=at)
    for request in requests:
        note_matter(request, at=at)
    append_many([_act(request, matter, of, at) for request, matter in pairs])
    return requests


def _begun(
    matter: OldMatter,
    reference: str,
    agency: Agency | None,
    holder: Officer | None,
    register: Register,
    at: datetime,
) -> Request:
    state, _ = BEGINNINGS_BY_IMPORT[matter.side, matter.state]
    ours = matter.side is Party.REQUESTING
    encoding = encoding_in(register, matter.draft.under)
    day = noon_of(matter.day, at=at)
    request = Request(
        reference=reference,
        side=matter.side.value,
        state=state.value,
        channel=Channel.LETTER.value,
        agency=agency,
        holder=holder,
        handling_unit="" if ours or agency is None else agency.name,
        relied_on=matter.draft.under,
        terms_digest=encoding.digest if encoding else "",
        created_at=at,
        updated_at=at,
        sent_at=day if ours else None,
        received_at=None if ours else day,
    )
    request.take_draft(matter.draft)
    # The agreement is one of ours, read from our own file: nothing stands beside our ruling.
    under = request.relied_on or None
    ruling = rule_on_asking(register, ask_of(request), on=matter.day, under=under)
    request.ruling = kept_ruling(ruling)
    if isinstance(ruling, Permission) and ruling.under == request.relied_on:
        request.article = ruling.article
    if state is RequestState.RECEIVED and isinstance(ruling, Referral):
        request.referred_to = ruling.to.value
    return request


def _letters(
    pairs: Iterable[tuple[Request, OldMatter]], of: CaseloadImport, at: datetime
) -> list[PostedLetter]:
    """Return the letter by which each matter began, under the number it is known by."""
    return [
        PostedLetter(
            request=request,
            writer=Party.REQUESTING.value,
            kind=LetterKind.REQUEST.value,
            day=matter.day,
            number=_number(matter),
            noted_by=of.confirmed_by,
            noted_at=at,
        )
        for request, matter in pairs
    ]


def _number(matter: OldMatter) -> str:
    theirs = "" if matter.side is Party.REQUESTING else matter.their_reference
    return theirs or matter.old_reference


def _act(request: Request, matter: OldMatter, of: CaseloadImport, at: datetime) -> Act:
    _, event = BEGINNINGS_BY_IMPORT[matter.side, matter.state]
    # What the former file called it may name a person, and is short enough to be guessed from a
    # digest: it stands beside the matter alone.
    facts = {
        "partner": request.partner,
        "under": request.relied_on,
        "state": request.state,
        "day": matter.day.isoformat(),
        "item": of.name,
    }
    return Act(event, request.reference, of.confirmed_by, request.owner_on_record, at, facts)

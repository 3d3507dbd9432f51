"""What a letter is made from, read as the officer who makes it."""

from datetime import date
from typing import Final

from django.utils import timezone

from comity.agreements.queries import current_register
from comity.assistance.models import Answer, Enclosure, Part, Request
from comity.assistance.queries import RequestDetail, codes_of, postal_address, request_detail
from comity.assistance.queries.oral import said_on
from comity.assistance.queries.translations import translations_of
from comity.assistance.terms import OtherAgencyError, Party
from comity.exchange.queries import link
from comity.kernel.countries import NAMES
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Condition, Permission, Ruling
from comity.letters.duties import MAKE_LETTER, REPLY_STATES, SENT_STATES
from comity.letters.terms import Enclosed, Matter, NotSentError, Side, Translated
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer, demand_role

# Of what a permission binds to, what the other side must know; the rest is advice to ourselves.
_TOLD: Final = frozenset(
    {
        "answer_by",
        "answer_days",
        "confidentiality",
        "consent_before_court",
        "extraordinary_costs",
        "keep_days",
        "need_to_know",
        "personal_data",
        "requested_bears_costs",
        "retention",
        "return_by",
        "return_days",
        "return_originals",
        "use_for_purposes_only",
    }
)
_ASSUMED = "cited_template"


def matter_of_letter(reference: str, *, seen_by: Viewer, on: date) -> Matter:
    """Return what the letter of a request is made from.

    Args:
        reference: of the request.
        seen_by: who makes the letter.
        on: the civil day, which the letter bears.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
        NotAllowedError: the officer makes no letters, or not of this agency's requests.
        NotSentError: it is a partner's request, or was not approved.
    """
    detail = request_detail(reference, seen_by=seen_by, on=on)
    request = detail.request
    demand_letter(request, officer=seen_by)
    own, partner = own_administration(), link(request.partner, seen_by=seen_by)
    register = current_register()
    known = register.has(request.relied_on)
    instrument = register.instrument(request.relied_on) if known else None
    approved_at = request.approved_at or request.sent_at
    assert approved_at is not None, "it was approved"
    return Matter(
        reference=request.reference,
        own=Side(own.code, own.name, request.agency.name if request.agency else ""),
        partner=addressed(request.partner, partner.name if partner else "", seen_by=seen_by),
        draft=request.as_draft(),
        under=request.relied_on,
        title=instrument.title if instrument else request.relied_on,
        article=request.article if request.article != request.relied_on else "",
        terms_digest=request.terms_digest,
        conditions=_conditions(request.last_ruling),
        enclosed=_enclosed(detail),
        message=request.message_id,
        approved_on=timezone.localdate(approved_at),
        made_on=on,
        coded=codes_of(request, on=on),
        translated=translated_for(request),
        said_on=said_on(request),
    )


def may_make_letter(request: Request, *, officer: Viewer) -> bool:
    """Tell whether a page offers the letter of a request to an officer."""
    try:
        demand_letter(request, officer=officer)
    except ComityError:
        return False
    return True


def demand_letter(request: Request, *, officer: Viewer) -> None:
    """Refuse unless an officer makes the letter of a request.

    Raises:
        NotAllowedError: the officer makes no letters, or not of this agency's requests.
        NotSentError: it was not approved; or, of a partner's, nothing was decided that goes by
            letter.
    """
    demand_role(officer, MAKE_LETTER.roles)
    if not officer.reaches(request.agency_code, roles=MAKE_LETTER.roles):
        raise OtherAgencyError(agency=request.agency_code or "")
    ours = request.own_side is Party.REQUESTING
    # Of what a partner told us unasked there is nothing to write back.
    if request.stands not in (SENT_STATES if ours else REPLY_STATES) or (ours and request.unasked):
        raise NotSentError(reference=request.reference)
    if ours and request.approved_at is None and not request.message_id:
        # Taken in from the former files: its letter was written there, and nobody approved it here.
        raise NotSentError(reference=request.reference)
    if not ours and not request.by_letter:
        # The partner's node was told, and signed that it holds what it was told.
        raise NotSentError(reference=request.reference)


def addressed(partner: str, linked: str, *, seen_by: Viewer) -> Side:
    """Return who is addressed: as its node calls itself, or as its postal address says."""
    kept = postal_address(partner, seen_by=seen_by)
    if kept is None:
        return Side(partner, linked or NAMES[partner])
    return Side(partner, linked or kept.name, kept.unit, tuple(kept.lines.splitlines()))


def translated_for(request: Request, *, answer: Answer | None = None) -> tuple[Translated, ...]:
    """Return the translations of a request, or of one answer to it, as a letter tells them."""
    found = translations_of(request, answers=() if answer is None else (answer,))
    wanted = None if answer is None else answer.pk
    return tuple(
        Translated(
            each.text,
            each.from_language,
            each.into_language,
            each.translator,
            each.translated_on,
            each.certified_by,
            each.authoritative,
        )
        for each in found
        if each.answer_id == wanted
    )


def _conditions(ruling: Ruling | None) -> tuple[Condition, ...]:
    if not isinstance(ruling, Permission):
        return ()
    # What was only assumed from a model text is not put to a partner as agreed.
    read = (each for each in ruling.conditions if each.cites.code != _ASSUMED)
    return tuple(each for each in read if each.code in _TOLD)


def _enclosed(detail: RequestDetail) -> tuple[Enclosed, ...]:
    asked = (each for each in detail.enclosures if each.part == Part.REQUEST)
    return tuple(named_file(each) for each in asked)


def named_file(enclosure: Enclosure) -> Enclosed:
    """Return an exhibit as a letter names it."""
    exhibit = enclosure.exhibit
    return Enclosed(exhibit.file_name, exhibit.media_type, exhibit.size, exhibit.digest)

"""Showing another agency of this node what a partner supplied: an act with a ruling of its own."""

from datetime import date, datetime
from uuid import UUID

from comity.agreements.queries import current_register
from comity.agreements.rules import rule_on_sharing
from comity.agreements.terms import Purpose
from comity.agreements.terms import Share as ShareAct
from comity.assistance.duties import SHARE
from comity.assistance.models import Afterword, Request, Share
from comity.assistance.queries.supplied import demand_not_called_back
from comity.assistance.rules import problems_in_text
from comity.assistance.services.consents_standing import cited_consent
from comity.assistance.services.finding import make_findable
from comity.assistance.services.law import demand_higher_approval, own_code
from comity.assistance.services.moves import (
    agency_of_code,
    demand_no_problems,
    request_for_change,
)
from comity.assistance.services.sharing_bounds import (
    consent_cited,
    contents_shown,
    demand_handling_lets,
    limits_of_supply,
)
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms import (
    CODES,
    OtherAgencyError,
    SharedAlreadyError,
    SharingDraft,
    SharingEndedError,
)
from comity.assistance.terms.events import CASE_SHARED, CASE_SHARING_ENDED
from comity.evidence import services as evidence
from comity.evidence.custody import Hand
from comity.evidence.models import Exhibit
from comity.evidence.terms import ExhibitNotFoundError
from comity.kernel.codes import CountryCode
from comity.kernel.errors import NotFoundError, Problem
from comity.kernel.rulings import Outcome, Permission, outcome_of
from comity.ledger.services import append
from comity.officers.models import Agency
from comity.officers.terms import Viewer, demand_role

_FURTHER_REPLY = "A further reply was opened; it has conditions of its own."
_CONSENT_WITHDRAWN = "The supplier has withdrawn the consent that this rested on."


def share_case(
    reference: str, *, sharing: SharingDraft, officer: Viewer, at: datetime, on: date
) -> Share:
    """Rule on showing a case, or one exhibit of it, to another agency; permitted, it is shown.

    A refusal is no error: it is the record that the officer asked first, and is returned in words.

    Args:
        reference: of the case.
        sharing: with which agency, what of it, and what for.
        officer: an approver of the agency it belongs to, or of the central unit.
        at: aware UTC instant.
        on: the civil day ruled on.

    Returns:
        The ruling as it was recorded; only a permission shows anything.

    Raises:
        InvalidDraftError: agency, purpose or categories are not known.
        NothingSuppliedError: no partner has supplied anything in the case.
        RetentionOverError: the supplier's period for keeping it is over.
        SharedAlreadyError: the agency may see it already.
        HigherApprovalNeededError: another office must do this.
        ExhibitNotFoundError: no such exhibit stands in what was supplied.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand_sharer(request, officer)
    demand_no_problems(_problems_in(sharing))
    other = agency_of_code(sharing.agency)
    if other == request.agency:
        demand_no_problems((Problem("same_agency", "agency"),))
    limits = limits_of_supply(request, on)
    exhibit = _exhibit(request, sharing.exhibit) if sharing.exhibit else None
    demand_not_called_back(request, exhibit)
    demand_handling_lets(request, exhibit)
    if _sees_it(request, exhibit, other):
        raise SharedAlreadyError(agency=other.name)
    act = ShareAct(
        by=CountryCode(own_code()),
        to=other.name,
        purpose=Purpose(sharing.purpose),
        consent=consent_cited(request, sharing, other, on),
        contents=contents_shown(request, sharing, exhibit),
    )
    ruling = rule_on_sharing(current_register(), limits, act, on=on)
    if isinstance(ruling, Permission):
        demand_higher_approval(ruling, officer=officer)
        _show(request, exhibit, to=other, hand=Hand(officer.name, officer.agency, at))
    share = Share.objects.create(
        request=request,
        exhibit=exhibit,
        agency=other,
        purpose=sharing.purpose,
        consent=sharing.consent.strip(),
        outcome=outcome_of(ruling).value,
        ruling_kept=kept_ruling(ruling),
        by=officer.name,
        at=at,
    )
    append(
        CASE_SHARED,
        about=reference,
        by=officer.name,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        unit=other.name,
        exhibit=exhibit.record_name if exhibit else None,
        purpose=sharing.purpose,
        under=limits.under,
        outcome=share.outcome,
    )
    return share


def end_sharing(
    reference: str, number: int, *, reason: str, officer: Viewer, at: datetime
) -> Share:
    """Let another agency see a case, or an exhibit, no longer; what it learnt stays learnt.

    Args:
        reference: of the case.
        number: of the sharing.
        reason: why.
        officer: an approver of the agency it belongs to, or of the central unit.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: no reason is given.
        SharingEndedError: it was ended before, or never permitted.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand_sharer(request, officer)
    share = Share.objects.filter(request=request, pk=number).select_related("agency").first()
    if share is None:
        raise NotFoundError()
    if not share.stands:
        raise SharingEndedError()
    demand_no_problems(problems_in_text(reason, field="reason"))
    _end(share, reason=reason, officer=officer, at=at)
    return share


def end_before_further_reply(request: Request, *, officer: Viewer, at: datetime) -> None:
    """End every sharing of a case of which a further reply is opened.

    What was shared was ruled on under the conditions of what had come by then; the new reply has
    its own, so the case is shared anew, by a new ruling.
    """
    standing = Share.objects.filter(
        request=request,
        exhibit__isnull=True,
        outcome=Outcome.PERMITTED.value,
        ended_at__isnull=True,
    )
    for share in standing.select_related("agency"):
        share.request = request
        _end(share, reason=_FURTHER_REPLY, officer=officer, at=at)


def end_sharings_resting_on(consent: Afterword, *, hand: Hand) -> None:
    """End what was shared on a consent that its supplier has withdrawn.

    Args:
        consent: that is withdrawn.
        hand: whoever learnt it, and when.
    """
    cited = ("consent", cited_consent(consent))
    standing = Share.objects.filter(
        request=consent.request, outcome=Outcome.PERMITTED.value, ended_at__isnull=True
    )
    for share in standing.select_related("agency", "exhibit"):
        share.request = consent.request
        grounds = (each for each in share.ruling.grounds if each.code == "consent_given")
        if any(cited in each.cites.facts for each in grounds):
            _end_by(share, reason=_CONSENT_WITHDRAWN, hand=hand)


def _end(share: Share, *, reason: str, officer: Viewer, at: datetime) -> None:
    share.ended_by_id = officer.officer_id
    _end_by(share, reason=reason, hand=Hand(officer.name, officer.agency, at))


def _end_by(share: Share, *, reason: str, hand: Hand) -> None:
    request = share.request
    share.ended_by_name, share.ended_at, share.ended_reason = hand.name, hand.at, reason.strip()
    share.save(update_fields=["ended_by", "ended_by_name", "ended_at", "ended_reason"])
    _hide(share, hand=hand)
    append(
        CASE_SHARING_ENDED,
        about=request.reference,
        by=hand.name,
        agency=request.owner_on_record,
        at=hand.at,
        partner=request.partner,
        unit=share.agency.name,
        exhibit=share.exhibit.record_name if share.exhibit else None,
        reason=share.ended_reason,
    )


def _demand_sharer(request: Request, officer: Viewer) -> None:
    demand_role(officer, SHARE.roles)
    if not officer.reaches(request.agency_code, roles=SHARE.roles):
        raise OtherAgencyError(agency=request.agency_code or "")


def _problems_in(sharing: SharingDraft) -> tuple[Problem, ...]:
    owed = ("agency", "purpose")
    found = [Problem("missing", name) for name in owed if not getattr(sharing, name)]
    if sharing.purpose and sharing.purpose not in CODES["purpose"]:
        found.append(Problem("unknown_code", "purpose"))
    if any(code not in CODES["categories"] for code in sharing.categories):
        found.append(Problem("unknown_code", "categories"))
    if sharing.consent:
        found += problems_in_text(sharing.consent, field="consent")
    return tuple(found)


def _exhibit(request: Request, exhibit_id: str) -> Exhibit:
    try:
        wanted = UUID(exhibit_id)
    except ValueError:
        raise ExhibitNotFoundError from None
    enclosed = request.enclosures.filter(exhibit_id=wanted).select_related("exhibit").first()
    if enclosed is None:
        raise ExhibitNotFoundError()
    return enclosed.exhibit


def _sees_it(request: Request, exhibit: Exhibit | None, other: Agency) -> bool:
    if request.shared_with.filter(pk=other.pk).exists():
        return True
    return exhibit is not None and exhibit.shared_with.filter(pk=other.pk).exists()


def _show(request: Request, exhibit: Exhibit | None, *, to: Agency, hand: Hand) -> None:
    if exhibit is None:
        request.shared_with.add(to)
        make_findable(request)
    enclosed = _enclosed(request) if exhibit is None else [exhibit]
    hidden = [each for each in enclosed if not each.shared_with.filter(pk=to.pk).exists()]
    evidence.share(hidden, to=to, hand=hand, reason=request.reference)


def _hide(share: Share, *, hand: Hand) -> None:
    """Take away what this sharing showed, but not what another one shows still."""
    request, to = share.request, share.agency
    if share.exhibit is None:
        request.shared_with.remove(to)
        make_findable(request)
    standing = Share.objects.filter(
        request=request, agency=to, outcome=Outcome.PERMITTED.value, ended_at__isnull=True
    )
    by_case = standing.filter(exhibit__isnull=True).exists()
    alone = set(standing.filter(exhibit__isnull=False).values_list("exhibit_id", flat=True))
    enclosed = _enclosed(request) if share.exhibit is None else [share.exhibit]
    gone = [each for each in enclosed if not by_case and each.pk not in alone]
    evidence.end_sharing(gone, to=to, hand=hand, reason=share.ended_reason)


def _enclosed(request: Request) -> list[Exhibit]:
    return [each.exhibit for each in request.enclosures.select_related("exhibit")]

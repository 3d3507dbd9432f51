"""What binds showing another agency what a partner supplied: its limits, codes, and consents."""

from collections.abc import Sequence
from datetime import date

from comity.agreements.queries import current_register
from comity.agreements.rules import limits_of
from comity.agreements.terms import Contents, DataCategory, UseLimits
from comity.assistance.handling_rules import bars_showing
from comity.assistance.models import Answer, Request
from comity.assistance.queries.markings import handling_of
from comity.assistance.queries.parts import suppliers_in
from comity.assistance.services.consents_standing import cited_consent, standing_consent
from comity.assistance.services.law import ask_of
from comity.assistance.terms import (
    NothingSuppliedError,
    Party,
    RetentionOverError,
    SharingDraft,
)
from comity.assistance.terms.markings import HandlingBarsError
from comity.evidence.models import Exhibit
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError, Problem
from comity.officers.models import Agency


def limits_of_supply(request: Request, on: date) -> UseLimits:
    """Return the limits on what the partner supplied: its opened answer, or its request.

    Raises:
        NothingSuppliedError: no answer was opened.
        RetentionOverError: none of them may be kept any longer.
    """
    if request.own_side is Party.REQUESTED:
        return limits_of(
            current_register().instrument(request.relied_on),
            supplier=CountryCode(request.partner),
            asked_for=ask_of(request).stated_purpose,
            on=on,
        )
    opened = list(Answer.objects.filter(request=request, opened_at__isnull=False))
    if not opened:
        raise NothingSuppliedError()
    kept = [answer for answer in opened if not answer.is_kept_too_long(on=on)]
    limits = [each for answer in kept if (each := answer.use_limits())]
    if not limits:
        raise RetentionOverError(reference=request.reference)
    return _strictest(limits)


def _strictest(limits: Sequence[UseLimits]) -> UseLimits:
    """Return what binds whoever is shown all of it: the last reply's, narrowed by the others'."""
    *others, found = limits
    for each in others:
        found = found.narrowed(
            purposes=each.purposes,
            proceedings=[(limit.proceedings, limit.leave) for limit in each.proceedings],
            onward=each.onward,
            keep_until=each.keep_until,
        )
    return found


def demand_handling_lets(request: Request, exhibit: Exhibit | None) -> None:
    """Demand that no handling code lets a partner's reply be shown to nobody else.

    Raises:
        HandlingBarsError: one does.
    """
    if request.own_side is Party.REQUESTED:
        return
    for answer in Answer.objects.filter(request=request, opened_at__isnull=False):
        if code := bars_showing(handling_of(answer, exhibit=exhibit)):
            raise HandlingBarsError(handling=code)


def consent_cited(request: Request, sharing: SharingDraft, other: Agency, on: date) -> str:
    """Return how the supplier's consent is cited; of an answer, one that is on record and stands.

    A sharing has no end of its own, so a consent that has one carries none.

    Raises:
        InvalidDraftError: none to exactly this stands.
    """
    said = sharing.consent.strip()
    if not said or request.own_side is Party.REQUESTED:
        return said
    for answer in Answer.objects.filter(request=request, opened_at__isnull=False):
        for receiver in (other.name, other.code):
            consent = standing_consent(
                answer, purpose=sharing.purpose, proceedings="", onward_to=receiver, on=on
            )
            if consent is not None and consent.until is None:
                return cited_consent(consent)
    raise InvalidDraftError((Problem("consent_not_standing", "consent"),))


def contents_shown(request: Request, sharing: SharingDraft, exhibit: Exhibit | None) -> Contents:
    """Return what would be shown: what others supplied to the supplier is theirs still.

    The consent that is cited is the supplier's own: it lifts no other's bar.
    """
    suppliers: frozenset[CountryCode] = frozenset()
    if request.own_side is Party.REQUESTING:
        opened = Answer.objects.filter(request=request, opened_at__isnull=False)
        found = (suppliers_in(answer, exhibit=exhibit) for answer in opened)
        suppliers = frozenset(CountryCode(code) for codes in found for code in codes)
    return Contents(
        categories=frozenset(DataCategory(code) for code in sharing.categories),
        suppliers=suppliers,
        consented=(
            suppliers & {CountryCode(request.partner)} if sharing.consent.strip() else frozenset()
        ),
    )

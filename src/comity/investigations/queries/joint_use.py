"""What a partner's conditions let stand in a joint folder, of items that link a case."""

from datetime import date

from comity.agreements.terms import AssistanceKind
from comity.assistance.models import Answer
from comity.assistance.queries.ways_out import bars_on, bars_on_case
from comity.assistance.services.consents_standing import originators_silent, standing_consents
from comity.assistance.ways_out import Bar, WayOut
from comity.investigations.models import Item
from comity.investigations.terms import Reach, Why
from comity.kernel.codes import CountryCode

_OF_HANDLING = frozenset({Bar.NAMED_RECIPIENTS, Bar.HANDLING_NEEDS_LEAVE})


def reach_barred_by_supplier(item: Item, code: str, *, on: date) -> Reach | None:
    """Return the reach where what a partner supplied in the linked case may not be shown.

    What was typed of a consent lifts nothing: it must be on record, be given to exactly this, and
    have no end, for what was shown cannot be taken back.

    Args:
        item: ours.
        code: of the member; what it supplied itself goes back to it.
        on: the civil day.

    Returns:
        The reach that hides it; None where no condition of a partner's does.
    """
    request = item.request
    if request is None or code == request.partner:
        return None
    opened = request.answers.filter(opened_at__isnull=False)
    consented = {each.pk for each in opened if _has_consented(each, code, on=on)}
    found = bars_on_case(request, WayOut.JOIN, on=on, consented=consented)
    found += _bars_of_exhibit(item, consented, on=on)
    if not found:
        return None
    return Reach(Why.HANDLING if found[0] in _OF_HANDLING else Why.CONSENT_MISSING)


def _bars_of_exhibit(item: Item, consented: set[int], *, on: date) -> tuple[Bar, ...]:
    """Return what bars one exhibit of a reply alone: its own code, or that it was asked back."""
    if item.request is None or not item.exhibit_name:
        return ()
    enclosed = item.request.enclosures.filter(answer__isnull=False)
    for each in enclosed.select_related("exhibit", "answer"):
        if each.answer is not None and each.exhibit.record_name == item.exhibit_name:
            each.answer.request = item.request
            lifted = each.answer.pk in consented
            return bars_on(each.answer, WayOut.JOIN, on=on, exhibit=each.exhibit, consent=lifted)
    return ()


def _has_consented(answer: Answer, code: str, *, on: date) -> bool:
    purpose = AssistanceKind.OFFENCE_INFORMATION.purpose.value
    return any(
        consent.until is None and not originators_silent(answer, consent)
        for receiver in (CountryCode(code).english_name, code)
        for consent in standing_consents(
            answer, purpose=purpose, proceedings="", onward_to=receiver, on=on
        )
    )

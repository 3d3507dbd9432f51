"""Where the act is done that meets a clock."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from comity.assistance.queries import Offer
from comity.assistance.terms import Action
from comity.assistance.terms.clocks import Clock, ClockMatter

# What is done by a button stands on the request's own page.
_PAGES: Mapping[Action, str] = {
    Action.APPROVE: "request_approve",
    Action.DISPATCH: "request_dispatch",
    Action.REGISTER_ANSWER: "request_reply",
    Action.SUBMIT: "request_edit",
    Action.ACCEPT: "request_accept",
    Action.DRAFT_ANSWER: "answer_write",
    Action.RELEASE: "answer_release",
}


def address_of(clock: Clock, reference: str, offers: Iterable[Offer]) -> str:
    """Return where a viewer meets a clock; empty where that is another's to do, or no page's."""
    if clock.matter is ClockMatter.CONFIRMATION and clock.act is None:
        return reverse("oral_request", args=[reference])
    allowed = {offer.action for offer in offers if offer.allowed}
    if clock.act is None or clock.act not in allowed or clock.act not in _PAGES:
        return ""
    return reverse(_PAGES[clock.act], args=[reference])

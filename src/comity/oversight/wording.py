"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.assistance.terms.personal_data import Held, Sign
from comity.kernel.wording import N_
from comity.oversight.terms import EVENTS

SENTENCES: Mapping[str, str] = {
    **{event.name: event.sentence for event in EVENTS},
    "search_too_short": N_("Type at least {least} characters of the name."),
}

HELD_NAMES: Mapping[Held, str] = {
    Held.OWN_REQUEST: N_("Our request"),
    Held.RECEIVED_REQUEST: N_("Request received"),
    Held.SUPPLIED_ANSWER: N_("Answer supplied"),
    Held.RECEIVED_ANSWER: N_("Answer received"),
}
SIGN_NAMES: Mapping[Sign, str] = {
    Sign.PARTIES: N_("names the persons concerned"),
    Sign.CATEGORY: N_("is marked as personal data"),
}

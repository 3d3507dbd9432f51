"""The words of information that nobody asked for."""

from collections.abc import Mapping

from comity.assistance.terms.information import InformationUrgency
from comity.kernel.wording import N_

PRESSING_NAMES: Mapping[InformationUrgency, str] = {
    InformationUrgency.DANGER: N_("health, safety or security is in danger"),
    InformationUrgency.OFFENCE: N_("an offence is being prepared or committed"),
    InformationUrgency.MOVING: N_("goods or persons are on the move"),
    InformationUrgency.EVIDENCE: N_("evidence would be lost"),
    InformationUrgency.DEADLINE: N_("a deadline of the partner's would pass"),
}

SENTENCES: Mapping[str, str] = {
    "alert_changed": N_(
        "Something in this alert was changed since you read it. Read the page again; nobody was"
        " told anything."
    ),
    "alert_own_alone": N_(
        "An alert tells several partners the same, of your own service. What is another's, a part"
        " by itself, or marked goes to one partner, as information of its own."
    ),
    "alert_under_way": N_("Nobody can be added: a partner was told already."),
    "alert_has_partner": N_("This partner is told already, or is chosen twice."),
    "too_many_partners": N_("An alert goes to at most {limit} partners at once."),
}

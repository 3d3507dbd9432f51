"""Sentences of conditions and of other roads."""

from collections.abc import Mapping

from comity.kernel.wording import N_

CONDITIONS: Mapping[str, str] = {
    "use_for_purposes_only": N_("Use what is supplied for these purposes only: {purposes}."),
    "use_as_requested_only": N_("Use what is supplied only for the purpose stated in the request."),
    "use_in_proceedings": N_(
        "Use in proceedings: administrative {administrative}, civil {civil}, criminal "
        "{criminal}. Form of consent: {form_of_consent}."
    ),
    "other_use": N_("Any other use, or passing on: {leave}. Form of consent: {form_of_consent}."),
    "legal_duty_notice": N_(
        "If our own law forces disclosure, the supplier is told before anything is disclosed."
    ),
    "notice_of_evidence": N_("The supplier is told when it is used in court."),
    "confidentiality": N_("Confidentiality is kept at this level: {level}."),
    "confidentiality_on_request": N_("Further confidentiality is kept where a side asks for it."),
    "need_to_know": N_("Only those who need it may see it."),
    "security_standard": N_("It is secured by this standard: {standard}."),
    "supply_limited_without_assurance": N_("Without an assurance less may be supplied."),
    "personal_data": N_("Personal data is protected at this level: {protection}."),
    "retention": N_("It is kept no longer than needed."),
    "report_misuse": N_("Misuse is reported at once and put right."),
    "copies_first": N_("Ask for originals only where copies do not suffice."),
    "return_originals": N_("Originals are returned as soon as possible."),
    "request_form": N_("The agreement says in which form a request is made."),
    "request_language": N_("The request is written in: {languages}."),
    "request_contents": N_("The request states: {fields}."),
    "verify_first": N_("Do your own verification first, and say in the request that it is done."),
    "answer_days": N_("An answer can be expected within {days} days."),
    "own_costs": N_("Each side bears its own costs, except for: {exceptions}."),
    "requested_bears_costs": N_("The side that is asked bears the costs."),
    "extraordinary_costs": N_("Extraordinary costs are agreed between the two sides first."),
    "approval_needed": N_("It leaves only with the approval of: {role}."),
    "say_not_reciprocal": N_("Say in the request that we could not do the same in return."),
    "supplier_may_limit": N_("{supplier} may still limit this use."),
    "keep_until": N_("It may be kept until {day}."),
}

ALTERNATIVES: Mapping[str, str] = {
    "another_instrument": N_("It can go under the {instrument} ({reference})."),
    "another_instrument_referred": N_(
        "The {instrument} ({reference}) might carry it, once the treaty desk has settled what "
        "is missing."
    ),
    "in_force_later": N_("The {instrument} ({reference}) is in force from {day}."),
    "declaration_data": N_(
        "The {instrument}, {article}, carries the verification of an import or export "
        "declaration, and declaration data only."
    ),
    "courtesy_request": N_(
        "The central unit may put a courtesy request to {requested} by letter; it binds nobody."
    ),
    "state_listed_purpose": N_("State one of the purposes the {instrument} serves: {purposes}."),
    "ask_consent": N_("Ask {supplier} for its {form} consent to exactly this use."),
    "other_channel": N_("Ask {supplier} through the diplomatic channel or by a letter of request."),
}

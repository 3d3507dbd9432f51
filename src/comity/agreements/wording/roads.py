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
    "keep_days": N_("It is kept no longer than {days} days."),
    "keep_no_longer_than": N_("It is kept no longer than {days} days, that is until {day}."),
    "kept_while_needed": N_("It is kept no longer than it is needed."),
    "still_confidential": N_(
        "The {instrument} has ended; what came under it stays confidential and keeps its limits."
    ),
    "limits_go_along": N_("The limits it came with go along and bind whoever receives it."),
    "answer_by": N_("An answer can be expected within {days} days, that is by {day}."),
    "return_days": N_("Originals are returned within {days} days."),
    "return_by": N_("Originals are returned within {days} days, that is by {day}."),
    "legal_duty_notice_days": N_(
        "If our own law forces disclosure, the supplier is told {days} days before."
    ),
    "notice_of_evidence_days": N_(
        "The supplier is told within {days} days when it is used in court."
    ),
    "report_misuse_days": N_("Misuse is reported within {days} days and put right."),
    "consent_before_court": N_(
        "Before it is used in these proceedings the supplier's consent is needed: {proceedings}. "
        "Form of consent: {form}."
    ),
    "confirm_oral": N_("Confirm the request in writing, as it was put by word of mouth."),
    "confirm_oral_by": N_(
        "Confirm the request in writing by {day}, as it was put by word of mouth."
    ),
    "advisory_only": N_("Officials who are present advise and have no powers."),
    "carry_identification": N_("Officials who are present can prove at any time who they are."),
    "no_enforcement": N_("The decision is told to the person and not enforced."),
    "exchange_as_agreed_only": N_("Only the data agreed is supplied, and only as agreed."),
    "hit_only": N_("Nothing but hit or no hit is told; what lies behind a hit is asked for."),
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
    "destroy_or_return": N_("Destroy it or give it back to {supplier}, and record it."),
    "obtain_assurance": N_("Obtain this assurance from {partner} first: {assurance}."),
    "leave_out": N_("Leave out the data of this category: {category}."),
    "keep_to_list": N_("Keep to what the agreement names: {listed}."),
    "ask_on_request": N_(
        "{requesting} can ask {requested} for the single piece of information in a request."
    ),
    "channel_legal_assistance": N_(
        "Prosecutors and courts can ask by a letter of request for legal assistance."
    ),
    "channel_untoc": N_(
        "Between parties to the United Nations convention against transnational organised crime "
        "the competent authorities can act under it."
    ),
    "channel_interpol": N_("The police can ask through Interpol."),
    "channel_egmont": N_(
        "The financial intelligence unit can ask its counterpart through the Egmont Group."
    ),
    "channel_tax": N_("The tax administration can ask under the agreements on tax matters."),
    "other_channel": N_("Ask {supplier} through the diplomatic channel or by a letter of request."),
}

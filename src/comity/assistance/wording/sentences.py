"""The sentences of what happens, of what is refused, and of the facts of a message."""

from collections.abc import Mapping

from comity.assistance.terms import EVENTS
from comity.assistance.wording import (
    access,
    afterwords,
    clocks,
    competence,
    consulting,
    data_transfers,
    deciding,
    delivery,
    duty_release,
    enquiries,
    filters,
    imports,
    information,
    joining,
    lines,
    oral,
    parts,
    retention,
    same_matter,
    standing,
    statistics,
    tasks,
    translations,
)
from comity.kernel.wording import N_

_EVENTS: Mapping[str, str] = {event.name: event.sentence for event in EVENTS}

_ERRORS: Mapping[str, str] = {
    "step_not_allowed": N_(
        "The request stands at “{state}”; the step “{action}” does not go from there. Somebody may"
        " have acted meanwhile: look at it again."
    ),
    "second_person": N_(
        "You wrote in it, so another person must release it: four eyes release what leaves."
    ),
    "caseload_changed": N_(
        "What would go has changed since you read it: {read} then, {found} now. Look at the list"
        " again; nothing was handed over."
    ),
    "caseload_other_agency": N_("It belongs to another agency than the receiver's."),
    "caseload_not_seen": N_("The receiver may not see it."),
    "caseload_no_office": N_("The receiver holds no office that works on requests."),
    "second_person_deputy": N_(
        "Whom you stand in for wrote in it: a deputy is no second person, so somebody else must"
        " release it."
    ),
    "other_agency": N_("The request belongs to another agency ({agency}) of this administration."),
    "stale_version": N_(
        "It was changed after you read it (you read version {read}, it stands at {found}). Read it"
        " again before you confirm."
    ),
    "ruling_stands_against": N_("The law does not carry this act as it stands: {outcome}."),
    "higher_approval_needed": N_(
        "It leaves only when an approver who also holds this office releases it: {roles}."
    ),
    "nothing_supplied": N_(
        "Nothing that a partner supplied stands in this case yet. What is shared with another"
        " agency is a partner's request, or an answer that was opened."
    ),
    "shared_already": N_("{agency} may see it already."),
    "sharing_ended": N_("This was ended before, or was never permitted."),
    "same_agency": N_("It belongs to this agency. Name another one."),
    "unknown_agency": N_("This administration has no agency “{agency}”."),
    "answer_not_opened": N_("Open the answer first; its opening goes on record."),
    "retention_over": N_(
        "The period for which the supplier allowed keeping the answer to {reference} is over; it"
        " may not be read any more."
    ),
    "question_not_open": N_(
        "A supplementary question is put to a partner's node, after a reply was opened and before"
        " the matter is closed."
    ),
    "no_question": N_("No supplementary question waits here. Somebody may have acted meanwhile."),
    "feedback_by_node": N_(
        "What became of an answer is registered of a partner without a node, once an answer has"
        " left; a node says it itself."
    ),
    "reply_unknown": N_("{partner} speaks of a partial reply that it was not sent."),
    "reply_opened": N_("This reply is open already, or none of this number has come."),
    "too_many_exhibits": N_("At most {limit} exhibits go with one message."),
    "postal_address_missing": N_(
        "No node of {partner} is linked, and its postal address is not known. The central unit"
        " writes it down under “Partners by post”."
    ),
    "reference_not_theirs": N_(
        "The partner speaks of {reference}, which is not a request between us and {partner}."
    ),
    "reference_taken": N_("{partner} has used the reference {reference} for another request."),
    "comes_by_node": N_(
        "{partner} is linked, and its node sends {reference} itself. If it never comes, type the"
        " letter in by hand."
    ),
    "reliance_missing": N_("The message names no agreement; nothing is asked without one."),
    "exhibits_differ": N_(
        "The message of {partner} names other exhibits than the envelope it signed. Nothing of it"
        " was taken in."
    ),
    "day_malformed": N_("The partner put the request off to {day}, which is no day."),
    "limits_malformed": N_(
        "The limits of use that {partner} sent with its answer cannot be read, or are not its own."
    ),
}

_PROBLEMS: Mapping[str, str] = {
    "missing": N_("This is needed."),
    "too_long": N_("This is too long: at most {limit} characters."),
    "control_characters": N_(
        "This holds characters that cannot be seen or that turn the direction of writing; type it"
        " again."
    ),
    "unknown_code": N_("Choose one of the values offered."),
    "instrument_unknown": N_("The register holds no agreement of this reference."),
    "unknown_country": N_("There is no country of this code."),
    "hs_code_malformed": N_("A code of the Harmonized System has 2, 4, 6, 8 or 10 digits."),
    "negative_value": N_("A value is not negative."),
    "not_an_amount": N_(
        "Write the amount in digits, with a point before cents: 12500.00. Spaces may part the"
        " thousands; a comma is not taken: it parts thousands in one country and cents in another."
    ),
    "currency_missing": N_("Say the currency of the amount."),
    "currency_malformed": N_("Write the currency as three letters, such as USD."),
    "offence_of_other_area": N_("This offence belongs to another area: {area}."),
    "no_amount_with_it": N_("With this no amount is stated."),
    "final_has_nothing_to_come": N_(
        "Only of a partial reply something is still to come: say that it is one, or leave this out."
    ),
    "period_turned": N_("The last day lies before the first."),
    "not_a_day": N_("Write the day as year-month-day: 2026-12-01."),
    "day_passed": N_("This day ({day}) has passed."),
    "day_ahead": N_("This day ({day}) has not come yet."),
    "received_before_written": N_("It cannot have come before it was written."),
    "day_too_far": N_("This day ({day}) is too far away to be meant."),
    "settled_partner": N_("A request that was sent stays with the administration it was sent to."),
    "retention_out_of_range": N_("Give a number of days from 1 to {longest}."),
}

_FACTS: Mapping[str, str] = {
    "fact.recorded": N_("recorded by {own}"),
    "fact.recorded.awaited": N_("not recorded yet"),
    "fact.delivered": N_("delivered: held by the node of the recipient, which signed for it"),
    "fact.delivered.awaited": N_(
        "no signed receipt of {partner} yet; it is offered again by itself"
    ),
    "fact.accepted": N_("decided: accepted"),
    "fact.refused": N_("decided: refused"),
    "fact.decided.awaited": N_("not decided yet"),
    "fact.decided": N_("decided"),
    "fact.answered": N_("answered"),
    "fact.answered.awaited": N_("no answer yet"),
    "fact.opened": N_("the answer was opened"),
    "fact.opened.awaited": N_("the answer has not been opened yet"),
    "fact.noted": N_("opened"),
    "fact.noted.awaited": N_("not opened yet"),
    "fact.opened_here": N_("opened; known here alone, because {partner} is not told of openings"),
    "fact.opened_here.awaited": N_("not opened yet"),
    "fact.untold": N_("the node of {partner} does not tell what was opened there"),
    "fact.untold.awaited": N_("the node of {partner} does not tell what was opened there"),
    "fact.approved": N_("released by {own}, to be sent by letter"),
    "fact.approved.awaited": N_("not released yet"),
    "fact.left": N_("left by letter on {day}, number {number}"),
    "fact.left.awaited": N_("the letter has not left yet"),
    "fact.came": N_("came by letter on {day}, number {number}"),
    "fact.came.awaited": N_("no letter yet"),
    "fact.question": N_("recorded"),
    "fact.question.awaited": N_("not recorded yet"),
    "fact.incomplete": N_("returned for completion"),
    "fact.completed": N_("completed and sent again"),
    "fact.postponed": N_("postponed until {until}"),
    "fact.taken_back": N_("withdrawn by those who asked"),
    "fact.not_taken": N_("{partner} holds it and will not take it as it stands: {cause}"),
    "fact.not_taken.awaited": N_("not known yet"),
}

_RULINGS: Mapping[str, str] = {
    "told_under_the_request": N_(
        "Telling the partner what became of {reference} is owed under the instrument the request"
        " relied on, and discloses nothing else."
    ),
    "ruling.permitted": N_("Permitted by {article}."),
    "ruling.permitted_without_article": N_(
        "Permitted under the {instrument}; the article is not recorded (settled by the treaty "
        "desk)."
    ),
    "ruling.refused": N_("Refused: the law does not carry it."),
    "ruling.referred": N_("Referred to: {to}. A person decides."),
}

SENTENCES: Mapping[str, str] = {
    **_EVENTS,
    **_ERRORS,
    **_PROBLEMS,
    **deciding.PROBLEMS,
    **competence.SENTENCES,
    **consulting.SENTENCES,
    **enquiries.PROBLEMS,
    **tasks.SENTENCES,
    **information.SENTENCES,
    **imports.SENTENCES,
    **joining.SENTENCES,
    **translations.SENTENCES,
    **_FACTS,
    **_RULINGS,
    **clocks.SENTENCES,
    **access.SENTENCES,
    **data_transfers.SENTENCES,
    **retention.SENTENCES,
    **same_matter.SENTENCES,
    **delivery.SENTENCES,
    **oral.SENTENCES,
    **duty_release.SENTENCES,
    **statistics.SENTENCES,
    **standing.SENTENCES,
    **filters.SENTENCES,
    **lines.SENTENCES,
    **afterwords.SENTENCES,
    **parts.SENTENCES,
}

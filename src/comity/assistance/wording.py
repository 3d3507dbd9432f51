"""The sentence of every code of this package, and the names of its words."""

from collections.abc import Mapping

from comity.agreements.terms import Leave
from comity.assistance.terms import (
    EVENTS,
    Action,
    Carrier,
    Channel,
    LetterKind,
    Missing,
    Party,
    PostponementGround,
    RefusalGround,
    RequestState,
    Tab,
    TurnKind,
)
from comity.assistance.terms.kind_fields import FIELDS
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
    "fact.approved": N_("released by {own}, to be sent by letter"),
    "fact.approved.awaited": N_("not released yet"),
    "fact.left": N_("left by letter on {day}, number {number}"),
    "fact.left.awaited": N_("the letter has not left yet"),
    "fact.came": N_("came by letter on {day}, number {number}"),
    "fact.came.awaited": N_("no letter yet"),
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

SENTENCES: Mapping[str, str] = {**_EVENTS, **_ERRORS, **_PROBLEMS, **_FACTS, **_RULINGS}

STATE_NAMES: Mapping[RequestState, str] = {
    RequestState.DRAFT: N_("draft"),
    RequestState.SUBMITTED: N_("waiting for approval"),
    RequestState.WITHDRAWN: N_("withdrawn"),
    RequestState.APPROVED: N_("approved, to be sent by letter"),
    RequestState.POSTED: N_("sent by letter"),
    RequestState.SENT: N_("recorded for delivery"),
    RequestState.INCOMPLETE: N_("returned for completion"),
    RequestState.COMPLETED: N_("completed, waiting for approval"),
    RequestState.POSTPONED: N_("postponed"),
    RequestState.TAKEN_BACK: N_("withdrawn after it was sent"),
    RequestState.RECEIVED: N_("received"),
    RequestState.ACCEPTED: N_("accepted"),
    RequestState.REFUSED: N_("refused"),
    RequestState.ANSWER_DRAFTED: N_("answer drafted"),
    RequestState.ANSWERED: N_("answered"),
    RequestState.OPENED: N_("answer opened"),
    RequestState.CLOSED: N_("closed"),
}

ACTION_NAMES: Mapping[Action, str] = {
    Action.SUBMIT: N_("Submit for approval"),
    Action.WITHDRAW: N_("Withdraw the draft"),
    Action.RETURN: N_("Return to the drafter"),
    Action.APPROVE: N_("Approve and seal"),
    Action.DISPATCH: N_("Record that the letter left"),
    Action.REGISTER_ACCEPTANCE: N_("Register a letter: they have it in hand"),
    Action.REGISTER_REFUSAL: N_("Register a letter: they refuse"),
    Action.REGISTER_QUESTION: N_("Register a letter: they ask for more"),
    Action.REGISTER_ANSWER: N_("Register a letter: they answer"),
    Action.ASK_COMPLETION: N_("Return for completion"),
    Action.POSTPONE: N_("Postpone"),
    Action.TAKE_BACK: N_("Withdraw the request"),
    Action.ACCEPT: N_("Accept and allocate"),
    Action.REFUSE: N_("Refuse"),
    Action.DRAFT_ANSWER: N_("Write the answer"),
    Action.RETURN_ANSWER: N_("Return the answer to its writer"),
    Action.RELEASE: N_("Release the answer"),
    Action.OPEN: N_("Open the answer"),
    Action.CLOSE: N_("Close"),
}

PARTY_NAMES: Mapping[Party, str] = {
    Party.REQUESTING: N_("requesting administration"),
    Party.REQUESTED: N_("requested administration"),
}

GROUND_NAMES: Mapping[RefusalGround, str] = {
    RefusalGround.NOT_CARRIED: N_("no instrument in force carries it"),
    RefusalGround.SOVEREIGNTY: N_("sovereignty"),
    RefusalGround.SECURITY: N_("security"),
    RefusalGround.PUBLIC_POLICY: N_("public policy"),
    RefusalGround.ESSENTIAL_INTEREST: N_("another essential interest"),
    RefusalGround.DOMESTIC_LAW: N_("inconsistent with own law"),
    RefusalGround.OUTSIDE_CUSTOMS_LAW: N_("outside customs law"),
    RefusalGround.SECRET: N_("industrial, commercial or professional secret"),
    RefusalGround.RECIPROCITY: N_("the requesting side could not do the same"),
    RefusalGround.ONGOING: N_("an investigation or proceeding would be disturbed"),
    RefusalGround.BURDEN: N_("out of proportion to the benefit"),
    RefusalGround.PRIOR_CONTROL: N_("own enquiries were not made first"),
}

TURN_NAMES: Mapping[TurnKind, str] = {
    TurnKind.INCOMPLETE: N_("Returned for completion"),
    TurnKind.COMPLETED: N_("Completed and sent again"),
    TurnKind.POSTPONED: N_("Postponed"),
    TurnKind.TAKEN_BACK: N_("Withdrawn after it was sent"),
}

MISSING_NAMES: Mapping[Missing, str] = {
    Missing.LEGAL_BASIS: N_("the legal basis, or the laws concerned"),
    Missing.PURPOSE: N_("the purpose, or the use that will be made of it"),
    Missing.FACTS: N_("the facts and the reasons"),
    Missing.PERSONS: N_("who is concerned, well enough to be found"),
    Missing.DOCUMENTS: N_("a document"),
    Missing.ENQUIRIES: N_("own enquiries made first"),
    Missing.UNDERTAKING: N_("a promise that the agreement asks for"),
    Missing.TRANSLATION: N_("a translation into an agreed language"),
    Missing.OTHER: N_("something else"),
}

POSTPONEMENT_NAMES: Mapping[PostponementGround, str] = {
    PostponementGround.INVESTIGATION: N_("it would interfere with an investigation under way"),
    PostponementGround.PROSECUTION: N_("it would interfere with a prosecution"),
    PostponementGround.PROCEEDINGS: N_("it would interfere with court proceedings"),
}

ONWARD_NAMES: Mapping[Leave, str] = {
    Leave.YES: N_("may be passed on"),
    Leave.LIMIT: N_("may be passed on unless we limit it"),
    Leave.CONSENT: N_("passed on only with our consent"),
    Leave.NO: N_("never passed on"),
}

CHANNEL_NAMES: Mapping[Channel, str] = {
    Channel.NODE: N_("from node to node"),
    Channel.LETTER: N_("by letter"),
}

CARRIER_NAMES: Mapping[Carrier, str] = {
    Carrier.POST: N_("by post"),
    Carrier.ATTACHE: N_("handed over by the attaché"),
    Carrier.COURIER: N_("by the administration's own mail"),
}

LETTER_NAMES: Mapping[LetterKind, str] = {
    LetterKind.REQUEST: N_("The request"),
    LetterKind.ACCEPTED: N_("They have it in hand"),
    LetterKind.REFUSED: N_("They refuse"),
    LetterKind.ASKS_MORE: N_("They ask for more"),
    LetterKind.ANSWER: N_("They answer"),
}

TAB_NAMES: Mapping[Tab, str] = {
    Tab.MINE: N_("Mine"),
    Tab.MY_UNIT: N_("My unit"),
    Tab.TO_APPROVE: N_("To approve"),
    Tab.FROM_PARTNERS: N_("From partners"),
    Tab.WATCHING: N_("Referred to me"),
}

NEXT_WHO_NAMES: Mapping[str, str] = {
    "us_drafter": N_("the drafter"),
    "us_approver": N_("the approver"),
    "us_central_unit": N_("the central unit"),
    "us_officer": N_("the officer in charge"),
    "us_treaty_desk": N_("the treaty desk"),
    "partner": N_("the partner"),
    "nobody": N_("nobody"),
}

FIELD_LABELS: Mapping[str, str] = {
    **{field.name: field.label for field in FIELDS.values()},
    "partner": N_("Administration asked"),
    "kind": N_("Kind of assistance"),
    "purpose": N_("Purpose"),
    "subject": N_("Subject"),
    "facts": N_("The matter and the reasons"),
    "asked": N_("Exactly what is asked for"),
    "legal_elements": N_("Laws and provisions involved"),
    "proceedings_nature": N_("Nature of the proceedings"),
    "enquiries_made": N_("Own enquiries made"),
    "goods_description": N_("Goods"),
    "hs_code": N_("HS code"),
    "value_amount": N_("Value"),
    "value_currency": N_("Currency"),
    "origin_country": N_("Stated origin"),
    "consignment_reference": N_("Declaration or consignment number"),
    "parties": N_("Names and addresses of the persons concerned"),
    "intended_use": N_("Intended use of the answer"),
    "area": N_("Area"),
    "own_text": N_("For this kind of assistance"),
    "offence": N_("Offence"),
    "under": N_("Agreement chosen"),
    "reply_wanted_on": N_("Reply wished by"),
    "reciprocity": N_("We could do the same in return"),
    "urgent": N_("Urgent"),
    "assures_confidentiality": N_("We promise confidentiality"),
    "assures_law_enforcement_use": N_("We promise use for customs enforcement only"),
    "text": N_("The answer"),
    "purposes": N_("May be used for"),
    "proceedings": N_("May be used in, without asking us"),
    "onward": N_("Passing on"),
    "retention_days": N_("Days it may be kept"),
    "handling": N_("Handling code"),
    "categories": N_("Categories of data it contains"),
    "touches": N_("Exemptions touched"),
    "reason": N_("Reason"),
    "ground": N_("Ground"),
    "reasons": N_("Reasons told to the partner"),
    "missing": N_("What is missing"),
    "until": N_("Looked at again on"),
    "agency": N_("Agency that will answer"),
    "file_name": N_("File name"),
    "source": N_("Where and how it was obtained"),
}

FIELD_HINTS: Mapping[str, str] = {
    "subject": N_("One line that names the matter."),
    "facts": N_("What happened, what is suspected and why, with its possible effects."),
    "asked": N_("Name each document or fact you need; ask only for what matters."),
    "legal_elements": N_("Which of your laws are concerned, with their provisions."),
    "enquiries_made": N_("What you have checked yourselves, and what came of it."),
    "hs_code": N_("Six digits, or more as in your tariff."),
    "value_amount": N_("Digits with a point before cents; spaces may part the thousands."),
    "value_currency": N_("Three letters, such as USD."),
    "origin_country": N_("Its name, or two letters such as UA."),
    "parties": N_("Full names and addresses, as exact as possible, in both spellings."),
    "intended_use": N_("Say also whether it may be needed in court."),
    "under": N_("Leave empty to let the ruling choose."),
    "reciprocity": N_("If you could not, say so: the other side is then free."),
    "retention_days": N_("Counted from the release; empty sets no limit."),
}

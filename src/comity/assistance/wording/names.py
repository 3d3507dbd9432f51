"""The names of the words of assistance."""

from collections.abc import Mapping

from comity.agreements.terms import Leave
from comity.assistance.terms import (
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
from comity.kernel.wording import N_

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
    RequestState.INFORMING: N_("information drafted"),
    RequestState.TO_INFORM: N_("information released, to be sent by letter"),
    RequestState.VOLUNTEERED: N_("information given"),
    RequestState.INFORMED: N_("information received"),
    RequestState.ALLOCATED: N_("information with an agency"),
    RequestState.NOTED: N_("information opened"),
    RequestState.CLOSED: N_("closed"),
}

ACTION_NAMES: Mapping[Action, str] = {
    Action.SUBMIT: N_("Submit for approval"),
    Action.WITHDRAW: N_("Withdraw the draft"),
    Action.RETURN: N_("Return to the drafter"),
    Action.APPROVE: N_("Approve and seal"),
    Action.DISPATCH: N_("Record that the letter left"),
    Action.DISPATCH_PART: N_("Record that the letter with the partial reply left"),
    Action.REGISTER_ACCEPTANCE: N_("Register a letter: they have it in hand"),
    Action.REGISTER_REFUSAL: N_("Register a letter: they refuse"),
    Action.REGISTER_QUESTION: N_("Register a letter: they ask for more"),
    Action.REGISTER_PART: N_("Register a letter: they answer in part"),
    Action.REGISTER_ANSWER: N_("Register a letter: they answer"),
    Action.ASK_COMPLETION: N_("Return for completion"),
    Action.POSTPONE: N_("Postpone"),
    Action.REGISTER_COMPLETION: N_("Register the letter that completes it"),
    Action.TAKE_BACK: N_("Withdraw the request"),
    Action.ACCEPT: N_("Accept and allocate"),
    Action.REFUSE: N_("Refuse"),
    Action.DRAFT_ANSWER: N_("Write the answer"),
    Action.RETURN_ANSWER: N_("Return the answer to its writer"),
    Action.RELEASE: N_("Release the answer"),
    Action.RELEASE_PART: N_("Release the partial reply"),
    Action.OPEN: N_("Open the answer"),
    Action.ASK_FURTHER: N_("Put a supplementary question"),
    Action.CARRY_OVER: N_("Go on by node"),
    Action.PUT_BACK: N_("Put the acceptance back"),
    Action.DROP_QUESTION: N_("Give the question up"),
    Action.WRITE_INFORMATION: N_("Write on"),
    Action.RETURN_INFORMATION: N_("Return the information to its writer"),
    Action.LEAVE_OUT: N_("Leave the partner out"),
    Action.TELL: N_("Release the information"),
    Action.ALLOCATE: N_("Give it to an agency"),
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
    LetterKind.PARTIAL: N_("They answer in part"),
    LetterKind.ANSWER: N_("They answer"),
    LetterKind.INFORMATION: N_("Information without a request"),
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

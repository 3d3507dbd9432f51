"""The sentences of letters about a partner's request."""

from collections.abc import Mapping
from typing import Final

from comity.agreements.terms import Leave
from comity.kernel.wording import N_
from comity.letters.reply_terms import Says

TITLES: Mapping[Says, str] = {
    Says.ACCEPTED: N_("Acceptance of a request for assistance in customs matters"),
    Says.REFUSED: N_("Refusal of a request for assistance in customs matters"),
    Says.ANSWER: N_("Answer to a request for assistance in customs matters"),
    Says.PART: N_("Partial answer to a request for assistance in customs matters"),
    Says.INCOMPLETE: N_("Return for completion of a request for assistance in customs matters"),
    Says.INFORMATION: N_("Information in customs matters, given without a request"),
}
OPENINGS: Mapping[Says, str] = {
    Says.ACCEPTED: N_(
        "The administration named above has accepted the request named below and has it in hand."
    ),
    Says.REFUSED: N_(
        "The administration named above cannot give the assistance asked for in the request named"
        " below."
    ),
    Says.INCOMPLETE: N_(
        "The administration named above cannot work on the request named below yet. Please complete"
        " it; it stays the same request, under the same reference."
    ),
    Says.ANSWER: N_("The administration named above answers the request named below."),
    Says.PART: N_(
        "The administration named above answers a part of the request named below; the rest"
        " follows."
    ),
    Says.INFORMATION: N_(
        "The administration named above informs you, without having been asked, of what follows."
    ),
}
THEIR_NUMBER: Final = N_("Your reference")
ASKED_ON: Final = N_("Your letter received on")
SETTLED_ON: Final = N_("Settled on")
THE_REQUEST: Final = N_("The request")
THE_MATTER: Final = N_("The matter")
THE_INFORMATION: Final = N_("The information")
CANNOT_WAIT: Final = N_("Why it cannot wait")
THE_DECISION: Final = N_("The decision")
THE_ANSWER: Final = N_("The answer")
USE: Final = N_("Limits of use")
REASONS: Final = N_("Reasons")
UNIT: Final = N_("Unit that has it in hand")
NOT_DONE: Final = N_("What is not done")
ON_CONDITION: Final = N_("On the condition that")
TO_COME: Final = N_("Still to come")
KEEP_UNTIL: Final = N_("No longer kept from this day on")
PROCEEDINGS: Mapping[Leave, str] = {
    Leave.YES: N_("May be used in, without asking us"),
    Leave.LIMIT: N_("May be used in, unless we limit it"),
    Leave.CONSENT: N_("May be used in with our consent"),
    Leave.NO: N_("Not to be used in"),
}
KEEP_IN_CONFIDENCE: Final = N_(
    "This answer and its enclosures are confidential. Please use them only as stated above."
)
KEEP_INFORMATION_IN_CONFIDENCE: Final = N_(
    "This information and its enclosures are confidential. Please use them only as stated above."
)
SAY_WHAT_BECAME: Final = N_("Please tell us what became of it.")
ASK_FIRST: Final = N_("Please ask us before any other use, and before passing them on.")
QUOTE: Final = N_("Please quote our reference in your reply.")
LABELS: Mapping[str, str] = {
    "how": N_(
        "The code holds the reference and the SHA-256 digest of the attached file, which says the"
        " same for a program. The letter is sealed: any change shows in a PDF reader and in"
        " “comity letter check”."
    ),
    "signature": N_("For the requested administration"),
}
SIGNS_INFORMATION: Final = N_("For the administration that informs")

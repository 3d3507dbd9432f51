"""The sentences of letters and of their checks. The events' own stand with the events."""

from collections.abc import Mapping
from typing import Final

from comity.kernel.wording import N_
from comity.letters import token_terms
from comity.letters.terms import EVENTS, Finding

SENTENCES: Mapping[str, str] = {
    **{event.name: event.sentence for event in EVENTS},
    "letter_languages": N_("Choose two different languages of these: {offered}."),
    "letter_language": N_("Choose one language of these: {offered}."),
    "letter_not_sent": N_(
        "A letter is made of an own request that was approved, and of what was decided or answered"
        " on a partner's that came by letter."
    ),
    "letter_not_set": N_("The letter could not be set. Tell whoever looks after the node."),
    **token_terms.SENTENCES,
    Finding.WHOLE: N_("The letter is whole: nothing has changed since it was sealed."),
    Finding.NOT_A_LETTER: N_("This file cannot be read as a letter."),
    Finding.NO_SEAL: N_("The file bears no seal."),
    Finding.SEAL_BROKEN: N_("The seal is broken: the letter is not as it was sealed."),
    Finding.CHANGED_AFTER: N_("Something was added to the letter after it was sealed."),
    Finding.NOTHING_ATTACHED: N_("The request is not attached to the letter as it should be."),
    Finding.DIGEST_DIFFERS: N_("The attached request is another than the one the letter names."),
    Finding.OTHER_PAPER: N_("The code you gave is of another letter than this file."),
}

TITLE: Final = N_("Request for mutual administrative assistance in customs matters")
OPENING: Final = N_(
    "Under the {instrument}, {article}, the administration named above asks the administration"
    " addressed for the assistance set out below."
)
OPENING_WITHOUT_ARTICLE: Final = N_(
    "Under the {instrument}, the administration named above asks the administration addressed for"
    " the assistance set out below."
)
LEGAL_BASIS: Final = N_("Legal basis")
AGREEMENT: Final = N_("Agreement")
ARTICLE: Final = N_("Article")
WHAT_IS_ASKED: Final = N_("What is asked")
PURPOSE: Final = N_("Purpose and use")
MATTER: Final = N_("The matter")
GOODS: Final = N_("Goods concerned")
ENQUIRIES: Final = N_("Law and own enquiries")
ENCLOSURES: Final = N_("Enclosures")
CONDITIONS: Final = N_("Undertakings and conditions")

RECIPROCAL: Final = N_("We could give the same assistance in return.")
NOT_RECIPROCAL: Final = N_("We could not give the same assistance in return.")
CONFIDENTIAL: Final = N_("We shall protect the answer as we protect our own secrets.")
ENFORCEMENT_ONLY: Final = N_("We shall use the answer for enforcing customs law only.")
KEEP_IN_CONFIDENCE: Final = N_(
    "This request and its enclosures are confidential. Please use them for answering it only."
)
QUOTE_REFERENCE: Final = N_("Please quote our reference in your reply.")
THANKS: Final = N_("We thank you for your assistance.")
SPOKEN_ONCE: Final = N_(
    "What officers wrote stands once, in the language they wrote it in. Signs without a typeface"
    " are shown by their number; the attached file has them whole."
)

LABELS: Mapping[str, str] = {
    "to": N_("To"),
    "reference": N_("Our reference"),
    "made": N_("Date of the letter"),
    "approved": N_("Approved on"),
    "urgency": N_("Urgency"),
    "said": N_("This confirms what we asked by word of mouth on"),
    "urgent": N_("Urgent"),
    "verify": N_("Verification"),
    "how": N_(
        "The code holds the reference and the SHA-256 digest of the attached request. The file is"
        " sealed: any change shows in a PDF reader and in “comity letter check”."
    ),
    "signature": N_("For the requesting administration"),
}
BLANKS = (
    N_("Name and office"),
    N_("Place and date"),
    N_("Signature"),
    N_("Official stamp"),
)

"""The sentences of the letter that answers a person about their data."""

from collections.abc import Mapping
from typing import Final

from comity.kernel.wording import N_

TITLE: Final = N_("Reply to your request about your data")
OPENING: Final = N_(
    "You asked the administration named above about the data that it keeps of you. This is its"
    " reply."
)
ASKED_FOR: Final = N_("You asked for")
RECEIVED_ON: Final = N_("Your request was received on")
GIVEN: Final = N_("What we give you: {place}, {partner}, {day}")
NOTHING_GIVEN: Final = N_("What we give you")
NOTHING: Final = N_("There is nothing that we give you.")
NOT_KEPT: Final = N_("What stood there is not kept any more.")
EXCHANGED_UNDER: Final = N_("Exchanged under")
FILE: Final = N_("File")
PLACES: Final = N_("Where you are named in it")
MORE_PLACES: Final = N_("You are named in {count} places of it; these are the first.")
WITHHELD: Final = N_("What we do not give you")
NEITHER: Final = N_(
    "We neither confirm nor deny that anything beyond this is kept. You may complain to the"
    " supervisory authority, and go to court."
)
QUOTE: Final = N_("Please quote our reference when you write to us about it.")
LABELS: Mapping[str, str] = {
    "how": N_(
        "The code holds the reference and the SHA-256 digest of the attached file, which says the"
        " same for a program. The letter is sealed: any change shows in a PDF reader."
    ),
    "signature": N_("For the administration that answers"),
    "spoken_once": N_(
        "What was written stands in the language it was written in. Signs without a typeface are"
        " shown by their number; the attached file has them whole."
    ),
}

"""Names and sentences of the parts of a reply."""

from collections.abc import Mapping

from comity.assistance.terms.parts import ORIGINATOR_REFUSED, OriginatorSays, PartStanding
from comity.kernel.wording import N_

STANDING_NAMES: Mapping[PartStanding, str] = {
    PartStanding.PERMITTED: N_("may go"),
    PartStanding.WAITS: N_("waits for its originator"),
    PartStanding.REFERRED: N_("a person decides"),
    PartStanding.REFUSED: N_("may not go"),
    PartStanding.WITHHELD: N_("withheld"),
}
SAYS_NAMES: Mapping[OriginatorSays, str] = {
    OriginatorSays.NOT_ASKED_FOR: N_("no consent is needed"),
    OriginatorSays.NOTHING: N_("not asked yet"),
    OriginatorSays.ASKED: N_("asked"),
    OriginatorSays.CONSENTED: N_("consents"),
    OriginatorSays.REFUSED: N_("refuses"),
}
# Beside the grounds of a refusal.
WITHHELD_NAMES: Mapping[str, str] = {
    ORIGINATOR_REFUSED: N_("its originator does not consent"),
}

SENTENCES: Mapping[str, str] = {
    "originator_waits": N_("{originator} has not consented to its release."),
    "originator_refused": N_("{originator} does not consent to its release."),
    "parts_stay": N_(
        "Parts that may not go now: {numbers}. Make it a partial reply, so that the others go, or"
        " withhold these."
    ),
    "part_not_open": N_(
        "This cannot be done with the part now: it has gone, or was decided, or no reply is being"
        " written."
    ),
    "part_not_theirs": N_("An agency of this node decides itself on what is its own."),
    "decided_by_part": N_(
        "An agency of this node, or a partner, decides itself on what is its own: write what is"
        " theirs as parts of the reply, not as the answer as a whole."
    ),
    "part_by_afterword": N_(
        "It was supplied to a case of this node: its supplier is asked there, and what it decides"
        " stands here by itself."
    ),
    "too_many_parts": N_("A reply has at most {limit} parts."),
    "partial_not_taken": N_(
        "A partial reply before this one was refused by the partner's node, and what went with it"
        " goes with this one. Save the answer again, so that it is read as it will go."
    ),
}

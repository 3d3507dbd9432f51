"""What stands in the way of carrying matters over, and the names of its words."""

from collections.abc import Mapping

from comity.assistance.terms.joining import ContinuationState, Stand
from comity.kernel.wording import N_

STAND_NAMES: Mapping[Stand, str] = {
    Stand.SENT: N_("asked, not decided"),
    Stand.ACCEPTED: N_("accepted"),
    Stand.REFUSED: N_("refused"),
    Stand.ANSWERED: N_("answered"),
    Stand.OPENED: N_("answered, and the answer opened"),
    Stand.UNDER_WAY: N_("a letter is being prepared"),
    Stand.CLOSED: N_("closed"),
}
CONTINUATION_NAMES: Mapping[ContinuationState, str] = {
    ContinuationState.PROPOSED: N_("Proposed; the partner finds its matter"),
    ContinuationState.RECEIVED: N_("Waits for an officer here"),
    ContinuationState.AGREED: N_("Agreed; waits for their node"),
    ContinuationState.CARRIED: N_("Goes by node"),
    ContinuationState.DIFFERS: N_("Both records differ"),
    ContinuationState.DECLINED: N_("Not known there; goes by letter"),
}

SENTENCES: Mapping[str, str] = {
    "not_carried_over": N_(
        "It does not go on by node from where it stands, or the partner has yet to answer."
    ),
    "being_carried_over": N_(
        "{reference} is being carried over to the partner's node. Nothing moves until that node has"
        " answered, which it does by itself."
    ),
    "continuation_not_open": N_("What was proposed of {reference} was settled before."),
    "not_the_same_matter": N_(
        "{reference} cannot be meant: it is another partner's, on the other side, or goes by node"
        " already."
    ),
    "nothing_to_take_in": N_("The proposal of {reference} does not hold the request."),
}

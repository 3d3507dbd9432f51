"""The words of what a duty officer lets leave alone, of its review, and what stands in its way."""

from collections.abc import Mapping

from comity.assistance.terms.duty_release import AloneReason, Follow, ReviewWord
from comity.kernel.wording import N_

ALONE_REASON_NAMES: Mapping[AloneReason, str] = {
    AloneReason.NOBODY_ON_DUTY: N_("no second person could be reached in time"),
    AloneReason.GOODS_MOVE: N_("goods were on the move"),
    AloneReason.PERSONS_LEAVE: N_("persons were about to leave"),
    AloneReason.EVIDENCE_LOST: N_("evidence would have been lost"),
    AloneReason.DANGER: N_("there was danger to life or health"),
}
REVIEW_WORD_NAMES: Mapping[ReviewWord, str] = {
    ReviewWord.CONFIRMED: N_("confirmed"),
    ReviewWord.NOT_CONFIRMED: N_("not confirmed"),
}
FOLLOW_NAMES: Mapping[Follow, str] = {
    Follow.NOTHING: N_("nothing follows"),
    Follow.RECALL: N_("the partner is asked to give it back or delete it"),
    Follow.CORRECTION: N_("a correction goes to the partner"),
    Follow.WITHDRAWAL: N_("the request is withdrawn"),
    Follow.REPORT: N_("it is reported to the head of the administration"),
}
LABELS: Mapping[str, str] = {
    "alone": N_("Why nobody else could be waited for"),
    "review": N_("Your word"),
    "follows": N_("What follows"),
}
SENTENCES: Mapping[str, str] = {
    "not_alone": N_(
        "Four eyes release what leaves. No confirmed national instruction lets you do this alone"
        " today."
    ),
    "not_urgent": N_("{reference} is not urgent. Only what is urgent leaves by one hand alone."),
    "second_person_is_there": N_(
        "You did not write it, so you are the second person: let it leave as ever."
    ),
    "reviewed_already": N_("This was reviewed before."),
    "review_by_another": N_(
        "Somebody reviews it who neither wrote it nor let it leave, and stands in for nobody who"
        " did."
    ),
    "follows_nothing": N_("What is not confirmed has a consequence: say which."),
}

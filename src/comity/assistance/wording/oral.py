"""The words of what is asked by word of mouth, and what stands in its way."""

from collections.abc import Mapping

from comity.assistance.terms.oral import Likeness, Means, OralLeave, OralState, WhyUrgent
from comity.kernel.wording import N_

MEANS_NAMES: Mapping[Means, str] = {
    Means.TELEPHONE: N_("by telephone"),
    Means.VIDEO: N_("by video call"),
    Means.IN_PERSON: N_("in person"),
}
URGENCY_NAMES: Mapping[WhyUrgent, str] = {
    WhyUrgent.GOODS_MOVE: N_("goods are on the move"),
    WhyUrgent.PERSONS_LEAVE: N_("persons are about to leave"),
    WhyUrgent.EVIDENCE_LOST: N_("evidence would be lost"),
    WhyUrgent.DANGER: N_("danger to life or health"),
    WhyUrgent.DAY_ENDS: N_("a legal day ends"),
    WhyUrgent.OTHER: N_("another urgent reason"),
}
ORAL_LEAVE_NAMES: Mapping[OralLeave, str] = {
    OralLeave.ALLOWED: N_("it lets urgent requests be put so, and confirmed in writing"),
    OralLeave.NOT_ALLOWED: N_("it speaks of the form of requests, and of none by word of mouth"),
    OralLeave.SILENT: N_("nothing is recorded"),
}
ORAL_STATE_NAMES: Mapping[OralState, str] = {
    OralState.WAITING: N_("waits for confirmation in writing"),
    OralState.CONFIRMED: N_("confirmed in writing"),
    OralState.GIVEN_UP: N_("closed without confirmation"),
}
LIKENESS_NAMES: Mapping[Likeness, str] = {
    Likeness.SAYS_SO: N_("it says that it confirms what was said then"),
    Likeness.SAME_KIND: N_("the same kind of assistance"),
    Likeness.SAME_SUBJECT: N_("words of the subject are the same"),
    Likeness.SAME_GOODS: N_("the same HS code"),
    Likeness.SAME_CONSIGNMENT: N_("the same declaration or consignment"),
    Likeness.SAME_PERSONS: N_("the same persons"),
}
LABELS: Mapping[str, str] = {
    "put_at": N_("When it was said"),
    "spoken_with": N_("Spoken with, at the partner"),
    "means": N_("How it was said"),
    "why_urgent": N_("Why it could not wait"),
}
SENTENCES: Mapping[str, str] = {
    "oral_not_confirmed": N_(
        "{reference} was asked by word of mouth and is not confirmed in writing. No national"
        " instruction lets a reply leave before it is."
    ),
    "oral_step_not_allowed": N_(
        "{reference} was confirmed or closed before, or does not stand where this is done."
    ),
    "not_its_confirmation": N_(
        "{written} cannot confirm {reference}: choose a written request of the same partner."
    ),
    "not_a_moment": N_("Write day and time as 2026-12-01 14:30."),
    "moment_ahead": N_("This lies ahead of now."),
    "moment_too_old": N_(
        "This lies more than 60 days back. What was asked then is no urgent call."
    ),
}

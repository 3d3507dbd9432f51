"""Sentences of register pages: status at a glance, and gaps."""

from collections.abc import Mapping

from comity.kernel.wording import N_

OVERVIEW: Mapping[str, str] = {
    "status_in_force": N_("In force since {day}"),
    "status_applied_provisionally": N_("Applied provisionally since {day}"),
    "status_in_force_by_succession": N_("In force by succession since {day}"),
    "status_not_in_force": N_("Not yet in force; in force from {day}"),
    "status_not_yet_signed": N_("Not yet signed; signed on {day}"),
    "status_not_yet_succeeded": N_("Not yet; by succession from {day}"),
    "status_ended": N_("Ended on {day}"),
    "status_suspended": N_("Suspended since {day}"),
    "status_force_not_recorded": N_("Entry into force not recorded"),
    "status_force_day_not_recorded": N_("In force, day not recorded"),
    "status_end_day_not_recorded": N_("Ended or replaced, day not recorded"),
    "status_succession_not_recorded": N_("Succession not recorded"),
    "gap_force": N_("Whether the {instrument} is in force on this day is not recorded."),
    "gap_parent": N_("The agreement it hangs from is not known."),
    "gap_term_assumed": N_("Assumed from a model text, not read: {term}."),
    "gap_reading_none": N_("Nobody has read the text."),
    "gap_reading_part": N_("The text was read in part only."),
    "gap_open_point": N_("{point}"),
}

"""Sentences of register pages: status at a glance, and gaps."""

from collections.abc import Mapping

from comity.kernel.wording import N_

OVERVIEW: Mapping[str, str] = {
    # Status, by the word or by the reason of force.
    "status_negotiated": N_("Negotiated {day}; nothing further recorded"),
    "status_initialled": N_("Initialled {day}; no signature recorded"),
    "status_signed": N_("Signed {day}, not in force"),
    "status_in_force": N_("In force since {day}"),
    "status_accepted": N_("Accepted by both since {day}"),
    "status_applied_provisionally": N_("Applied provisionally since {day}"),
    "status_in_force_by_succession": N_("In force by succession since {day}"),
    "status_under_notice": N_("In force; notice of termination given on {day}"),
    "status_not_in_force": N_("Not yet in force; in force from {day}"),
    "status_not_yet_signed": N_("Not yet signed; signed on {day}"),
    "status_not_yet_accepted": N_("Not yet accepted by both; accepted from {day}"),
    "status_not_yet_succeeded": N_("Not yet; by succession from {day}"),
    "status_ended": N_("Ended on {day}"),
    "status_superseded": N_("Replaced on {day}"),
    "status_suspended": N_("Suspended since {day}"),
    "status_force_not_recorded": N_("Entry into force not recorded"),
    "status_force_day_not_recorded": N_("In force, day not recorded"),
    "status_acceptance_not_recorded": N_("Acceptance by both not recorded"),
    "status_end_day_not_recorded": N_("Ended or replaced, day not recorded"),
    "status_succession_not_recorded": N_("Succession not recorded"),
    # Gaps.
    "gap_force": N_("Whether the {instrument} is in force on this day is not recorded."),
    "gap_parent": N_("The agreement it hangs from is not known."),
    "gap_parent_ended": N_(
        "The {parent}, which it hangs from, has ended; whether it ends with it is not recorded."
    ),
    "gap_parties": N_("The parties are not recorded."),
    "gap_succession": N_("The day of succession of {party} is not recorded."),
    "gap_acceptance": N_("The acceptance by {party} is not recorded."),
    "gap_members": N_("The members through which {party} acts are not recorded."),
    "gap_member_day": N_("From which day {member} is a member of {party} is not recorded."),
    "gap_signature": N_("The signature is not recorded."),
    "gap_signature_day": N_("The day of signature is not recorded."),
    "gap_amendment": N_("It was amended ({day}), and no term is recorded to change on that day."),
    "gap_term_assumed": N_("Assumed from a model text, not read: {term}."),
    "gap_matter": N_("Nothing is recorded on this matter: {term}."),
    "gap_reading_none": N_("Nobody has read the text."),
    "gap_reading_part": N_("The text was read in part only."),
    "gap_open_point": N_("{point}"),
}

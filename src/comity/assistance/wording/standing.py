"""The words of standing exchanges."""

from collections.abc import Mapping

from comity.assistance.terms.standing import StandingStage, StandingWord
from comity.kernel.wording import N_

STANDING_WORD_NAMES: Mapping[StandingWord, str] = {
    StandingWord.TERMS: N_("terms are proposed"),
    StandingWord.AGREE: N_("the terms are agreed"),
    StandingWord.SUSPEND: N_("suspended"),
    StandingWord.RESUME: N_("may go on"),
    StandingWord.END: N_("ended"),
    StandingWord.ASK: N_("a file is asked for"),
    StandingWord.REPORT: N_("faults in a file are told"),
}

STANDING_STAGE_NAMES: Mapping[StandingStage, str] = {
    StandingStage.NONE: N_("no terms yet"),
    StandingStage.PROPOSED: N_("terms are proposed and not agreed yet"),
    StandingStage.RUNNING: N_("both sides have agreed; files are supplied"),
    StandingStage.SUSPENDED: N_("suspended: no file leaves until both sides say that it goes on"),
    StandingStage.ENDED: N_("ended"),
}

# What a button is called by which a word is said.
STANDING_ACT_NAMES: Mapping[StandingWord, str] = {
    StandingWord.TERMS: N_("Write terms"),
    StandingWord.AGREE: N_("Agree to their terms"),
    StandingWord.SUSPEND: N_("Suspend at once"),
    StandingWord.RESUME: N_("Let it go on"),
    StandingWord.END: N_("End it"),
    StandingWord.ASK: N_("Ask for a file"),
    StandingWord.REPORT: N_("Tell faults of a file"),
}

_FAULTS: Mapping[str, str] = {
    "standing_heading_differs": N_("Line 1 must name the agreed columns, in their order."),
    "standing_line_too_long": N_("Line {line} is too long."),
    "standing_not_utf8": N_("Line {line} is not UTF-8."),
    "standing_line_malformed": N_("Line {line} cannot be read."),
    "standing_cells_differ": N_("Line {line} does not have the agreed columns."),
    "standing_cell_empty": N_("Line {line}, {column}: this is needed."),
    "standing_cell_wrong": N_("Line {line}, {column}: this is not what the data set says."),
    "standing_cell_too_long": N_("Line {line}, {column}: this is too long."),
    "standing_cell_formula": N_("Line {line}, {column}: a spreadsheet would run this."),
    "standing_cell_hidden": N_("Line {line}, {column}: it has characters that cannot be seen."),
    "supply_short": N_("It left later than the hours agreed on before an arrival."),
    "supply_late": N_("It left later than was agreed."),
    "standing_more_faults": N_("The file has {count} faults; the first of them stand here."),
}

# What may be wrong with a file, beside why its bytes were not taken.
OF_A_SUPPLY = frozenset(_FAULTS)

SENTENCES: Mapping[str, str] = {
    **_FAULTS,
    "not_a_standing_exchange": N_("{reference} has no standing exchange that is carried out."),
    "standing_word_not_now": N_(
        "The exchange stands at “{standing_stage}”; this cannot be said now. The partner may have"
        " spoken meanwhile: look at it again."
    ),
    "standing_changed": N_("It is not any more what you read. Read it again."),
    "standing_terms_unknown": N_(
        "{partner} speaks of number {number} of a standing exchange, which this node does not know."
    ),
    "standing_word_not_theirs": N_(
        "{partner} said what only we can say: {standing_word}. It was not taken in."
    ),
    "standing_not_ended": N_("End the standing exchange first."),
    "supply_not_now": N_("No file is supplied now. The exchange stands at “{standing_stage}”."),
    "supply_twice": N_("{partner} has supplied a file of the number {number} before."),
    "supply_not_ours": N_("The terms do not let this side supply files of that day."),
    "supply_period_unknown": N_("No period of the schedule begins on {day}."),
    "supply_period_runs": N_("The period from {day} is not over. Its file is not whole yet."),
    "standing_number_wrong": N_("Write a number from 1 to {most}."),
    "standing_purpose_differs": N_(
        "The request asks for another purpose; the law was asked about that one."
    ),
    "standing_column_unknown": N_("The data set has no field “{column}”."),
    "standing_column_twice": N_("A column stands here twice."),
    "standing_zone_unknown": N_("No time zone has this name. Write one as Europe/Kyiv."),
}

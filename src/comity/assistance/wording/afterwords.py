"""Names and sentences of consents, recalls and notices."""

from collections.abc import Mapping

from comity.assistance.terms.afterwords import (
    AfterwordKind,
    AfterwordState,
    CorrectionGround,
    Fate,
    Wish,
)
from comity.kernel.wording import N_

AFTERWORD_NAMES: Mapping[AfterwordKind, str] = {
    AfterwordKind.CONSENT: N_("a question for consent"),
    AfterwordKind.RECALL: N_("a recall"),
    AfterwordKind.DISCLOSURE: N_("a notice of disclosure"),
    AfterwordKind.EVIDENCE: N_("a notice of use as evidence"),
}
AFTERWORD_STATE_NAMES: Mapping[AfterwordState, str] = {
    AfterwordState.DRAFTED: N_("written, not sent"),
    AfterwordState.DROPPED: N_("dropped"),
    AfterwordState.OPEN: N_("asked, not answered"),
    AfterwordState.GIVEN: N_("consent given"),
    AfterwordState.REFUSED: N_("consent refused"),
    AfterwordState.WITHDRAWN: N_("consent withdrawn"),
    AfterwordState.ANSWERED: N_("answered"),
    AfterwordState.TOLD: N_("told"),
}
WISH_NAMES: Mapping[Wish, str] = {
    Wish.DELETE: N_("delete it"),
    Wish.CORRECT: N_("correct it"),
    Wish.STOP_USING: N_("use it no longer"),
}
FATE_NAMES: Mapping[Fate, str] = {
    Fate.DELETED: N_("deleted"),
    Fate.CORRECTED: N_("the correction is kept beside it"),
    Fate.USE_ENDED: N_("used no longer"),
    Fate.KEPT: N_("kept"),
    Fate.DISCLOSED: N_("already disclosed"),
    Fate.MARKED: N_("marked as disputed"),
}
CORRECTION_GROUND_NAMES: Mapping[CorrectionGround, str] = {
    CorrectionGround.INACCURATE: N_("it is not accurate"),
    CorrectionGround.INCOMPLETE: N_("it is not complete"),
    CorrectionGround.OUTDATED: N_("it is out of date"),
    CorrectionGround.WRONG_PERSON: N_("it is of another person"),
    CorrectionGround.UNLAWFUL: N_("it should not have been supplied"),
}
SENTENCES: Mapping[str, str] = {
    "afterword_unknown": N_(
        "The partner speaks of something about {reference} that we do not know."
    ),
    "consent_of_others_alone": N_(
        "Others consent only to what you consent to yourself: leave their fields empty to refuse."
    ),
    "field_without_correction": N_("A field is named only where it is to be corrected."),
    "afterword_over": N_("It is decided already, or was never sent. Look at the request again."),
    "afterword_taken": N_("{partner} has used the same name for something else before."),
    "afterword_not_theirs": N_(
        "The partner speaks of something about {reference} that was not supplied so."
    ),
    "supplied_erased": N_(
        "Its supplier asked for it back: it was deleted, or is used and shown no longer."
    ),
    "consent_not_standing": N_(
        "No consent of the supplier to exactly this is on record, without an end, and stands."
    ),
    "originator_not_asked": N_(
        "A part of this answer is another's, whose consent to its release is not stated: {named}."
    ),
    "supplied_use_ended": N_("Its supplier asked for it back; it is not used any more."),
    "handling_bars_sharing": N_("Its handling code {handling} bars showing it to others."),
    "consent_conditions": N_("The supplier consents on these conditions: {conditions}"),
    "consent_court": N_("The supplier consents to no other case than this: {court}"),
    "afterwords_too_many": N_(
        "No more than {limit} consents and recalls about {reference} may be open at once."
    ),
}

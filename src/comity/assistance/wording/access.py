"""What persons ask about their data, in words."""

from collections.abc import Callable, Mapping

from comity.assistance.terms.access import (
    ConsultationStage,
    Exemption,
    IdentityShown,
    ItemPlace,
    ItemVerdict,
    Opinion,
    SubjectMove,
    SubjectRight,
    SubjectState,
)
from comity.assistance.terms.access_files import FilePlace, FileUnread
from comity.kernel.wording import N_, fill

RIGHT_NAMES: Mapping[SubjectRight, str] = {
    SubjectRight.ACCESS: N_("access to the data"),
    SubjectRight.RECTIFICATION: N_("correction of the data"),
    SubjectRight.ERASURE: N_("erasure of the data"),
    SubjectRight.RESTRICTION: N_("restriction of its use"),
}
IDENTITY_NAMES: Mapping[IdentityShown, str] = {
    IdentityShown.IN_PERSON: N_("in person, with a document"),
    IdentityShown.CERTIFIED_COPY: N_("by a certified copy"),
    IdentityShown.ELECTRONIC: N_("by electronic identification"),
    IdentityShown.REPRESENTATIVE: N_("through a representative with a power"),
    IdentityShown.NOT_YET: N_("not shown yet"),
}
SUBJECT_STATE_NAMES: Mapping[SubjectState, str] = {
    SubjectState.OPEN: N_("being examined"),
    SubjectState.PROPOSED: N_("waits for a second person"),
    SubjectState.APPROVED: N_("approved, to be sent"),
    SubjectState.ANSWERED: N_("person answered"),
    SubjectState.ENDED: N_("ended without a reply"),
}
SUBJECT_MOVE_NAMES: Mapping[SubjectMove, str] = {
    SubjectMove.SEARCH: N_("Search what is held"),
    SubjectMove.PROPOSE: N_("Propose the reply"),
    SubjectMove.RETURN: N_("Return it"),
    SubjectMove.APPROVE: N_("Approve the reply"),
    SubjectMove.ANSWER: N_("Record that the reply left"),
    SubjectMove.END: N_("End it without a reply"),
    SubjectMove.ERASE: N_("Erase who asked"),
}
PLACE_NAMES: Mapping[ItemPlace, str] = {
    ItemPlace.REQUEST: N_("the request"),
    ItemPlace.ANSWER: N_("the answer"),
    ItemPlace.FILE: N_("an attached file"),
}
_PLACES_IN_FILE: Mapping[tuple[bool, bool], str] = {
    (False, False): N_("line {line}"),
    (False, True): N_("line {line}, column {column}"),
    (True, False): N_("sheet {sheet}, line {line}"),
    (True, True): N_("sheet {sheet}, line {line}, column {column}"),
}
_FILE_NAME = N_("the name of the file")
FILE_UNREAD_NAMES: Mapping[FileUnread, str] = {
    FileUnread.NOT_HERE: N_("it has not arrived here"),
    FileUnread.KEPT_SHUT: N_("the malware scanner keeps it shut, or has not seen it yet"),
    FileUnread.KIND: N_("it is neither text nor a table"),
    FileUnread.TOO_LARGE: N_("it is too large, or grows beyond measure when it is opened"),
    FileUnread.TOO_LONG: N_("reading it took too long"),
    FileUnread.DAMAGED: N_("it is damaged, or locked"),
    FileUnread.TOO_MANY: N_("the person is named in it, and in more files than are listed"),
}
ITEM_VERDICT_NAMES: Mapping[ItemVerdict, str] = {
    ItemVerdict.GRANT: N_("granted"),
    ItemVerdict.WITHHOLD: N_("withheld"),
    ItemVerdict.NEITHER: N_("neither confirmed nor denied"),
}
EXEMPTION_NAMES: Mapping[Exemption, str] = {
    Exemption.INVESTIGATION: N_("it would prejudice an investigation"),
    Exemption.OTHERS_DATA: N_("it is also another person's data"),
    Exemption.PARTNER_CONDITION: N_("it was received on the partner's condition"),
    Exemption.ESSENTIAL_INTEREST: N_("an essential interest of the state"),
    Exemption.COURT: N_("a court has it in hand"),
    Exemption.PRIVILEGE: N_("a professional secret"),
}
STAGE_NAMES: Mapping[ConsultationStage, str] = {
    ConsultationStage.WRITTEN: N_("waits for a second person to send it"),
    ConsultationStage.SENT: N_("the partner is being heard"),
    ConsultationStage.ANSWERED: N_("the partner has answered"),
    ConsultationStage.RECEIVED: N_("our opinion is asked for"),
    ConsultationStage.OPINION_WRITTEN: N_("our opinion waits for a second person"),
    ConsultationStage.REPLIED: N_("our opinion was sent"),
}
OPINION_NAMES: Mapping[Opinion, str] = {
    Opinion.NO_OBJECTION: N_("no objection"),
    Opinion.OBJECTION: N_("objection"),
}
SENTENCES: Mapping[str, str] = {
    "subject_move_not_allowed": N_(
        "The person's request stands where this does not go. Look at it again."
    ),
    "subject_items_undecided": N_("Something that was found has no decision yet."),
    "subject_files_being_read": N_(
        "Attached files are still being read for the person. Wait until the page says it is done."
    ),
    "subject_identity_not_shown": N_(
        "The person has not shown yet who they are: until then nothing is given."
    ),
    "access_consultation_owed": N_(
        "A partner supplied this: hear it first, or wait until its days are over."
    ),
    "access_opinion_binds": N_(
        "The partner objects, and the agreement makes its objection binding."
    ),
    "access_consultation_over": N_(
        "The consultation stands where this does not go. Look at it again."
    ),
    "access_nobody_to_consult": N_("It is not a partner's: there is nobody to hear."),
    "access_consultation_taken": N_("{partner} has used the same name for something else before."),
    "access_consultations_too_many": N_(
        "No more than {limit} questions about {reference} may be open at once."
    ),
    "access_consultation_unknown": N_(
        "The partner speaks of something about {reference} that we did not ask."
    ),
    "subject_not_due_for_erasure": N_(
        "The person's request may still be kept, or no rule says until when."
    ),
    "too_many": N_("There are too many: {limit} at most."),
}


def place_in_file(place: FilePlace, translate: Callable[[str], str]) -> str:
    """Return where in a file a person is named, in words.

    Args:
        place: where.
        translate: a sentence of ours into the language it is told in.
    """
    if place.line == 0:
        return translate(_FILE_NAME)
    told = (("line", str(place.line)), ("column", place.column), ("sheet", place.sheet))
    return fill(translate(_PLACES_IN_FILE[bool(place.sheet), bool(place.column)]), told)

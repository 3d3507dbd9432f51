"""The sentence of every code of this package, and the names of its words."""

from collections.abc import Mapping

from comity.kernel.wording import N_
from comity.practices.terms import EVENTS, NoteState, Topic, Usefulness

SENTENCES: Mapping[str, str] = {
    **{event.name: event.sentence for event in EVENTS},
    "note_not_written": N_("A note that was shared is not changed any more. Write a new one."),
    "note_changed": N_(
        "It was changed after you read it (you read version {read}, it stands at {found}). Read it"
        " again."
    ),
    "note_second_person": N_(
        "You wrote in it, so another person must share it: four eyes release what leaves."
    ),
    "note_shared_already": N_("{partner} has this note already."),
    "note_unknown": N_(
        "{partner} speaks of a practice note that was never sent, or sends one twice."
    ),
    "names_no_person": N_(
        "Read it once more, and confirm that it names no person and no case: everybody reads notes."
    ),
    "told_of_a_note": N_(
        "Telling what the note “{title}” is worth is under the instrument it came by, and"
        " discloses nothing else."
    ),
}

TOPIC_NAMES: Mapping[Topic, str] = {
    Topic.TECHNIQUE: N_("enforcement technique"),
    Topic.TREND: N_("trend"),
    Topic.METHOD: N_("method of offending"),
    Topic.LAW_CHANGE: N_("change of law"),
    Topic.TRAINING: N_("training"),
}
STATE_NAMES: Mapping[NoteState, str] = {
    NoteState.WRITTEN: N_("not shared yet"),
    NoteState.SHARED: N_("shared"),
    NoteState.RECEIVED: N_("received"),
}
USEFULNESS_NAMES: Mapping[Usefulness, str] = {
    Usefulness.APPLIED: N_("applied in our work"),
    Usefulness.USEFUL: N_("useful"),
    Usefulness.KNOWN: N_("known before"),
    Usefulness.NOT_USEFUL: N_("not useful here"),
}

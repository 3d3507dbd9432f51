"""How the pages print what persons ask about their data, and what partners say of it."""

from django import template
from django.utils.translation import gettext

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
from comity.assistance.terms.afterwords import CorrectionGround
from comity.assistance.terms.markings import Originator
from comity.assistance.wording import FIELD_LABELS
from comity.assistance.wording.access import (
    EXEMPTION_NAMES,
    FILE_UNREAD_NAMES,
    IDENTITY_NAMES,
    ITEM_VERDICT_NAMES,
    OPINION_NAMES,
    PLACE_NAMES,
    RIGHT_NAMES,
    STAGE_NAMES,
    SUBJECT_MOVE_NAMES,
    SUBJECT_STATE_NAMES,
    place_in_file,
)
from comity.assistance.wording.afterwords import CORRECTION_GROUND_NAMES
from comity.assistance.wording.markings import ORIGINATOR_NAMES
from comity.interfaces.web.words import capital

register = template.Library()


@register.filter
def right_name(code: str) -> str:
    """Print what a person asks for."""
    return capital(gettext(RIGHT_NAMES[SubjectRight(code)]))


@register.filter
def subject_state(code: str) -> str:
    """Print where a person's request stands."""
    return gettext(SUBJECT_STATE_NAMES[SubjectState(code)])


@register.filter
def identity_name(code: str) -> str:
    """Print how a person showed who they are."""
    return gettext(IDENTITY_NAMES[IdentityShown(code)])


@register.filter
def move_name(code: str) -> str:
    """Print what one does with a person's request."""
    if code == "identity":
        return gettext("Note who the person is")
    return gettext(SUBJECT_MOVE_NAMES[SubjectMove(code)])


@register.filter
def place_name(place: ItemPlace) -> str:
    """Print where a person was found named."""
    return gettext(PLACE_NAMES[place])


@register.filter
def file_place(place: FilePlace) -> str:
    """Print where in a file a person is named."""
    return place_in_file(place, gettext)


@register.filter
def file_unread(code: str) -> str:
    """Print why the text of a file was not read."""
    return gettext(FILE_UNREAD_NAMES[FileUnread(code)])


@register.filter
def item_verdict(code: str) -> str:
    """Print what was decided on a thing found."""
    return gettext(ITEM_VERDICT_NAMES[ItemVerdict(code)])


@register.filter
def exemption_name(code: str) -> str:
    """Print why something is not given."""
    return gettext(EXEMPTION_NAMES[Exemption(code)])


@register.filter
def opinion_name(code: str) -> str:
    """Print what the supplier says."""
    return gettext(OPINION_NAMES[Opinion(code)])


@register.filter
def stage_name(code: str) -> str:
    """Print where a consultation about a person's data stands."""
    return gettext(STAGE_NAMES[ConsultationStage(code)])


@register.filter
def originator_name(code: str) -> str:
    """Print whose a thing found is."""
    return gettext(ORIGINATOR_NAMES[Originator(code)])


@register.filter
def correction_ground(code: str) -> str:
    """Print why a field is wrong."""
    return gettext(CORRECTION_GROUND_NAMES[CorrectionGround(code)]) if code else ""


@register.filter
def held_field(name: str) -> str:
    """Print the label of a field a person was found in, or of what stands beside it."""
    if name == "afterwords":
        return gettext("Consent, recall and notice")
    if name == "turns":
        return gettext("Said or asked on its way")
    if name == "answer":
        return gettext("The answer")
    return gettext(FIELD_LABELS[name]) if name in FIELD_LABELS else name


@register.filter
def consult_act(code: str) -> str:
    """Print what one does with a consultation."""
    names = {
        "release": gettext("Let it go to the partner"),
        "opinion": gettext("Write our opinion"),
        "take_down": gettext("Take the partner's letter down"),
    }
    return names[code]

"""The cards of what follows a reply; a request without a reply has none, and asks nothing."""

from dataclasses import dataclass

from comity.assistance.duties import GIVE_FEEDBACK, REGISTER_FEEDBACK, WRITE_QUESTION
from comity.assistance.models import Feedback, Question
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.feedback import feedback_of
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.replies import QuestionStage
from comity.interfaces.web.panel import Panel
from comity.kernel.duties import Duty
from comity.officers.terms import Viewer

_ASKABLE = frozenset({RequestState.ACCEPTED, RequestState.OPENED})


@dataclass(frozen=True, slots=True)
class QuestionsTold:
    """What the card of questions shows.

    Attributes:
        questions: all that were written, put or received, in order.
        may_write: this officer writes one, or writes on.
        may_put: one waits to be put, and this officer's office puts it.
        by_letter: the matter goes by letter, where no question is put beside it.
    """

    questions: tuple[Question, ...]
    may_write: bool
    may_put: bool
    by_letter: bool


@dataclass(frozen=True, slots=True)
class FeedbackTold:
    """What the card of feedback shows.

    Attributes:
        said: every statement, in order.
        may_say: this officer states it, or registers what a letter states.
        ours: it is we who asked.
    """

    said: tuple[Feedback, ...]
    may_say: bool
    ours: bool


def questions_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card of supplementary questions, where one was written or may be."""
    request = detail.request
    if not detail.replies:
        return None
    questions = tuple(request.questions.all())
    ours = request.own_side is Party.REQUESTING
    open_now = ours and request.stands in _ASKABLE
    may_write = open_now and not request.by_letter and _may(WRITE_QUESTION, detail, viewer)
    if not questions and not (open_now and (may_write or request.by_letter)):
        return None
    waits = any(each.stands is QuestionStage.DRAFTED for each in questions)
    told = QuestionsTold(questions, may_write, waits and open_now, request.by_letter)
    return Panel("follow_ups/questions.html", told)


def feedback_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card of what became of the answer, where something was said or may be."""
    request = detail.request
    if not detail.replies:
        return None
    said = feedback_of(request)
    ours = request.own_side is Party.REQUESTING
    may_say = _may(GIVE_FEEDBACK, detail, viewer) if ours else _registers(detail, viewer)
    if not said and not may_say:
        return None
    return Panel("follow_ups/feedback_card.html", FeedbackTold(said, may_say, ours))


def _may(duty: Duty, detail: RequestDetail, viewer: Viewer) -> bool:
    reaches = viewer.reaches(detail.request.agency_code, roles=duty.roles)
    return viewer.holds(*duty.roles) and reaches


def _registers(detail: RequestDetail, viewer: Viewer) -> bool:
    """Tell whether the viewer registers what a partner without a node wrote of our answer."""
    left = any(each.released_at is not None for each in detail.replies)
    return detail.request.by_letter and left and _may(REGISTER_FEEDBACK, detail, viewer)

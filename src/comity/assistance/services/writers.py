"""Noting who wrote in what leaves: none of them releases it."""

from comity.assistance.models import Answer, Part, Request
from comity.assistance.terms import AnswerDraft
from comity.officers.terms import Viewer


def note_writer(request: Request, officer: Viewer, *, part: Part = Part.ANSWER) -> None:
    """Note that an officer wrote in what leaves, and so does not release it.

    Args:
        request: the case.
        officer: who attached something, or wrote a part.
        part: in the request, or in its answer.
    """
    written: Request | Answer = request
    if part is Part.ANSWER:
        written = Answer.objects.all().next_to(request)
        written.onward = written.onward or AnswerDraft().onward
    written.add_writer(officer)
    written.version += 1
    written.save()

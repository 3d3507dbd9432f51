"""Which act is meant where a reply is partial or final: the table has a row for each."""

from comity.assistance.models import Answer, Request
from comity.assistance.terms import Action, Party, RequestState
from comity.assistance.terms.replies import OF_PART, QuestionStage

# Where what is done next is done with a reply of ours.
_WITH_REPLY = frozenset({RequestState.ANSWER_DRAFTED, RequestState.APPROVED})


def meant(request: Request, action: Action) -> Action:
    """Return the act with which a request goes on: that of a partial reply, or the one named.

    Args:
        request: where it stands.
        action: releasing, or recording that a letter left.
    """
    if request.own_side is not Party.REQUESTED or request.stands not in _WITH_REPLY:
        return action
    return OF_PART[action] if Answer.objects.all().last_of(request).partial else action


def is_meant(request: Request, action: Action) -> bool:
    """Tell whether a move of the table fits the reply that is there, partial or final."""
    if action is Action.ASK_FURTHER:
        return request.questions.filter(stage=QuestionStage.DRAFTED.value).exists()
    for final, part in OF_PART.items():
        if action in {final, part}:
            return meant(request, final) is action
    return True

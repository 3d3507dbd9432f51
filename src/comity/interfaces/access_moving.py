"""Acts on a person's request as a whole, chosen by name, as pages and the API do them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from comity.assistance.services.access import search_subject
from comity.assistance.services.access_moves import (
    answer_person,
    approve_reply,
    end_subject,
    erase_subject,
    note_identity,
    propose_reply,
    return_reply,
)
from comity.assistance.terms.access import SubjectMove
from comity.assistance.terms.afterwords import LetterMark
from comity.officers.terms import Viewer

IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class SubjectAsked:
    """What goes with an act; only what that act wants counts.

    Attributes:
        reason: why it is returned, or ends.
        identity: how the person showed who they are.
        identity_on: on which day.
        version: that was read, of what is approved.
        letter: by which the reply left.
    """

    reason: str = ""
    identity: str = ""
    identity_on: str = ""
    version: int = 0
    letter: LetterMark = field(default_factory=LetterMark)


def move_subject(
    reference: str,
    act: str,
    asked: SubjectAsked,
    *,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> None:
    """Do one act on a person's request.

    Args:
        reference: of the person's request.
        act: a `SubjectMove`, or `IDENTITY`.
        asked: what goes with it.
        officer: who acts.
        signed_in_afresh_at: when the officer last signed in afresh; of an approval or an erasure.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        ComityError: as the act itself.
    """
    acts: Mapping[str, Callable[[], object]] = {
        IDENTITY: lambda: note_identity(
            reference,
            identity=asked.identity,
            identity_on=asked.identity_on,
            officer=officer,
            at=at,
            on=on,
        ),
        SubjectMove.SEARCH: lambda: search_subject(reference, officer=officer, at=at, on=on),
        SubjectMove.PROPOSE: lambda: propose_reply(reference, officer=officer, at=at, on=on),
        SubjectMove.RETURN: lambda: return_reply(
            reference, reason=asked.reason, officer=officer, at=at
        ),
        SubjectMove.APPROVE: lambda: approve_reply(
            reference,
            version=asked.version,
            officer=officer,
            signed_in_afresh_at=signed_in_afresh_at,
            at=at,
            on=on,
        ),
        SubjectMove.ANSWER: lambda: answer_person(
            reference, letter=asked.letter, officer=officer, at=at, on=on
        ),
        SubjectMove.END: lambda: end_subject(
            reference, reason=asked.reason, officer=officer, at=at
        ),
        SubjectMove.ERASE: lambda: erase_subject(
            reference, officer=officer, signed_in_afresh_at=signed_in_afresh_at, at=at, on=on
        ),
    }
    acts[act]()

"""The moves of information that nobody asked for, in both records. Pure.

Whoever gives it is on the side that is asked otherwise: it holds what is told. Whoever receives it
is on the other, as if it had asked, and it binds as an answer does.
"""

from comity.assistance.duties import APPROVERS, CENTRAL, CLOSERS, OFFICERS
from comity.assistance.lifecycle.step import (
    ASKED,
    ASKING,
    LEARNT,
    LETTER,
    NODE,
    OURS,
    THEIRS,
    A,
    S,
    Step,
)
from comity.assistance.terms import events as E  # noqa: N812  the table is read by its columns

STEPS_OF_INFORMATION = (
    # In the record of the administration that gives it.
    Step(
        THEIRS,
        S.INFORMING,
        A.WRITE_INFORMATION,
        ASKED,
        S.INFORMING,
        OFFICERS,
        E.INFORMATION_WRITTEN,
    ),
    Step(THEIRS, S.INFORMING, A.WITHDRAW, ASKED, S.WITHDRAWN, OFFICERS, E.INFORMATION_WITHDRAWN),
    *(
        Step(
            THEIRS,
            before,
            A.RETURN_INFORMATION,
            ASKED,
            S.INFORMING,
            APPROVERS,
            E.INFORMATION_RETURNED,
            channel,
        )
        for before, channel in ((S.INFORMING, None), (S.TO_INFORM, LETTER))
    ),
    Step(THEIRS, S.INFORMING, A.LEAVE_OUT, ASKED, S.WITHDRAWN, APPROVERS, E.INFORMATION_LEFT_OUT),
    Step(THEIRS, S.INFORMING, A.TELL, ASKED, S.VOLUNTEERED, APPROVERS, E.INFORMATION_TOLD, NODE),
    Step(THEIRS, S.INFORMING, A.TELL, ASKED, S.TO_INFORM, APPROVERS, E.INFORMATION_TO_POST, LETTER),
    Step(THEIRS, S.TO_INFORM, A.DISPATCH, ASKED, S.VOLUNTEERED, CENTRAL, E.LETTER_SENT, LETTER),
    Step(
        THEIRS,
        S.VOLUNTEERED,
        A.OPEN,
        ASKING,
        S.NOTED,
        LEARNT,
        E.INFORMATION_OPENING_RECEIVED,
        NODE,
    ),
    # Nobody tells on paper that a letter was opened; a node may refuse it, or leave it unopened.
    Step(THEIRS, S.VOLUNTEERED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    # Opened there after it was closed here, or before that was known: noted, and nothing moves.
    # An answer to a request is noted alike, and the record names it as one.
    Step(
        THEIRS,
        S.CLOSED,
        A.OPEN,
        ASKING,
        S.CLOSED,
        LEARNT,
        E.INFORMATION_OPENING_RECEIVED,
        NODE,
    ),
    Step(THEIRS, S.NOTED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    # In the record of the administration that is told.
    Step(OURS, S.INFORMED, A.ALLOCATE, ASKING, S.ALLOCATED, CENTRAL, E.INFORMATION_ALLOCATED),
    Step(OURS, S.ALLOCATED, A.ALLOCATE, ASKING, S.ALLOCATED, CENTRAL, E.INFORMATION_ALLOCATED),
    Step(OURS, S.ALLOCATED, A.OPEN, ASKING, S.NOTED, OFFICERS, E.INFORMATION_OPENED),
    Step(OURS, S.NOTED, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
)

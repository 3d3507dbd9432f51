"""The moves in the record of the administration that is asked. Pure."""

from comity.assistance.duties import APPROVERS, CENTRAL, CLOSERS, OFFICERS
from comity.assistance.lifecycle.step import (
    ASKED,
    ASKING,
    LEARNT,
    LETTER,
    NODE,
    THEIRS,
    A,
    S,
    Step,
)
from comity.assistance.terms import events as E  # noqa: N812  the table is read by its columns
from comity.assistance.terms.events.turns import COMPLETION_REGISTERED

STEPS_OF_THEIRS = (
    # In the record of the administration that is asked.
    Step(THEIRS, S.RECEIVED, A.ACCEPT, ASKED, S.ACCEPTED, CENTRAL, E.REQUEST_ACCEPTED),
    Step(THEIRS, S.RECEIVED, A.REFUSE, ASKED, S.REFUSED, CENTRAL, E.REQUEST_REFUSED),
    # On the way: returned for completion, postponed, withdrawn by those who asked.
    *(
        Step(
            THEIRS, before, A.ASK_COMPLETION, ASKED, S.INCOMPLETE, CENTRAL, E.COMPLETION_ASKED, NODE
        )
        for before in (S.RECEIVED, S.ACCEPTED)
    ),
    Step(THEIRS, S.INCOMPLETE, A.APPROVE, ASKING, S.RECEIVED, LEARNT, E.COMPLETION_RECEIVED, NODE),
    # By letter: what it lacks is told on paper, and the letter that completes it is registered.
    *(
        Step(
            THEIRS,
            before,
            A.ASK_COMPLETION,
            ASKED,
            S.INCOMPLETE,
            CENTRAL,
            E.COMPLETION_ASKED,
            LETTER,
        )
        for before in (S.RECEIVED, S.ACCEPTED)
    ),
    Step(THEIRS, S.INCOMPLETE, A.DISPATCH, ASKED, S.INCOMPLETE, CENTRAL, E.LETTER_SENT, LETTER),
    Step(
        THEIRS,
        S.INCOMPLETE,
        A.REGISTER_COMPLETION,
        ASKED,
        S.RECEIVED,
        CENTRAL,
        COMPLETION_REGISTERED,
        LETTER,
    ),
    Step(THEIRS, S.INCOMPLETE, A.REFUSE, ASKED, S.REFUSED, CENTRAL, E.REQUEST_REFUSED, LETTER),
    # A node that does not know the word never completes: what it asked may be done as it stands.
    Step(
        THEIRS,
        S.INCOMPLETE,
        A.ACCEPT,
        ASKED,
        S.ACCEPTED,
        CENTRAL,
        E.REQUEST_ACCEPTED,
        NODE,
        unheard=True,
    ),
    *(
        Step(THEIRS, before, A.POSTPONE, ASKED, S.POSTPONED, CENTRAL, E.REQUEST_POSTPONED, NODE)
        for before in (S.RECEIVED, S.ACCEPTED)
    ),
    Step(THEIRS, S.POSTPONED, A.ACCEPT, ASKED, S.ACCEPTED, CENTRAL, E.REQUEST_ACCEPTED, NODE),
    *(
        Step(THEIRS, before, A.REFUSE, ASKED, S.REFUSED, CENTRAL, E.REQUEST_REFUSED, NODE)
        for before in (S.INCOMPLETE, S.POSTPONED)
    ),
    *(
        Step(THEIRS, before, A.TAKE_BACK, ASKING, S.TAKEN_BACK, LEARNT, E.WITHDRAWAL_RECEIVED, NODE)
        for before in (S.RECEIVED, S.ACCEPTED, S.ANSWER_DRAFTED, S.INCOMPLETE, S.POSTPONED)
    ),
    Step(THEIRS, S.TAKEN_BACK, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED, NODE),
    # What was decided or answered before those who asked were heard again stands.
    *(
        Step(THEIRS, done, A.TAKE_BACK, ASKING, done, LEARNT, E.WITHDRAWAL_RECEIVED, NODE)
        for done in (S.REFUSED, S.ANSWERED, S.CLOSED)
    ),
    *(
        Step(THEIRS, done, A.APPROVE, ASKING, done, LEARNT, E.COMPLETION_RECEIVED, NODE)
        for done in (S.REFUSED, S.CLOSED)
    ),
    Step(THEIRS, S.ACCEPTED, A.DRAFT_ANSWER, ASKED, S.ANSWER_DRAFTED, OFFICERS, E.ANSWER_DRAFTED),
    # Writing on is the same move: each version is an entry, until somebody releases one.
    Step(
        THEIRS,
        S.ANSWER_DRAFTED,
        A.DRAFT_ANSWER,
        ASKED,
        S.ANSWER_DRAFTED,
        OFFICERS,
        E.ANSWER_DRAFTED,
    ),
    Step(
        THEIRS, S.ANSWER_DRAFTED, A.RETURN_ANSWER, ASKED, S.ACCEPTED, APPROVERS, E.ANSWER_RETURNED
    ),
    Step(
        THEIRS, S.ANSWER_DRAFTED, A.RELEASE, ASKED, S.ANSWERED, APPROVERS, E.ANSWER_RELEASED, NODE
    ),
    # A partial reply leaves like the final one, and there is more to be written.
    Step(
        THEIRS,
        S.ANSWER_DRAFTED,
        A.RELEASE_PART,
        ASKED,
        S.ACCEPTED,
        APPROVERS,
        E.PARTIAL_RELEASED,
        NODE,
    ),
    Step(
        THEIRS,
        S.ANSWER_DRAFTED,
        A.RELEASE_PART,
        ASKED,
        S.APPROVED,
        APPROVERS,
        E.PARTIAL_TO_POST,
        LETTER,
    ),
    Step(THEIRS, S.APPROVED, A.DISPATCH_PART, ASKED, S.ACCEPTED, CENTRAL, E.LETTER_SENT, LETTER),
    # On paper: decided and answered here as ever; what leaves is dispatched by the central unit.
    Step(
        THEIRS, S.ANSWER_DRAFTED, A.RELEASE, ASKED, S.APPROVED, APPROVERS, E.ANSWER_TO_POST, LETTER
    ),
    Step(
        THEIRS, S.APPROVED, A.RETURN_ANSWER, ASKED, S.ACCEPTED, APPROVERS, E.ANSWER_RETURNED, LETTER
    ),
    Step(THEIRS, S.ACCEPTED, A.DISPATCH, ASKED, S.ACCEPTED, CENTRAL, E.LETTER_SENT, LETTER),
    Step(THEIRS, S.REFUSED, A.DISPATCH, ASKED, S.REFUSED, CENTRAL, E.LETTER_SENT, LETTER),
    Step(THEIRS, S.APPROVED, A.DISPATCH, ASKED, S.ANSWERED, CENTRAL, E.LETTER_SENT, LETTER),
    # Nobody tells on paper that a letter was opened, and not every node tells it of an answer.
    Step(THEIRS, S.ANSWERED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    Step(THEIRS, S.ANSWERED, A.OPEN, ASKING, S.OPENED, LEARNT, E.OPENING_RECEIVED, NODE),
    # A supplementary question brings it back to be decided on, also when we have closed it; who
    # asks further has opened the answer, told or not.
    *(
        Step(THEIRS, before, A.ASK_FURTHER, ASKING, S.RECEIVED, LEARNT, E.QUESTION_RECEIVED, NODE)
        for before in (S.ANSWERED, S.OPENED, S.CLOSED)
    ),
    Step(THEIRS, S.OPENED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    Step(THEIRS, S.REFUSED, A.CLOSE, ASKED, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
)

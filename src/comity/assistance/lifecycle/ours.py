"""The moves in the record of the administration that asks. Pure."""

from comity.assistance.duties import APPROVERS, CENTRAL, CLOSERS, OFFICERS, WITHDRAWERS
from comity.assistance.lifecycle.step import (
    ASKED,
    ASKING,
    LEARNT,
    LETTER,
    NODE,
    OURS,
    A,
    S,
    Step,
)
from comity.assistance.terms import events as E  # noqa: N812  the table is read by its columns

STEPS_OF_OURS = (
    # In the record of the administration that asks.
    Step(OURS, S.DRAFT, A.SUBMIT, ASKING, S.SUBMITTED, OFFICERS, E.REQUEST_SUBMITTED),
    Step(OURS, S.DRAFT, A.WITHDRAW, ASKING, S.WITHDRAWN, OFFICERS, E.REQUEST_WITHDRAWN),
    Step(OURS, S.SUBMITTED, A.RETURN, ASKING, S.DRAFT, APPROVERS, E.REQUEST_RETURNED),
    Step(OURS, S.SUBMITTED, A.APPROVE, ASKING, S.SENT, APPROVERS, E.REQUEST_SENT, NODE),
    Step(OURS, S.SUBMITTED, A.APPROVE, ASKING, S.APPROVED, APPROVERS, E.REQUEST_TO_POST, LETTER),
    Step(OURS, S.SENT, A.ACCEPT, ASKED, S.ACCEPTED, LEARNT, E.ACCEPTANCE_RECEIVED, NODE),
    Step(OURS, S.SENT, A.REFUSE, ASKED, S.REFUSED, LEARNT, E.REFUSAL_RECEIVED, NODE),
    Step(OURS, S.ACCEPTED, A.RELEASE, ASKED, S.ANSWERED, LEARNT, E.ANSWER_RECEIVED, NODE),
    # A partial reply leaves it where it stands; only the final one answers it.
    *(
        Step(OURS, stood, A.RELEASE_PART, ASKED, stood, LEARNT, E.PARTIAL_RECEIVED, NODE)
        for stood in (S.ACCEPTED, S.TAKEN_BACK, S.CLOSED)
    ),
    # On the way: returned for completion, postponed, withdrawn.
    *(
        Step(OURS, before, A.ASK_COMPLETION, ASKED, S.INCOMPLETE, LEARNT, E.COMPLETION_WANTED, NODE)
        for before in (S.SENT, S.ACCEPTED)
    ),
    Step(OURS, S.INCOMPLETE, A.SUBMIT, ASKING, S.COMPLETED, OFFICERS, E.COMPLETION_SUBMITTED, NODE),
    Step(OURS, S.COMPLETED, A.RETURN, ASKING, S.INCOMPLETE, APPROVERS, E.COMPLETION_RETURNED, NODE),
    Step(OURS, S.COMPLETED, A.APPROVE, ASKING, S.SENT, APPROVERS, E.COMPLETION_SENT, NODE),
    *(
        Step(OURS, before, A.POSTPONE, ASKED, S.POSTPONED, LEARNT, E.POSTPONEMENT_RECEIVED, NODE)
        for before in (S.SENT, S.ACCEPTED)
    ),
    Step(OURS, S.POSTPONED, A.ACCEPT, ASKED, S.ACCEPTED, LEARNT, E.ACCEPTANCE_RECEIVED, NODE),
    *(
        Step(OURS, before, A.REFUSE, ASKED, S.REFUSED, LEARNT, E.REFUSAL_RECEIVED, NODE)
        for before in (S.INCOMPLETE, S.COMPLETED, S.POSTPONED)
    ),
    *(
        Step(
            OURS,
            before,
            A.TAKE_BACK,
            ASKING,
            S.TAKEN_BACK,
            WITHDRAWERS,
            E.REQUEST_TAKEN_BACK,
            NODE,
            # A question it refused by name is given up; there is nothing to be taken back.
            heard=before is S.SENT,
        )
        for before in (S.SENT, S.ACCEPTED, S.INCOMPLETE, S.COMPLETED, S.POSTPONED)
    ),
    Step(OURS, S.TAKEN_BACK, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED, NODE),
    # What had left before the partner learnt of our withdrawal: an answer stands, and a refusal
    # until it is closed; everything else is noted and changes nothing.
    *(
        Step(OURS, stopped, action, ASKED, after or stopped, LEARNT, event, NODE)
        for stopped in (S.TAKEN_BACK, S.CLOSED)
        for action, after, event in (
            (A.ACCEPT, None, E.ACCEPTANCE_RECEIVED),
            (A.ASK_COMPLETION, None, E.COMPLETION_WANTED),
            (A.POSTPONE, None, E.POSTPONEMENT_RECEIVED),
            (A.REFUSE, None if stopped is S.CLOSED else S.REFUSED, E.REFUSAL_RECEIVED),
            (A.RELEASE, S.ANSWERED, E.ANSWER_RECEIVED),
        )
    ),
    # On paper: what left and what came back is what the central unit registers.
    Step(OURS, S.APPROVED, A.RETURN, ASKING, S.DRAFT, APPROVERS, E.REQUEST_RETURNED, LETTER),
    Step(OURS, S.APPROVED, A.DISPATCH, ASKING, S.POSTED, CENTRAL, E.LETTER_SENT, LETTER),
    *(
        Step(OURS, before, action, ASKING, after or before, CENTRAL, event, LETTER)
        for before, action, after, event in (
            (S.POSTED, A.REGISTER_ACCEPTANCE, S.ACCEPTED, E.ACCEPTANCE_REGISTERED),
            (S.POSTED, A.REGISTER_REFUSAL, S.REFUSED, E.REFUSAL_REGISTERED),
            (S.POSTED, A.REGISTER_QUESTION, None, E.QUESTION_REGISTERED),
            (S.POSTED, A.REGISTER_PART, S.ACCEPTED, E.PARTIAL_REGISTERED),
            (S.POSTED, A.REGISTER_ANSWER, S.ANSWERED, E.ANSWER_REGISTERED),
            (S.ACCEPTED, A.REGISTER_REFUSAL, S.REFUSED, E.REFUSAL_REGISTERED),
            (S.ACCEPTED, A.REGISTER_QUESTION, None, E.QUESTION_REGISTERED),
            (S.ACCEPTED, A.REGISTER_PART, None, E.PARTIAL_REGISTERED),
            (S.ACCEPTED, A.REGISTER_ANSWER, S.ANSWERED, E.ANSWER_REGISTERED),
        )
    ),
    Step(OURS, S.ANSWERED, A.OPEN, ASKING, S.OPENED, OFFICERS, E.ANSWER_OPENED),
    # A supplementary question puts it to the partner again, to be decided on and answered.
    Step(OURS, S.OPENED, A.ASK_FURTHER, ASKING, S.SENT, APPROVERS, E.QUESTION_SENT, NODE),
    # A node that does not know the word never takes it up: what it answered stands as before.
    Step(
        OURS,
        S.SENT,
        A.DROP_QUESTION,
        ASKING,
        S.OPENED,
        OFFICERS,
        E.QUESTION_DROPPED,
        NODE,
        unheard=True,
    ),
    Step(OURS, S.OPENED, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
    Step(OURS, S.REFUSED, A.CLOSE, ASKING, S.CLOSED, CLOSERS, E.REQUEST_CLOSED),
)

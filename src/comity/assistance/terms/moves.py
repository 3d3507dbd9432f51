"""The words of the lifecycle: who, in which state, does what."""

from enum import StrEnum


class Party(StrEnum):
    """The two sides of a request."""

    REQUESTING = "requesting"
    REQUESTED = "requested"

    @property
    def other(self) -> "Party":
        """The side across."""
        return Party.REQUESTED if self is Party.REQUESTING else Party.REQUESTING


class RequestState(StrEnum):
    """Where a request stands in the record of one administration.

    Both sides use the same words for what both know: accepted, refused, answered, opened.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    POSTED = "posted"
    SENT = "sent"
    INCOMPLETE = "incomplete"
    COMPLETED = "completed"
    POSTPONED = "postponed"
    TAKEN_BACK = "taken_back"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ANSWER_DRAFTED = "answer_drafted"
    ANSWERED = "answered"
    OPENED = "opened"
    INFORMING = "informing"
    TO_INFORM = "to_inform"
    VOLUNTEERED = "volunteered"
    INFORMED = "informed"
    ALLOCATED = "allocated"
    NOTED = "noted"
    CLOSED = "closed"


class Action(StrEnum):
    """What moves a request from one state to the next."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    DISPATCH = "dispatch"
    DISPATCH_PART = "dispatch_part"
    REGISTER_ACCEPTANCE = "register_acceptance"
    REGISTER_REFUSAL = "register_refusal"
    REGISTER_QUESTION = "register_question"
    REGISTER_PART = "register_part"
    REGISTER_ANSWER = "register_answer"
    REGISTER_COMPLETION = "register_completion"
    ASK_COMPLETION = "ask_completion"
    POSTPONE = "postpone"
    TAKE_BACK = "take_back"
    ACCEPT = "accept"
    REFUSE = "refuse"
    DRAFT_ANSWER = "draft_answer"
    RETURN_ANSWER = "return_answer"
    RELEASE = "release"
    RELEASE_PART = "release_part"
    OPEN = "open"
    ASK_FURTHER = "ask_further"
    DROP_QUESTION = "drop_question"
    WRITE_INFORMATION = "write_information"
    RETURN_INFORMATION = "return_information"
    LEAVE_OUT = "leave_out"
    TELL = "tell"
    ALLOCATE = "allocate"
    CLOSE = "close"
    CARRY_OVER = "carry_over"
    PUT_BACK = "put_back"


class RefusalGround(StrEnum):
    """Why a person refuses a partner's request; the names are those of the register's exemptions.

    Source: [wco-mba-2004].
    """

    NOT_CARRIED = "not_carried"
    SOVEREIGNTY = "ex.sovereignty"
    SECURITY = "ex.security"
    PUBLIC_POLICY = "ex.public_policy"
    ESSENTIAL_INTEREST = "ex.essential_interest"
    DOMESTIC_LAW = "ex.domestic_law"
    OUTSIDE_CUSTOMS_LAW = "ex.outside_customs_law"
    SECRET = "ex.secret"  # noqa: S105  an exemption for trade secrets, no password
    RECIPROCITY = "ex.reciprocity"
    ONGOING = "ex.ongoing"
    BURDEN = "ex.burden"
    PRIOR_CONTROL = "ex.prior_control"


class Tab(StrEnum):
    """The tabs of the inbox."""

    MINE = "mine"
    MY_UNIT = "my_unit"
    TO_APPROVE = "to_approve"
    FROM_PARTNERS = "from_partners"
    WATCHING = "watching"

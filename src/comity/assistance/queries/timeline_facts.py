"""The facts of a timeline: each with who alone can know it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FactCode(StrEnum):
    """The kinds of facts; `.awaited` is added to the sentence's code while one is not known."""

    RECORDED = "fact.recorded"
    DELIVERED = "fact.delivered"
    ACCEPTED = "fact.accepted"
    REFUSED = "fact.refused"
    DECIDED = "fact.decided"
    ANSWERED = "fact.answered"
    OPENED = "fact.opened"
    NOT_TAKEN = "fact.not_taken"
    QUESTION = "fact.question"
    INCOMPLETE = "fact.incomplete"
    COMPLETED = "fact.completed"
    POSTPONED = "fact.postponed"
    TAKEN_BACK = "fact.taken_back"
    APPROVED = "fact.approved"
    LEFT = "fact.left"
    CAME = "fact.came"
    NOTED = "fact.noted"
    OPENED_HERE = "fact.opened_here"
    UNTOLD = "fact.untold"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about a request or its answer.

    Attributes:
        code: which; its sentence stands in `wording`, with `.awaited` added while `at` is None.
        what: `request`, `answer` or `information`; of a letter, what it says.
        at: when; None while it is not known yet.
        who: `here`, or the code of the administration that alone can know it.
        signed_by: under which name it is signed, such as `UA/holder`; empty while awaited.
        receipt_size: for a delivery, up to which size the partner signed that it holds all.
        facts: named values for the sentence.
        message_id: of the message whose delivery it tells; empty for any other fact.
    """

    code: FactCode
    what: str
    at: datetime | None
    who: str
    signed_by: str = ""
    receipt_size: int | None = None
    facts: tuple[tuple[str, str], ...] = ()
    message_id: str = ""

    @property
    def sentence_code(self) -> str:
        """The code of the sentence that tells the fact, or that it is awaited."""
        return self.code.value if self.at is not None else f"{self.code.value}.awaited"


HERE = "here"

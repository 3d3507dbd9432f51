"""What of a request its clocks run by, whoever has looked it up. Pure."""

from dataclasses import dataclass
from datetime import date

from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.clocks import Clock, ClockMatter, Pause


@dataclass(frozen=True, slots=True)
class TypedClock:
    """A day that an officer set: limitation of action, detention, guarantee, hearing.

    Attributes:
        number: its key.
        matter: what ends on the day.
        begins: the day it was typed.
        due_on: the day.
        note: in words.
        met_on: when it was said to be met; None while it runs.
    """

    number: int
    matter: ClockMatter
    begins: date
    due_on: date
    note: str
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """One request, as its clocks read it.

    Attributes:
        side: on which this node is.
        state: where it stands.
        by_letter: it goes on paper.
        kind: what is asked.
        own: code of this node's administration.
        partner: code of the other one.
        relied_on: reference of the instrument; empty before one was chosen.
        asked_again_on: the day of the last supplementary question that wants another answer.
        submitted_on: the day it was submitted for approval; so are all the following days, each
            None before it came.
        approved_on: released for a letter.
        sent_on: sent.
        received_on: received.
        decided_on: accepted or refused.
        answered_on: answered.
        opened_on: the answer was opened.
        is_opening_untold: the partner's node does not tell whether it was.
        supplied_on: the first reply of the partner came, whatever was asked of it since.
        stands_since: it was changed last.
        wished_on: the day by which a reply is wished.
        look_again_on: the day to which it was postponed last.
        keep_until: first day on which a partner's answer may no longer be kept.
        answer_article: what that answer relied on.
        pauses: what stopped its clocks, first things first.
        typed: clocks that officers set.
        further: clocks with a table of their own: of what was only said, of a review.
        urgent: it cannot wait.
    """

    side: Party
    state: RequestState
    by_letter: bool
    kind: str
    own: str
    partner: str
    relied_on: str = ""
    asked_again_on: date | None = None
    submitted_on: date | None = None
    approved_on: date | None = None
    sent_on: date | None = None
    received_on: date | None = None
    decided_on: date | None = None
    answered_on: date | None = None
    opened_on: date | None = None
    is_opening_untold: bool = False
    supplied_on: date | None = None
    stands_since: date | None = None
    wished_on: date | None = None
    look_again_on: date | None = None
    keep_until: date | None = None
    answer_article: str = ""
    pauses: tuple[Pause, ...] = ()
    typed: tuple[TypedClock, ...] = ()
    further: tuple[Clock, ...] = ()
    urgent: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether this node asks."""
        return self.side is Party.REQUESTING

    @property
    def asked_on(self) -> date | None:
        """The day from which an answer's time is counted, as far as this side knows it."""
        first = self.sent_on if self.is_ours else self.received_on
        return first and max(first, self.asked_again_on or first)

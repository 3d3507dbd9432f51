"""One move of the life of a request, and the short names its table is written with. Pure."""

from typing import NamedTuple

from comity.assistance.terms import Action, Channel, Party, RequestState
from comity.kernel.rulings import Role
from comity.ledger.terms import EventKind

LEARNT: tuple[Role, ...] = ()


class Step(NamedTuple):
    """One permitted move.

    Attributes:
        record: in whose record the request moves.
        before: the state it moves from.
        action: what is done.
        by: who does it.
        after: the state it moves to.
        roles: which officers here may; empty when the move is learnt from the partner.
        event: how the record tells it.
        channel: by which channel the matter goes; None where the move is the same by both.
        unheard: only where the partner's node refused by name the turn or question that led to
            `before`.
        heard: never there: the partner's node would not know what is meant.
    """

    record: Party
    before: RequestState
    action: Action
    by: Party
    after: RequestState
    roles: tuple[Role, ...]
    event: EventKind
    channel: Channel | None = None
    unheard: bool = False
    heard: bool = False

    @property
    def moves(self) -> bool:
        """Whether the request stands elsewhere after it; a word may come that is only noted."""
        return self.after is not self.before


# Whose record it stands in, and who acts.
OURS, THEIRS = Party.REQUESTING, Party.REQUESTED
ASKING, ASKED = Party.REQUESTING, Party.REQUESTED
S, A = RequestState, Action
NODE, LETTER = Channel.NODE, Channel.LETTER

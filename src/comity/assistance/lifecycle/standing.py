"""The life of a standing exchange: where it stands, and what each side may say then. Pure.

It is counted from the words themselves, in no order, so that both records always agree: a stop
that crosses another is one stop, and ends when both sides have said so.
"""

from collections.abc import Collection, Mapping
from typing import Final

from comity.assistance.duties import BIND_STANDING, STOP_STANDING, TELL_STANDING
from comity.assistance.terms import Party
from comity.assistance.terms.standing import StandingSaid, StandingStage, StandingWord
from comity.assistance.terms.standing_said import in_force, open_suspension, proposal
from comity.kernel.rulings import Role

_W, _S = StandingWord, StandingStage

# Who says what, or writes it where a second person lets it out; both sides stop at once.
WHO_SAYS_STANDING: Final[Mapping[StandingWord, tuple[Role, ...]]] = {
    _W.TERMS: TELL_STANDING.roles,
    _W.AGREE: TELL_STANDING.roles,
    _W.SUSPEND: STOP_STANDING.roles,
    _W.RESUME: TELL_STANDING.roles,
    _W.END: TELL_STANDING.roles,
    _W.ASK: TELL_STANDING.roles,
    _W.REPORT: TELL_STANDING.roles,
}
WHO_LETS_OUT: Final[tuple[Role, ...]] = BIND_STANDING.roles

# What may be said at each stage.
SAID_AT_STANDING: Final[Mapping[StandingStage, tuple[StandingWord, ...]]] = {
    _S.NONE: (_W.TERMS,),
    _S.PROPOSED: (_W.AGREE, _W.TERMS, _W.END),
    _S.RUNNING: (_W.AGREE, _W.TERMS, _W.SUSPEND, _W.END, _W.ASK, _W.REPORT),
    _S.SUSPENDED: (_W.RESUME, _W.AGREE, _W.TERMS, _W.END, _W.REPORT),
    _S.ENDED: (_W.REPORT,),
}


def standing_stage(said: Collection[StandingSaid]) -> StandingStage:
    """Return where a standing exchange stands, by everything said about it."""
    words = {each.word for each in said}
    return next(
        stage
        for reached, stage in (
            (_W.END in words, _S.ENDED),
            (_W.TERMS not in words, _S.NONE),
            (in_force(said) is None, _S.PROPOSED),
            (open_suspension(said) is not None, _S.SUSPENDED),
            (True, _S.RUNNING),
        )
        if reached
    )


def may_say_standing(word: StandingWord, said: Collection[StandingSaid], *, by: Party) -> bool:
    """Tell whether a side may say a word now.

    Args:
        word: what it would say.
        said: what both have said, as far as this record knows.
        by: the side.
    """
    if word not in SAID_AT_STANDING[standing_stage(said)]:
        return False
    if word is _W.AGREE:
        open_terms = proposal(said)
        return open_terms is not None and open_terms.by is not by
    if word is _W.RESUME:
        lasting = open_suspension(said)
        ended = {e.by for e in said if e.word is _W.RESUME and e.number == lasting}
        return by not in ended
    return True

"""The two times of the law: what was law on a day, and what this node knew of it at an instant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from comity.agreements.queries.register import current_register
from comity.agreements.terms import Register
from comity.kernel.rulings import Ruling


@dataclass(frozen=True, slots=True)
class TwoRulings:
    """One question, answered from what was known at an instant and from what is known now.

    Attributes:
        known_at: the instant, aware UTC.
        then: the ruling this node gave, or would have given, at that instant.
        now: the ruling on the same day of law, with all that was recorded since.
        then_digest: the version of the register it rested on then.
        now_digest: the version it rests on now.
    """

    known_at: datetime
    then: Ruling
    now: Ruling
    then_digest: str
    now_digest: str

    @property
    def differ(self) -> bool:
        """Whether what was recorded since changes the answer or any of its grounds."""
        return self.then != self.now


def ruling_as_known(rule: Callable[[Register], Ruling], *, known_at: datetime) -> Ruling:
    """Return a ruling from what this node knew at an instant, whatever was recorded since.

    The day of law is another matter: it stands in the question. An act of January is judged by
    the law of January; whether the officer acted rightly, by what the register said when she did.

    Args:
        rule: the question, as `lambda register: rule_on_asking(register, ask, on=day)`.
        known_at: aware UTC instant.

    Raises:
        RegisterNotImportedError: nothing had been imported by then.
    """
    return rule(current_register(known_at))


def ruled_then_and_now(rule: Callable[[Register], Ruling], *, known_at: datetime) -> TwoRulings:
    """Return a ruling as it was known at an instant, beside the same ruling as known now.

    Args:
        rule: the question, as `lambda register: rule_on_asking(register, ask, on=day)`.
        known_at: aware UTC instant.

    Raises:
        RegisterNotImportedError: nothing had been imported by then.
    """
    before, now = current_register(known_at), current_register()
    return TwoRulings(known_at, rule(before), rule(now), before.digest, now.digest)

"""What one administration does on the ground for another: let attend, serve, watch, deliver."""

from dataclasses import dataclass

from comity.agreements.terms.acts.contents import UNREMARKABLE, Contents
from comity.agreements.terms.vocabulary import Purpose
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class Attend:
    """Officials of one side are present while the other acts.

    Attributes:
        visiting: whose officials come.
        host: on whose territory.
        by: which of the two rules; the host by its own law too.
        purpose: what for; None for the purpose presence serves.
        armed: whether they would carry arms.
        consent: reference of the host's consent, if it was given for exactly this.
        contents: what the host lets them learn.
    """

    visiting: CountryCode
    host: CountryCode
    by: CountryCode
    purpose: Purpose | None = None
    armed: bool = False
    consent: str = ""
    contents: Contents = UNREMARKABLE


@dataclass(frozen=True, slots=True)
class Serve:
    """Handing a decision of one side to a person on the territory of the other.

    Attributes:
        requesting: whose decision it is.
        requested: who hands it over.
        enforce: whether more is wanted than to tell the person.
        contents: what is told back.
    """

    requesting: CountryCode
    requested: CountryCode
    enforce: bool = False
    contents: Contents = UNREMARKABLE


@dataclass(frozen=True, slots=True)
class Watch:
    """Watching persons, goods, places or means of transport for another side, and reporting.

    Attributes:
        requesting: for whom.
        requested: who watches.
        targets: what is watched, in the words of the agreement; empty when not said.
        on_own: whether nobody has asked for it.
        contents: what is reported.
    """

    requesting: CountryCode
    requested: CountryCode
    targets: frozenset[str] = frozenset()
    on_own: bool = False
    contents: Contents = UNREMARKABLE


@dataclass(frozen=True, slots=True)
class DeliverUnderControl:
    """Letting goods move on under control, to find out who is behind them.

    Attributes:
        by: which state on the way rules.
        route: the states on the way, from the first to the last.
        goods: what moves, in the words of the agreement; "" when not said.
        decided: the states whose competent authority has decided on this delivery, with the
            reference of the decision.
        contents: what is let out.
    """

    by: CountryCode
    route: tuple[CountryCode, ...]
    goods: str = ""
    decided: tuple[tuple[CountryCode, str], ...] = ()
    contents: Contents = UNREMARKABLE

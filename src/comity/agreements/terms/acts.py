"""Acts ruled on: each a frozen value that says what somebody is about to do."""

from dataclasses import dataclass

from comity.agreements.terms.assistance import AssistanceKind
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.vocabulary import Assurance, DataCategory, Proceedings, Purpose
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class Ask:
    """Asking another administration for assistance.

    Attributes:
        requesting: who asks.
        requested: who is asked.
        kind: what is asked.
        purpose: what for; None for the purpose the kind of assistance serves.
        reciprocal: whether the requesting side could do the same in return; when it could not, it
            must say so, and the requested side is free.
    """

    requesting: CountryCode
    requested: CountryCode
    kind: AssistanceKind
    purpose: Purpose | None = None
    reciprocal: bool = True

    @property
    def stated_purpose(self) -> Purpose:
        """The purpose stated, or the one the kind of assistance serves."""
        return self.purpose or self.kind.purpose


@dataclass(frozen=True, slots=True)
class Answer:
    """Answering a request, that is: letting information out.

    Attributes:
        ask: the request that is answered.
        categories: categories of data the answer contains.
        assurances: what the requesting side has promised with the request.
        partner_in_breach: whether the requesting side has broken an assurance before.
        touches: exemptions an officer sees touched; a person decides on them.
    """

    ask: Ask
    categories: frozenset[DataCategory] = frozenset()
    assurances: frozenset[Assurance] = frozenset()
    partner_in_breach: bool = False
    touches: frozenset[ProvisionKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Use:
    """Using something that was supplied.

    Attributes:
        purpose: what for.
        proceedings: the proceedings it would be put before; None outside proceedings.
        onward_to: whom it would be passed on to; "" when it stays where it is.
        consent: reference of the supplier's consent, if it was given for exactly this use.
    """

    purpose: Purpose
    proceedings: Proceedings | None = None
    onward_to: str = ""
    consent: str = ""

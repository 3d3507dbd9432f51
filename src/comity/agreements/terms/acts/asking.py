"""Asking, answering, and telling without being asked."""

from dataclasses import dataclass
from datetime import date

from comity.agreements.terms.acts.contents import UNREMARKABLE, Contents
from comity.agreements.terms.assistance import AssistanceKind
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.vocabulary import Assurance, DataCategory, Purpose
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
        courtesy: whether it is put as a courtesy where no agreement carries it; nobody owes an
            answer to it.
        oral: whether it is put by word of mouth because it is urgent.
    """

    requesting: CountryCode
    requested: CountryCode
    kind: AssistanceKind
    purpose: Purpose | None = None
    reciprocal: bool = True
    courtesy: bool = False
    oral: bool = False

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
        suppliers: administrations that supplied some of it themselves.
        consented: those of them that have consented to its being passed on so.
        received_on: the civil day the request was received; None when it is not known.
    """

    ask: Ask
    categories: frozenset[DataCategory] = frozenset()
    assurances: frozenset[Assurance] = frozenset()
    partner_in_breach: bool = False
    touches: frozenset[ProvisionKind] = frozenset()
    suppliers: frozenset[CountryCode] = frozenset()
    consented: frozenset[CountryCode] = frozenset()
    received_on: date | None = None

    @property
    def contents(self) -> Contents:
        """What the answer lets out."""
        return Contents(
            self.categories,
            self.suppliers,
            self.consented,
            self.assurances,
            self.partner_in_breach,
            self.touches,
        )


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Telling another administration something it has not asked for.

    Attributes:
        supplier: who tells.
        recipient: who is told.
        kind: the assistance it is, as information on an offence; `spontaneous` for anything.
        purpose: what for; None for the purpose the kind serves.
        contents: what is let out.
    """

    supplier: CountryCode
    recipient: CountryCode
    kind: AssistanceKind = AssistanceKind.SPONTANEOUS
    purpose: Purpose | None = None
    contents: Contents = UNREMARKABLE

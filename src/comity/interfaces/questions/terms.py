"""One question to the law: which act, between whom, and everything the act may turn on."""

from dataclasses import dataclass
from datetime import date

from comity.agreements.terms import (
    UNREMARKABLE,
    ActKind,
    AssistanceKind,
    Contents,
    Proceedings,
    Purpose,
)
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class Question:
    """An act asked about. What an act does not turn on is left as it is here.

    Attributes:
        act: which.
        acting: who would act; for something supplied, who holds it.
        other: the other side; for something supplied, who supplied it.
        on: the civil day.
        under: reference of the agreement picked; "" to take the best.
        kind: the assistance asked for, given or volunteered.
        purpose: what for; None for the purpose the act always serves.
        contents: what would be let out.
        reciprocal: whether the asking side could do the same in return.
        courtesy: whether it is put as a courtesy.
        oral: whether it is put by word of mouth.
        received_on: the day a request, or something supplied, was received.
        asked_for: the purpose stated in the request something was supplied for.
        only_for: the purposes its supplier allowed, and no other; empty when it said nothing.
        proceedings: the proceedings it would be put before.
        recipient: whom it would be passed on to, or the agency it would be shared with.
        abroad: the recipient's country, where it is another.
        consent: reference of the consent given for exactly this.
        on_legal_hold: whether something orders it to be kept.
        as_host: whether it is the host of visiting officials who asks.
        armed: whether they would carry arms.
        enforce: whether a decision would be enforced, not only told.
        targets: what would be watched.
        on_own: whether nobody has asked for it.
        route: the states a delivery passes.
        goods: what is delivered.
        decided: states whose competent authority has decided, with the reference.
        dataset: the data set supplied.
        fields: the data elements supplied.
        channel: the road the data takes.
        nominal: whether the lists matched name persons.
        operating: whether an arrangement is in operation; None when not recorded.
        trader_consents: whether the trader has consented; None when not recorded.
    """

    act: ActKind
    acting: CountryCode
    on: date
    other: CountryCode | None = None
    under: str = ""
    kind: AssistanceKind | None = None
    purpose: Purpose | None = None
    contents: Contents = UNREMARKABLE
    reciprocal: bool = True
    courtesy: bool = False
    oral: bool = False
    received_on: date | None = None
    asked_for: Purpose | None = None
    only_for: frozenset[Purpose] = frozenset()
    proceedings: Proceedings | None = None
    recipient: str = ""
    abroad: CountryCode | None = None
    consent: str = ""
    on_legal_hold: bool = False
    as_host: bool = False
    armed: bool = False
    enforce: bool = False
    targets: frozenset[str] = frozenset()
    on_own: bool = False
    route: tuple[CountryCode, ...] = ()
    goods: str = ""
    decided: tuple[tuple[CountryCode, str], ...] = ()
    dataset: str = ""
    fields: frozenset[str] = frozenset()
    channel: str = ""
    nominal: bool = True
    operating: bool | None = None
    trader_consents: bool | None = None

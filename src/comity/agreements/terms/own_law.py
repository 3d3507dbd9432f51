"""Own law: what a node's own legal order lets it release, as dated register files.

It is the second limb of every ruling that lets something out: an agreement binds two states, and
still the officer needs a power at home.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from comity.agreements.terms.act_kinds import ActKind
from comity.agreements.terms.assistance import AssistanceKind
from comity.agreements.terms.instruments import Source
from comity.agreements.terms.provisions import Provenance
from comity.agreements.terms.vocabulary import Assurance, DataCategory, Purpose
from comity.kernel.codes import CountryCode
from comity.kernel.periods import ALWAYS, Period
from comity.kernel.rulings import Role

_Word = TypeVar("_Word", bound=StrEnum)


# What a power to tell another administration something is taken to open where nothing is said.
RELEASES = frozenset({ActKind.ANSWER, ActKind.VOLUNTEER})


@dataclass(frozen=True, slots=True)
class Gateway:
    """A power to do something for, or tell something to, a foreign administration.

    Attributes:
        article: the section that gives it, as its own law cites it.
        provenance: how the register knows it.
        acts: the acts it opens, such as answering or passing on; nothing else is opened.
        kinds: the assistance it opens; empty when it opens all.
        assurances: what the receiving side must have promised first.
        approval: the role that must approve a release; None when the law names none.
        period: the days it applies.
    """

    article: str
    provenance: Provenance
    acts: frozenset[ActKind] = RELEASES
    kinds: frozenset[AssistanceKind] = frozenset()
    assurances: frozenset[Assurance] = frozenset()
    approval: Role | None = None
    period: Period = ALWAYS

    def opens(self, act: ActKind, kind: AssistanceKind | None, *, on: date) -> bool:
        """Return whether it opens an act of a kind of assistance on a day.

        An act of no kind in particular needs a power that is not limited to some kinds.
        """
        return on in self.period and act in self.acts and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Bar:
    """What own law forbids to release.

    Attributes:
        article: the section that forbids it.
        provenance: how the register knows it.
        category: the category of data it shuts in; None when it does not turn on the data.
        supplied_by: the administrations whose data it shuts in; empty when it does not turn on
            where the data comes from.
        acts: the acts it forbids; empty when it forbids every release.
        on_breach: whether it shuts out a partner that has broken an assurance.
        period: the days it applies.
    """

    article: str
    provenance: Provenance
    category: DataCategory | None = None
    supplied_by: frozenset[CountryCode] = frozenset()
    acts: frozenset[ActKind] = frozenset()
    on_breach: bool = False
    period: Period = ALWAYS


class InstructionEffect(StrEnum):
    """What a national instruction does to a permission, or leaves to one office.

    The last two let something be done that nobody may do otherwise; they name the acts they speak
    of, and never stand for a permission.
    """

    HOLD = "hold"
    REFER = "refer"
    HIGHER_APPROVAL = "higher-approval"
    RELEASE_ALONE = "release-alone"
    ANSWER_UNCONFIRMED = "answer-unconfirmed"


LETTING = frozenset({InstructionEffect.RELEASE_ALONE, InstructionEffect.ANSWER_UNCONFIRMED})
"""Effects that let something be done; without an instruction of the kind it is not done."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A dated national instruction: it overrides a permission, never a refusal.

    Attributes:
        reference: its own number or date, as a register file cites it; empty for one kept in the
            node, which is cited without, because not everybody may know it.
        effect: hold, refer, or ask a higher approval.
        to: the role that decides or approves.
        partners: whom it concerns; empty for all.
        kinds: the assistance it concerns; empty for all.
        period: the days it applies.
        purposes: the purposes it concerns; empty for all.
        acts: the acts it concerns; empty for all.
    """

    reference: str
    effect: InstructionEffect
    to: Role
    partners: frozenset[CountryCode] = frozenset()
    kinds: frozenset[AssistanceKind] = frozenset()
    period: Period = ALWAYS
    purposes: frozenset[Purpose] = frozenset()
    acts: frozenset[ActKind] = frozenset()

    def concerns(
        self,
        partner: CountryCode,
        kind: AssistanceKind | None,
        *,
        on: date,
        act: ActKind | None = None,
        purpose: Purpose | None = None,
    ) -> bool:
        """Return whether it speaks of this partner, assistance, act and purpose on a day.

        What the act leaves unsaid (None) every instruction speaks of: nothing slips through for
        want of a word.
        """
        return (
            on in self.period
            and (not self.partners or partner in self.partners)
            and _speaks_of(self.kinds, kind)
            and _speaks_of(self.acts, act)
            and _speaks_of(self.purposes, purpose)
        )


def _speaks_of(named: frozenset[_Word], word: _Word | None) -> bool:
    return word is None or not named or word in named


@dataclass(frozen=True, slots=True)
class DomesticLaw:
    """What one country's law says of releasing customs information, as far as it is encoded."""

    country: CountryCode
    title: str
    gateways: tuple[Gateway, ...] = ()
    bars: tuple[Bar, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    sources: tuple[Source, ...] = ()
    open_points: tuple[str, ...] = ()
    digest: str = ""

    @property
    def reference(self) -> str:
        """Its short stable name, as `domestic/us`."""
        return domestic_reference(self.country)


def domestic_reference(country: CountryCode) -> str:
    """Return the name under which a country's own law stands in the register."""
    return f"domestic/{country.lower()}"

"""Own law: what a node's own legal order lets it release, as dated register files.

It is the second limb of every ruling that lets something out: an agreement binds two states, and
still the officer needs a power at home.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.assistance import AssistanceKind
from comity.agreements.terms.instruments import Source
from comity.agreements.terms.provisions import Provenance
from comity.agreements.terms.vocabulary import Assurance, DataCategory
from comity.kernel.codes import CountryCode
from comity.kernel.periods import ALWAYS, Period
from comity.kernel.rulings import Role


@dataclass(frozen=True, slots=True)
class Gateway:
    """A power to release to a foreign administration.

    Attributes:
        article: the section that gives it, as its own law cites it.
        provenance: how the register knows it.
        kinds: the assistance it opens; empty when it opens all.
        assurances: what the receiving side must have promised first.
        approval: the role that must approve a release; None when the law names none.
        period: the days it applies.
    """

    article: str
    provenance: Provenance
    kinds: frozenset[AssistanceKind] = frozenset()
    assurances: frozenset[Assurance] = frozenset()
    approval: Role | None = None
    period: Period = ALWAYS

    def opens(self, kind: AssistanceKind, *, on: date) -> bool:
        """Return whether it opens a kind of assistance on a day."""
        return on in self.period and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Bar:
    """What own law forbids to release.

    Attributes:
        article: the section that forbids it.
        provenance: how the register knows it.
        category: the category of data it shuts in; None when it does not turn on the data.
        on_breach: whether it shuts out a partner that has broken an assurance.
        period: the days it applies.
    """

    article: str
    provenance: Provenance
    category: DataCategory | None = None
    on_breach: bool = False
    period: Period = ALWAYS


class InstructionEffect(StrEnum):
    """What a national instruction does to a permission."""

    HOLD = "hold"
    REFER = "refer"
    HIGHER_APPROVAL = "higher-approval"


@dataclass(frozen=True, slots=True)
class Instruction:
    """A dated national instruction: it overrides a permission, never a refusal.

    Attributes:
        reference: its own number or date, as cited.
        effect: hold, refer, or ask a higher approval.
        to: the role that decides or approves.
        partners: whom it concerns; empty for all.
        kinds: the assistance it concerns; empty for all.
        period: the days it applies.
    """

    reference: str
    effect: InstructionEffect
    to: Role
    partners: frozenset[CountryCode] = frozenset()
    kinds: frozenset[AssistanceKind] = frozenset()
    period: Period = ALWAYS

    def concerns(self, partner: CountryCode, kind: AssistanceKind, *, on: date) -> bool:
        """Return whether it speaks of this partner and kind of assistance on a day."""
        met = not self.partners or partner in self.partners
        return met and on in self.period and (not self.kinds or kind in self.kinds)


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

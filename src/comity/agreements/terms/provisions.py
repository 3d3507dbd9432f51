"""Provisions: one article of an agreement as the rules can read it, and how sure it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.shapes import ParameterValue, PerSide
from comity.kernel.codes import CountryCode
from comity.kernel.periods import ALWAYS, Period


@dataclass(frozen=True, slots=True)
class Verified:
    """Somebody compared the encoding with a text.

    Attributes:
        by: who compared it.
        on: the day it was compared.
        against: which text, and how far it was read.
    """

    by: str
    on: date
    against: str


@dataclass(frozen=True, slots=True)
class Assumed:
    """The term comes from a template, not from the text of the agreement.

    Attributes:
        template: reference of the template file.
        citation: the template's title and, where known, its own article.
    """

    template: str
    citation: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The treaty desk stated the term, or the event, in one sourced act."""

    by: str
    on: date
    source: str

    def __str__(self) -> str:
        return f"settled by {self.by} on {self.on.isoformat()}: {self.source}"


Provenance = Verified | Assumed | Settled


class Effect(StrEnum):
    """What a provision does with its matter."""

    GRANTED = "granted"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of an instrument.

    Attributes:
        kind: what it is about.
        article: the article of this instrument; empty when assumed, or settled without one.
        provenance: how the register knows it.
        effect: whether the text grants the matter or shuts it out.
        parameters: name and value, as the catalogue lists them for the kind.
        period: the days it applies, within the force of the instrument.
        part: the annex or part it stands in, where parties accept parts one by one.
        note: a remark for people.
    """

    kind: ProvisionKind
    article: str
    provenance: Provenance
    effect: Effect = Effect.GRANTED
    parameters: tuple[tuple[str, ParameterValue], ...] = ()
    period: Period = ALWAYS
    part: str = ""
    note: str = ""

    @property
    def is_assumed(self) -> bool:
        """Whether it rests on a template alone, and therefore carries no permission."""
        return isinstance(self.provenance, Assumed)

    def value(self, name: str) -> ParameterValue | None:
        """Return a parameter as the file has it, or None when the text does not give it."""
        for each, value in self.parameters:
            if each == name:
                return value
        return None

    def text(self, name: str) -> str:
        """Return a text parameter, or "" when the text does not give it."""
        value = self.value(name)
        return "" if value is None else str(value)

    def values(self, name: str, *, side: CountryCode | None = None) -> tuple[str, ...]:
        """Return a list parameter, or () when the text does not give it.

        Args:
            name: of the parameter.
            side: the party whose list is wanted, where the text has one for each; None for the
                words of all sides together.
        """
        match self.value(name):
            case None:
                return ()
            case PerSide() as sides:
                return sides.all if side is None else sides.of(side)
            case tuple() as words:
                return words
            case other:
                return (str(other),)

    def flag(self, name: str) -> bool | None:
        """Return whether a flag is set; None when the text does not say."""
        value = self.value(name)
        return value if isinstance(value, bool) else None

    def number(self, name: str) -> int | None:
        """Return a number of days, months or years; None when the text gives none."""
        value = self.value(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

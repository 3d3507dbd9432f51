"""What an entry of the catalogue is made of, and the parameters several kinds share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from comity.agreements.terms.shapes import Parameter, Shape
from comity.agreements.terms.vocabulary import Leave, Purpose
from comity.kernel.wording import N_

Parameters = Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class KindEntry:
    """What the catalogue says of a kind: its name in words and its parameters."""

    title: str
    parameters: Parameters = field(default_factory=dict)


def text(means: str = "") -> Parameter:
    """Return a parameter that takes free wording, as the text of the agreement has it."""
    return Parameter(Shape.TEXT, means=means)


def number(means: str = "") -> Parameter:
    """Return a parameter that counts; its name or its meaning says what."""
    return Parameter(Shape.NUMBER, means=means)


def flag(means: str = "") -> Parameter:
    """Return a parameter that is true or false; what the text leaves out is left out."""
    return Parameter(Shape.FLAG, means=means)


def listed(means: str = "") -> Parameter:
    """Return a parameter that takes several texts."""
    return Parameter(Shape.LIST, means=means)


def day(means: str = "") -> Parameter:
    """Return a parameter that takes one civil day."""
    return Parameter(Shape.DAY, means=means)


def per_side(means: str = "") -> Parameter:
    """Return a parameter that takes a list for all, or one per party."""
    return Parameter(Shape.SIDES, means=means)


def one_of(*choices: str, means: str = "") -> Parameter:
    """Return a parameter that takes one of a closed list."""
    return Parameter(Shape.TEXT, frozenset(choices), means)


def leave(means: str = "") -> Parameter:
    """Return a parameter that says how far the text lets a use go."""
    return one_of(*Leave, means=means)


PURPOSES = Parameter(Shape.LIST, frozenset(Purpose), N_("what it is for; nothing else is covered"))
FORM_OF_CONSENT = text(N_("how consent is given, as “written” or “express”"))
ON_WHOSE_MOTION: Parameters = {
    "on_request": flag(N_("supplied when asked")),
    "on_own": flag(N_("supplied without being asked")),
}

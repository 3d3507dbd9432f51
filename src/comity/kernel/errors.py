"""Errors that are anticipated: each has a stable code and a sentence for an officer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what somebody typed or sent.

    Attributes:
        code: stable code; its sentence stands in the package's `wording`.
        field: the field it concerns, dotted; empty when it concerns the whole.
        facts: named values that the sentence speaks of.
    """

    code: str
    field: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class ComityError(Exception):
    """An anticipated error.

    Attributes:
        code: stable code, the same on a page, in the API and on the command line.
        facts: named values that the sentence of the code speaks of.
    """

    code = "error"

    def __init__(self, **facts: object) -> None:
        self.facts: tuple[tuple[str, str], ...] = tuple((k, str(v)) for k, v in facts.items())
        super().__init__(f"{self.code}: " + ", ".join(f"{k}={v}" for k, v in self.facts))


class ComesTooEarly:
    """Marks an error that another word, still on its way, takes away of itself."""


class InvalidDraftError(ComityError):
    """What was typed or sent cannot be taken as it stands; nothing of it is lost."""

    code = "invalid"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(count=len(problems))


class NotFoundError(ComityError):
    """There is no such thing, or none that the viewer may see: the two are not told apart."""

    code = "not_found"


class NotAllowedError(ComityError):
    """The officer's role does not carry this act."""

    code = "not_allowed"

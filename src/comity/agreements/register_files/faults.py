"""Faults of register files: each with file, line and reason."""

from dataclasses import dataclass

from comity.kernel.errors import ComityError


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with one register file.

    Attributes:
        file: its path below the register folder.
        line: the line it stands on, counted from 1.
        code: stable code; its sentence stands in `wording`.
        facts: named values that the sentence speaks of.
    """

    file: str
    line: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts)
        return f"{self.file}:{self.line}: {self.code} ({told})"


class RegisterFileError(ComityError):
    """Register files that are refused; all faults of all files are named at once.

    Attributes:
        faults: every fault, by file and line. The first also stands in `file` and `line`.
    """

    code = "register_refused"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        first = self.faults[0]
        self.file, self.line = first.file, first.line
        super().__init__(count=len(faults), first=str(first))

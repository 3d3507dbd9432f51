"""What the strict reader says of a text: each fault by its line, and beside its field."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.agreements.models import Proposal
from comity.agreements.queries import current_register
from comity.agreements.register_files import Fault, RegisterFileError, instrument_from_text
from comity.agreements.register_files.lines import Path, lines_of
from comity.agreements.terms import Instrument
from comity.interfaces.web.telling import tell


@dataclass(frozen=True, slots=True)
class Judged:
    """A text as the reader sees it.

    Attributes:
        instrument: what it says; None when it is refused.
        faults: why it is refused.
    """

    instrument: Instrument | None
    faults: tuple[Fault, ...] = ()


def judged(text: str, path: str) -> Judged:
    """Read a text as strictly as the register is read, beside the files this node rules from."""
    try:
        return Judged(instrument_from_text(text, path=path, among=current_register()))
    except RegisterFileError as refused:
        return Judged(None, refused.faults)


def judged_change(change: Proposal) -> Judged:
    """Read the text of a change."""
    return judged(change.text, change.path)


def told(faults: Iterable[Fault]) -> list[tuple[int, str]]:
    """Return each fault as its line and its sentence."""
    return [(fault.line, tell(fault.code, fault.facts)) for fault in faults]


def beside_fields(
    faults: Iterable[Fault], text: str, entry: Path, fields: Iterable[str]
) -> list[tuple[str | None, str]]:
    """Return the faults of one entry, each with the field that is at fault.

    Args:
        faults: of the whole text.
        text: the text.
        entry: the path of the entry in it; () for its head.
        fields: the names of the form's fields.

    Returns:
        Field and sentence; None for what concerns the entry as a whole. Faults elsewhere are not
        of this form, and left out.
    """
    at: dict[int, Path] = {}
    for path, line in lines_of(text).items():
        at[line] = max(at.get(line, ()), path, key=len)
    names = set(fields)
    found: list[tuple[str | None, str]] = []
    for fault in faults:
        path = at.get(fault.line, ())
        if path[: len(entry)] == entry and (entry or len(path) < _IN_A_TABLE):
            found.append((_field(path[len(entry) :], dict(fault.facts), names), _sentence(fault)))
    return found


_IN_A_TABLE = 2  # a path that short is of the head, or is a table itself


def _field(within: Path, facts: dict[str, str], names: set[str]) -> str | None:
    """Return the field a path leads to; a value in an inline table is named by the fault itself."""
    name = "-".join(str(part) for part in within)
    for candidate in (f"{name}-{facts.get('key', '')}", name, facts.get("key", "")):
        if candidate in names:
            return candidate
    return None


def _sentence(fault: Fault) -> str:
    return tell(fault.code, fault.facts)

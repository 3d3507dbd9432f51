"""A sheet of figures as PDF/A-3a and PDF/UA-1, with the figures attached as JSON."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

from comity.letters.faces import shown
from comity.letters.terms import TypesettingFailedError
from comity.letters.typesetting import faces

_TEMPLATE: Final = Path(__file__).resolve().parent / "figures.typ"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One table of a sheet.

    Attributes:
        title: above it.
        rows: what is counted, and the figure.
    """

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet of figures says, in one language.

    Attributes:
        language: its code.
        turned: it runs right to left.
        author: the administration whose figures they are.
        title: of the sheet.
        lines: beneath the title: of which days, by whom released, or that it is internal.
        tables: of figures.
        mark: at the foot of every page.
    """

    language: str
    turned: bool
    author: str
    title: str
    lines: tuple[str, ...]
    tables: tuple[SheetTable, ...]
    mark: str


def typeset_figures(sheet: Sheet, *, attached: bytes, at: datetime) -> bytes:
    """Return a sheet as PDF.

    Args:
        sheet: what it says; what the typefaces have no sign for is shown by its number.
        attached: the figures as JSON.
        at: aware UTC instant; it stands in the file as the time it was made.

    Raises:
        TypesettingFailedError: the typesetter could not set it.
    """
    told = json.dumps(_settable(asdict(sheet)))
    try:
        made = typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=faces(),
            ignore_system_fonts=True,
            pdf_standards=["a-3a", "ua-1"],
            sys_inputs={"sheet": told, "attached": attached.decode()},
            timestamp=at.replace(microsecond=0),
        )
    except RuntimeError as error:
        raise TypesettingFailedError from error
    assert isinstance(made, bytes), "one file was asked for"
    return made


def _settable(told: object) -> object:
    if isinstance(told, str):
        return shown(told)
    if isinstance(told, dict):
        return {name: _settable(each) for name, each in told.items()}
    return [_settable(each) for each in told] if isinstance(told, list | tuple) else told

"""A letter as a file: PDF/A-3a and PDF/UA-1, set by Typst from data alone.

Nothing anybody typed is ever source of the typesetter: the template is ours, and all else comes to
it as JSON. It reads no file and no address, and knows the typefaces of this package only.
"""

import io
import json
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

import segno
import typst

from comity.letters.attaching import code_on_paper, digest_of
from comity.letters.faces import FOLDER
from comity.letters.terms import ATTACHED, Letter, TypesettingFailedError

_TEMPLATE: Final = Path(__file__).resolve().parent / "letter.typ"


def typeset(letter: Letter, *, attached: bytes, at: datetime, name: str = ATTACHED) -> bytes:
    """Return the letter as PDF, with the request attached and the square code that names both.

    Args:
        letter: composed before.
        attached: the request as JSON; its digest is printed.
        at: aware UTC instant; it stands in the file as the time it was made.
        name: of the attached file.

    Raises:
        TypesettingFailedError: the typesetter could not set it.
    """
    digest = digest_of(attached)
    says = code_on_paper(letter.reference, digest)
    told = {
        "letter": json.dumps({**asdict(letter), "digest": digest}),
        "attached": attached.decode(),
        "attached_name": name,
        "code": _square(says),
        "code_says": says,
    }
    try:
        made = typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=faces(),
            ignore_system_fonts=True,
            pdf_standards=["a-3a", "ua-1"],
            sys_inputs=told,
            timestamp=at.replace(microsecond=0),
        )
    except RuntimeError as error:
        raise TypesettingFailedError from error
    assert isinstance(made, bytes), "one file was asked for"
    return made


@cache
def faces() -> typst.Fonts:
    """Return the typefaces of this package, and no others."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )


def _square(says: str) -> str:
    out = io.BytesIO()
    segno.make(says, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()

"""Letters are PDF/A-3a for a judge that had no part in writing them, before and after the seal."""

import io
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from comity.crypto.keys import LetterKey, LetterSeal
from comity.letters.figures import Sheet, SheetTable, typeset_figures
from comity.letters.sealing import seal
from tests.pdf_a import faults
from tests.unit.letters.matters import AT, MATTER, set_letter
from tests.unit.letters.test_files import HOSTILE

SEAL = LetterSeal.of(LetterKey(bytes(range(32))), name="United States customs", country="US")


TYPED = "Рахунок № 7 — فاتورة رقم ٧ — Facture nº 7"


def sealed(letter: bytes) -> bytes:
    return seal(letter, sealer=SEAL, reference=MATTER.reference)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return sealed(set_letter("ar"))


@pytest.mark.parametrize("second", ["ar", "es", "fr", "sw", "uk"])
def test_a_letter_is_archival_in_every_language(second: str) -> None:
    made = set_letter(second)
    assert faults(made) == []
    assert faults(sealed(made)) == []


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_a_letter_is_archival(typed: str) -> None:
    assert faults(sealed(set_letter("ar", facts=typed, parties=typed, subject=typed))) == []


def test_a_sheet_of_figures_is_archival() -> None:
    tables = (SheetTable("Requests", (("sent", "3"), ("answered", "2"))),)
    sheet = Sheet("en", False, "United States customs", "Figures", ("2026",), tables, "Internal")
    assert faults(sealed(typeset_figures(sheet, attached=b"{}", at=AT))) == []


def test_the_seal_leaves_what_the_typesetter_said_of_the_file_as_it_was() -> None:
    def told(content: bytes) -> bytes:
        metadata = PdfReader(io.BytesIO(content)).root_object["/Metadata"].get_object()
        assert isinstance(metadata, StreamObject)
        return metadata.get_data()

    made = set_letter()
    assert told(sealed(made)) == told(made)


def test_poppler_finds_every_typeface_embedded_with_its_characters(tmp_path: Path) -> None:
    made = sealed(set_letter("ar", facts=TYPED, subject=TYPED))
    assert faults(made) == []
    (tmp_path / "letter.pdf").write_bytes(made)
    command = ["pdffonts", str(tmp_path / "letter.pdf")]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[2:]
    assert len(lines) >= 3
    for line in lines:
        *_, embedded, _part, characters, _number, _generation = line.split()
        assert (embedded, characters) == ("yes", "yes")


@pytest.mark.parametrize(
    ("was", "made", "told"),
    [
        (b"%PDF-1.7", b"%PDF-2.0", "6.1.2"),
        (b"<pdfaid:part>3<", b"<pdfaid:part>2<", "6.6.4"),
        (b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<", "6.6.4"),
        (b"ns/id/</pdfaSchema:name", b"ns/xx/</pdfaSchema:name", "6.6.2.3"),
        (b"/GTS_PDFA1", b"/GTS_PDFX9", "6.2.3"),
        (b"/FontFile2 ", b"/FontFile9 ", "6.2.11.4"),
        (b"/CIDToGIDMap", b"/CIDToGIDMop", "6.2.11.3.2"),
        (b"/Identity-H", b"/UniJIS-UC", "6.2.11.3"),
        (b"/AFRelationship/Source", b"/AFRelationship/Sauce!", "6.8"),
        (b"/Desc(", b"/Dosc(", "6.8"),
        (b"/AF[", b"/AG[", "6.8"),
        (b"/Marked true", b"/Marked null", "6.7.2.2"),
        (b"/Suspects false", b"/Suspects true ", "6.7.2.2"),
        (b"/Lang(en)", b"/Lung(en)", "6.7.4"),
        (b"/StructTreeRoot ", b"/StructTreeRuut ", "6.7.3"),
        (b"/Alt", b"/Olt", "6.7.5"),
        (b"/S/Div", b"/S/Dov", "6.7.3.4"),
        (b"/DisplayDocTitle true", b"/AA <</S/Launch>>    ", "6.5.1"),
        (b"/DisplayDocTitle true", b"/JS (app.alert\\(1\\)) ", "6.5.1"),
        (b"/DisplayDocTitle true", b"/SMask /M /BM/Screen ", "6.2.10"),
        (b"/DisplayDocTitle true", b"/D /DeviceCMYK /E (1)", "6.2.4.3"),
        (b"/F 132", b"/F 134", "6.3.2"),
    ],
)
def test_the_judge_tells_what_is_not_archival(
    letter: bytes, was: bytes, made: bytes, told: str
) -> None:
    # The seal is written behind the letter, with a catalogue of its own.
    file = next(each for each in (set_letter("ar"), letter) if was in each)
    assert len(made) <= len(was)
    found = faults(file.replace(was, made.ljust(len(was))))
    assert any(fault.startswith(f"{told} ") for fault in found)


def test_the_judge_tells_what_stands_behind_the_end(letter: bytes) -> None:
    assert "6.1.3 something stands behind the end" in faults(letter + b"more")

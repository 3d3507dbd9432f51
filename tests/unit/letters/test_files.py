"""The letter as a file: archival, tagged, sealed; and told apart from every other file."""

import io
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from comity.crypto.keys import LetterKey, LetterSeal
from comity.letters.attaching import attached_request
from comity.letters.checking import check_letter
from comity.letters.composing import compose
from comity.letters.sealing import seal
from comity.letters.terms import Enclosed, Finding, Languages, Side
from comity.letters.typesetting import typeset
from tests.unit.letters.matters import AT, MATTER, composed, set_letter, voices

KEY = LetterKey(bytes(range(32)))
SEAL = LetterSeal.of(KEY, name="United States customs", country="US")
# Typst's own words, what turns text around, what no typeface has, and more than any field takes.
HOSTILE = (
    '#panic("read") #read("/etc/passwd") [= Heading] *bold* $x$ \\ #sys.inputs',
    '"]) #import "@preview/x:1.0.0" //',
    "\u202egnp.eciovni\u202c \u2066x\u2069 \x00\x1b[2J \ufeff",
    "💶🧨 上海 \U0010ffff \u0300\u0301\u0302" * 20,
    "é" * 65_536,
    "word " * 13_000,
    "line\n" * 2_000,
    "%PDF-1.7 endstream endobj <script>alert(1)</script> {{7*7}} =1+1",
)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return seal(set_letter(), sealer=SEAL, reference=MATTER.reference)


def test_a_letter_says_it_is_archival_accessible_and_tagged(letter: bytes) -> None:
    assert letter.startswith(b"%PDF-1.7")
    for mark in (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert mark in letter
    root = PdfFileReader(io.BytesIO(letter)).root
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "en"
    # A seal that lifted the version would leave PDF/A-3 behind.
    assert "/Version" not in root
    (attached,) = root["/AF"]
    assert str(attached.get_object()["/AFRelationship"]) == "/Source"


def test_what_is_attached_comes_out_as_it_went_in(letter: bytes) -> None:
    found = check_letter(letter)
    assert found.whole
    assert found.attached == attached_request(MATTER, languages=Languages("en", "uk"))
    assert (found.reference, found.sealed_by) == (MATTER.reference, "United States customs")


@pytest.mark.parametrize("second", ["fr", "es", "sw", "ar"])
def test_a_letter_is_set_in_every_language(second: str) -> None:
    assert check_letter(set_letter(second)).finding is Finding.NO_SEAL


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_is_text_and_no_more(typed: str) -> None:
    begun = time.process_time()
    made = set_letter("ar", facts=typed, parties=typed, subject=typed)
    assert time.process_time() - begun < 3
    assert check_letter(made).finding is Finding.NO_SEAL


def test_a_partners_own_words_are_text_and_no_more() -> None:
    partner = Side("UA", HOSTILE[0] + HOSTILE[3])
    told = replace(
        MATTER,
        partner=partner,
        title=HOSTILE[2],
        article="💶",
        enclosed=(Enclosed(*HOSTILE[:2], 1, "x"),),
    )
    attached = attached_request(told, languages=Languages("en", "ar"))
    made = typeset(compose(told, voices=voices("ar")), attached=attached, at=AT)
    assert check_letter(made).finding is Finding.NO_SEAL


def test_pyhanko_finds_the_seal_valid_and_over_the_whole_file(letter: bytes) -> None:
    (found,) = PdfFileReader(io.BytesIO(letter)).embedded_signatures
    trusted = ValidationContext(trust_roots=[found.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(found, signer_validation_context=trusted)
    assert status.bottom_line
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_poppler_finds_the_seal_valid_and_one_changed_byte(letter: bytes, tmp_path: Path) -> None:
    def judged(content: bytes) -> str:
        (tmp_path / "letter.pdf").write_bytes(content)
        command = ["pdfsig", "-nocert", str(tmp_path / "letter.pdf")]
        return subprocess.run(command, capture_output=True, text=True).stdout

    assert "Signature is Valid." in judged(letter)
    assert "Total document signed" in judged(letter)
    assert "Signature is Valid." not in judged(changed(letter))


def changed(letter: bytes) -> bytes:
    place = letter.index(b"stream") + 40
    return letter[:place] + bytes([letter[place] ^ 1]) + letter[place + 1 :]


def test_one_changed_byte_is_told(letter: bytes) -> None:
    assert check_letter(changed(letter)).finding is Finding.SEAL_BROKEN
    name = letter.replace(b"United States customs", b"United States Customs", 1)
    assert check_letter(name).finding is not Finding.WHOLE


def test_what_was_added_behind_the_seal_is_told(letter: bytes) -> None:
    assert check_letter(letter + b"\n%more").finding is Finding.CHANGED_AFTER


@pytest.mark.parametrize(
    "put", [b" ", b"1", b"> /Hidden (pay to) % "], ids=["blank", "digit", "words"]
)
def test_nothing_but_the_seal_stands_in_the_room_it_cannot_be_over(
    letter: bytes, put: bytes
) -> None:
    start = letter.index(b"0" * 100 + b">")
    filled = letter[:start] + put + letter[start + len(put) :]
    assert check_letter(filled).finding in (Finding.CHANGED_AFTER, Finding.NOT_A_LETTER)


def test_what_is_nested_too_deep_is_no_request_of_ours() -> None:
    deep = b'{"format":' + b"[" * 100_000
    file = typeset(composed("uk"), attached=deep, at=AT)
    found = check_letter(seal(file, sealer=SEAL, reference="x"))
    assert found.finding is Finding.NOTHING_ATTACHED


def test_a_letter_of_another_paper_is_told(letter: bytes) -> None:
    digest = check_letter(letter).digest
    assert check_letter(letter, on_paper=digest.upper()).whole
    assert check_letter(letter, on_paper="00" * 32).finding is Finding.OTHER_PAPER


@pytest.mark.parametrize(
    "file", [b"", b"%PDF-1.7", b"\x00" * 4096, b"PK\x03\x04", b"%PDF-1.7\n" * 99]
)
def test_what_is_no_letter_is_not_readable(file: bytes) -> None:
    assert check_letter(file).finding is Finding.NOT_A_LETTER


def test_a_sealed_file_without_our_request_is_no_whole_letter() -> None:
    empty = set_letter().replace(b"request.json", b"request.txt ")
    found = check_letter(seal(empty, sealer=SEAL, reference="x"))
    assert found.finding is Finding.NOTHING_ATTACHED


def test_the_certificate_of_an_administration_is_always_the_same() -> None:
    again = LetterSeal.of(LetterKey(bytes(range(32))), name="United States customs", country="US")
    assert again.certificate == SEAL.certificate
    assert LetterKey.beside(b"s" * 32).seed == LetterKey.beside(b"s" * 32).seed
    assert LetterKey.beside(b"s" * 32).seed != LetterKey.beside(b"t" * 32).seed
    long = LetterSeal.of(KEY, name="Ж" * 90, country="UA")
    assert long.certificate != SEAL.certificate

"""The reply to a person as a sealed letter: whole, on record, and without what is withheld."""

import hashlib
import io
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pypdf import PdfReader
from pypdf.generic import StreamObject

from comity.assistance.models import SubjectRequest
from comity.assistance.services.access import keep_access_law
from comity.assistance.services.access_moves import answer_person, approve_reply, erase_subject
from comity.assistance.terms.access import (
    LawDraft,
    OpinionBindsError,
    SubjectMoveError,
)
from comity.assistance.terms.afterwords import LetterMark
from comity.interfaces.access_replies import reply_of, reply_told
from comity.interfaces.person_letters import hand_out_person_letter
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.letters.checking import check_letter
from comity.letters.terms import Checked, Finding, LanguageNotTakenError
from comity.officers.models import Officer
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import ON, Scene
from tests.integration.data_protection.asking import (
    ASKED,
    DPO,
    GRANT,
    NEITHER,
    PERSON,
    WITHHOLD,
    approved,
    consulted,
    decided,
    opinion_comes,
    proposed,
    released,
    searched,
)
from tests.integration.data_protection.test_access_files import attached, pass_by
from tests.integration.letters import seals
from tests.integration.rest.client import Caller, content_of
from tests.pdf_a import faults
from tests.unit.interfaces.test_file_places import workbook

# Stand in no letter: what is withheld, what is neither confirmed nor denied, and why.
WITHHELD, DENIED, KEPT_IN = "Quetzalwort", "Vraiments", "It would warn him."
SHOWN = "Ironbark"


@pytest.fixture
def house(desk: Scene) -> Iterator[Scene]:
    seals.furnish(desk.keys)
    yield desk


def letter_of(house: Scene, reference: str, language: str = "en", who: str = DPO) -> bytes:
    handed = hand_out_person_letter(
        reference, language=language, officer=house.officer(who), at=house.now, on=ON
    )
    return b"".join(handed.pieces)


def checked(letter: bytes) -> Checked:
    found = check_letter(letter)
    assert found.finding is Finding.WHOLE
    return found


def ready(house: Scene) -> SubjectRequest:
    """A reply with one thing given, one withheld, and one neither confirmed nor denied."""
    for word in (SHOWN, WITHHELD, DENIED):
        house.sent(parties=f"{PERSON}, {word}", subject=f"Bearings {word}")
    made = searched(house)
    decided(house, made, 3, GRANT)
    decided(house, made, 2, replace(WITHHOLD, reasons=KEPT_IN))
    decided(house, made, 1, replace(NEITHER, reasons=KEPT_IN))
    given = {item.number: item.request.parties for item in made.items.all()}
    assert [SHOWN in given[3], WITHHELD in given[2], DENIED in given[1]] == [True] * 3
    proposed(house, made)
    approved(house, made)
    return made


def everything_in(letter: bytes) -> str:
    """Every text of the file: its pages, what is attached, every object, and its bytes."""
    reader = PdfReader(io.BytesIO(letter))
    told = [page.extract_text() for page in reader.pages]
    told += [data.decode() for files in reader.attachments.values() for data in files]
    told += [str(reader.metadata), letter.decode("latin-1")]
    for number in {*reader.xref_objStm, *(each for rows in reader.xref.values() for each in rows)}:
        held = reader.get_object(number)
        if isinstance(held, StreamObject):
            told.append(held.get_data().decode("latin-1"))
        told.append(str(held))
    return " ".join(" ".join(told).split())


def test_the_letter_is_whole_archival_and_what_was_handed_out_is_on_record(house: Scene) -> None:
    made = ready(house)
    letter = letter_of(house, made.reference)
    found = checked(letter)
    assert (found.reference, found.sealed_by) == (made.reference, "United States customs")
    assert faults(letter) == []
    entry = LedgerEntry.objects.latest("index")
    told = json.loads(bytes(entry.body))
    assert (told["event"], told["about"]) == ("letter.person_reply_made", made.reference)
    digest = hashlib.sha256(letter).hexdigest()
    assert told["fields"] == {"languages": "en", "digest": digest, "attached": found.digest}
    assert PERSON not in bytes(entry.body).decode()


def test_what_is_attached_is_the_reply_as_the_api_tells_it(house: Scene) -> None:
    made = ready(house)
    told = json.loads(checked(letter_of(house, made.reference, "fr")).attached)
    reply = reply_told(reply_of(made.reference, seen_by=house.officer(DPO)))
    head = {"format": "comity-letter-person-1", "made_on": ON.isoformat(), "language": "fr"}
    assert told == {**json.loads(json.dumps(reply)), **head, "from": told["from"]}
    assert set(told["from"]) == {"code", "name"}
    answer = Caller(DPO).sign_in().get(f"/subject-requests/{made.reference}/reply")
    assert answer.json() == reply


def test_a_file_is_told_by_lines_and_not_by_what_others_are_called_in_it(house: Scene) -> None:
    attached(house, "book.xlsx", workbook([[DENIED, "Importer"], [PERSON, PERSON]]))
    made = searched(house)
    pass_by(house)
    decided(house, made, 1, GRANT)
    proposed(house, made)
    approved(house, made)
    told = everything_in(letter_of(house, made.reference))
    assert "book.xlsx" in told
    assert "line 2" in told
    for name in (DENIED, "Importer", "Sheet 0"):
        assert name not in told


@pytest.mark.parametrize("language", ["en", "uk", "ar"])
def test_what_is_not_given_stands_in_no_byte_of_it(house: Scene, language: str) -> None:
    made = ready(house)
    text = everything_in(letter_of(house, made.reference, language))
    assert SHOWN in text
    assert "5 USC 552a(j)(2)" in text
    for word in (WITHHELD, DENIED, KEPT_IN, "552a(k)(2)"):
        assert word not in text
    others = (item.request.reference for item in made.items.all())
    assert not any(reference in text for reference in others)


def test_a_person_reads_it_in_one_language_and_once(house: Scene) -> None:
    made = ready(house)
    pages = [
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(letter)).pages)
        for letter in (letter_of(house, made.reference, each) for each in ("en", "uk"))
    ]
    assert [told.count("What we do not give you") for told in pages] == [1, 0]


def test_poppler_finds_the_seal_valid(house: Scene, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(letter_of(house, ready(house).reference, "ar"))
    command = ["pdfsig", "-nocert", str(file)]
    said = subprocess.run(command, capture_output=True, text=True).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said


def test_the_page_the_api_and_nobody_else_hand_it_out(house: Scene, client: Client) -> None:
    made = ready(house)
    client.force_login(Officer.objects.get(username=DPO))
    page = client.get(f"/records/access/{made.reference}/reply/")
    assert page.context["form"].initial == {"language": "en"}
    where = f"/records/access/{made.reference}/reply/letter/"
    assert client.get(where)["Location"] == f"/records/access/{made.reference}/reply/"
    answer = client.post(where, {"language": "es"})
    assert answer["Content-Type"] == "application/pdf"
    assert checked(content_of(answer)).reference == made.reference
    wrong = client.post(where, {"language": "xx"}).content.decode()
    assert "Choose one language of these" in wrong
    caller = Caller(DPO).sign_in()
    answer = caller.post(f"/subject-requests/{made.reference}/reply/letter", {"language": "sw"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert checked(content_of(answer)).reference == made.reference
    for who in ("c.unit", "j.alvarez"):
        with pytest.raises(NotAllowedError):
            letter_of(house, made.reference, who=who)
        other = Client()
        other.force_login(officer_named(who))
        assert other.post(where, {"language": "en"}).status_code == 403


def test_there_is_no_letter_before_the_approval_nor_after_the_erasure(house: Scene) -> None:
    house.sent(parties=PERSON)
    made = searched(house)
    decided(house, made, 1, GRANT)
    proposed(house, made)
    with pytest.raises(SubjectMoveError):
        letter_of(house, made.reference)
    approved(house, made)
    with pytest.raises(LanguageNotTakenError):
        letter_of(house, made.reference, "xx")
    officer = house.officer(DPO)
    with transaction.atomic(durable=True):
        letter = LetterMark("DP-7", "2026-11-21")
        answer_person(made.reference, letter=letter, officer=officer, at=house.now, on=ON)
        keep_access_law(LawDraft(article="5 USC 552a", keep_days=1), officer=officer, at=house.now)
    assert letter_of(house, made.reference)
    with transaction.atomic(durable=True):
        erase_subject(
            made.reference,
            officer=officer,
            signed_in_afresh_at=house.now - timedelta(seconds=5),
            at=house.now,
            on=date(2027, 1, 1),
        )
    with pytest.raises(SubjectMoveError):
        letter_of(house, made.reference)


def test_no_letter_is_made_against_a_word_that_came_late_and_binds(house: Scene) -> None:
    house.received(parties=PERSON)
    made = searched(house)
    asked = released(house, consulted(house, made, 1))
    made.items.update(binds=True)
    assert asked.until is not None
    later = asked.until + timedelta(days=1)
    decided(house, made, 1, GRANT, on=later)
    SubjectRequest.objects.filter(pk=made.pk).update(state="proposed")
    made.refresh_from_db()
    with transaction.atomic(durable=True):
        approve_reply(
            made.reference,
            version=made.version,
            officer=house.officer("c.unit"),
            signed_in_afresh_at=house.now - timedelta(seconds=5),
            at=house.now,
            on=later,
        )
    opinion_comes(house, asked, opinion="objection", ground="investigation")
    with pytest.raises(OpinionBindsError):
        letter_of(house, made.reference)
    assert not LedgerEntry.objects.filter(event="letter.person_reply_made").exists()


def test_whatever_a_person_or_a_case_says_is_text_and_no_more(house: Scene) -> None:
    hostile = f'{PERSON} #panic("read") [= Heading] <script>alert(1)</script> 💶'
    house.sent(parties=hostile)
    made = searched(house, replace(ASKED, contact='#read("/etc/passwd")\n12 Khreshchatyk'))
    decided(house, made, 1, GRANT)
    proposed(house, made)
    approved(house, made)
    letter = letter_of(house, made.reference, "ar")
    assert faults(letter) == []
    told = json.loads(checked(letter).attached)
    assert told["given"][0]["texts"]["parties"] == hostile

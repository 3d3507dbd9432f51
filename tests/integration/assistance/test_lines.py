"""Lines of a table become lines of a draft, seen first and added to what stands there."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from openpyxl import Workbook

from comity.assistance.line_rules import recognised, text_of_lines
from comity.assistance.models import Request
from comity.assistance.services.lines import take_lines
from comity.assistance.terms.lines import (
    FIELDS_OF_LINES,
    HEADERS,
    MOST_LINES,
    Meaning,
    MeaningTwiceError,
    NoColumnKnownError,
    TooManyLinesError,
)
from comity.assistance.wording.lines import MEANING_NAMES
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from tests.integration.assistance.scene import PASSWORD, Scene
from tests.integration.rest.client import Caller, problem_of

M = Meaning


@pytest.mark.parametrize(
    ("headers", "meanings"),
    [
        (("Name", "Address", "Colour"), (M.NAME, M.ADDRESS, None)),
        (("Nom", "Adresse", "Code SH", "Quantité"), (M.NAME, M.ADDRESS, M.HS_CODE, M.QUANTITY)),
        (("Empresa", "Descripción", "País de origen"), (M.NAME, M.GOODS, M.ORIGIN)),
        (("Назва", "Код УКТЗЕД", "Контейнер"), (M.NAME, M.HS_CODE, M.CONTAINER)),
        (("Jina", "Anwani", "Bidhaa"), (M.NAME, M.ADDRESS, M.GOODS)),
        (("الاسم", "العنوان", "رقم الحاوية"), (M.NAME, M.ADDRESS, M.CONTAINER)),
        (("HS-CODE", "container no", "B/L"), (M.HS_CODE, None, M.WAYBILL)),
        (("Name", "Company"), (M.NAME, None)),
    ],
)
def test_columns_are_recognised_in_six_languages(
    headers: tuple[str, ...], meanings: tuple[Meaning | None, ...]
) -> None:
    assert recognised(headers) == meanings


def test_every_meaning_has_a_name_a_header_and_a_field() -> None:
    placed = [each for fields in FIELDS_OF_LINES.values() for each in fields]
    assert sorted(placed) == sorted(Meaning)
    assert set(MEANING_NAMES) == set(HEADERS) == set(Meaning)
    told = [recognised([name])[0] for names in HEADERS.values() for name in names]
    meant = [meaning for meaning, names in HEADERS.items() for _ in names]
    assert told == meant


def test_each_row_is_a_line_of_each_field_it_speaks_of() -> None:
    meanings = (M.NAME, M.COUNTRY, M.GOODS, M.HS_CODE, M.VALUE, M.CURRENCY, None, M.CONTAINER)
    rows = [
        ("Acme\nLtd", "KE", "Bearings", "848210", "71760", "USD", "left out", "MSCU6639871"),
        ("", "", "Steel", "", "", "EUR", "", ""),
    ]
    assert text_of_lines(meanings, rows) == {
        "parties": "Acme Ltd; KE",
        "goods_description": "Bearings; HS 848210; 71760 USD\nSteel EUR",
        "facts": "container MSCU6639871",
    }


@pytest.mark.parametrize(
    ("meanings", "rows", "error"),
    [
        ((None, None), [("a", "b")], NoColumnKnownError),
        ((M.NAME, M.NAME), [("a", "b")], MeaningTwiceError),
        ((M.NAME,), [("a",)] * (MOST_LINES + 1), TooManyLinesError),
    ],
)
def test_what_nothing_can_be_made_of_is_refused(
    meanings: tuple[Meaning | None, ...], rows: list[tuple[str, ...]], error: type[Exception]
) -> None:
    with pytest.raises(error):
        text_of_lines(meanings, rows)


def take(scene: Scene, reference: str, *cells: str, who: str = "j.alvarez") -> Request:
    with transaction.atomic(durable=True):
        return take_lines(
            reference,
            [M.NAME],
            [(cell,) for cell in cells],
            officer=scene.officer(who),
            at=scene.now,
        )


def test_lines_are_added_beneath_what_stands_there(scene: Scene) -> None:
    reference = scene.draft(parties="Known before")
    assert take(scene, reference, "Acme", "Beta").parties == "Known before\nAcme\nBeta"


def test_what_would_not_fit_is_refused_and_nothing_cut(scene: Scene) -> None:
    reference = scene.draft()
    with pytest.raises(InvalidDraftError) as refused:
        take(scene, reference, "x" * 1900, "y" * 1900, "z" * 1900)
    assert [(each.code, each.field) for each in refused.value.problems] == [("too_long", "parties")]
    assert Request.objects.get(reference=reference).parties == ""


def test_only_who_may_write_in_the_draft_adds_to_it(scene: Scene) -> None:
    reference = scene.draft()
    with pytest.raises(NotFoundError):
        take(scene, reference, "Acme", who="d.reyes")
    with pytest.raises(NotAllowedError):
        take(scene, reference, "Acme", who="c.unit")


def sheet(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("lines.xlsx", out.getvalue())


def test_the_page_shows_what_was_read_and_takes_it_over(scene: Scene, client: Client) -> None:
    reference = scene.draft()
    place = f"/requests/{reference}/lines/"
    assert client.login(username="j.alvarez", password=PASSWORD)
    assert place in client.get(f"/requests/{reference}/edit/").content.decode()
    assert client.get(place).status_code == 200
    file = sheet(("Name", "Wohnort"), ("<b>Acme</b>", "Mombasa"))
    shown = client.post(place, {"action": "read", "file": file})
    page = shown.content.decode()
    assert "&lt;b&gt;Acme&lt;/b&gt;" in page and "<b>Acme" not in page
    carried = shown.context["read"].kept()
    chosen = {"column-0": "name", "column-1": "address", "table": carried}
    assert "Mombasa" in client.post(place, {"action": "show", **chosen}).content.decode()
    assert Request.objects.get(reference=reference).parties == ""
    taken = client.post(place, {"action": "take", **chosen})
    assert taken.status_code == 302
    assert Request.objects.get(reference=reference).parties == "<b>Acme</b>; Mombasa"


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "read"},
        {"action": "read", "file": b"PK not a workbook"},
        {"action": "read", "file": b"a,b\n"},
        {"action": "take", "table": "[[["},
        {"action": "take", "table": '{"a": 1}'},
        {"action": "take", "table": "[1, 2]"},
        {"action": "take", "table": '[["Name"], ["a", "b"]]'},
        {"action": "take", "table": '[["Name"], ["\\u0000"]]', "column-0": "name"},
        {"action": "take", "table": '[["Name"], ["Acme"]]', "column-0": "nothing"},
        {"action": "take", "table": '[["Name"], ["\\ud800"]]', "column-0": "name"},
    ],
)
def test_whatever_is_sent_is_told_and_changes_nothing(
    scene: Scene, client: Client, sent: dict[str, str | bytes]
) -> None:
    reference = scene.draft()
    assert client.login(username="j.alvarez", password=PASSWORD)
    told = {
        name: SimpleUploadedFile("t", value) if isinstance(value, bytes) else value
        for name, value in sent.items()
    }
    assert client.post(f"/requests/{reference}/lines/", told).status_code == 200
    assert Request.objects.get(reference=reference).parties == ""


def test_the_api_adds_lines(scene: Scene) -> None:
    reference = scene.draft()
    caller = Caller("j.alvarez").sign_in()
    body = {"headers": ["Name", "Colour"], "rows": [["Acme", "red"]]}
    assert caller.post(f"/requests/{reference}/lines", body).json()["parties"] == "Acme"
    uneven = {**body, "rows": [["Acme"]]}
    problem_of(caller.post(f"/requests/{reference}/lines", uneven), 422, "invalid")
    unknown = {"headers": ["Colour"], "rows": [["red"]]}
    problem_of(caller.post(f"/requests/{reference}/lines", unknown), 409, "lines_no_column")

"""The data protection officer's desk: whose data, on what ground, until when; nobody else's."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from comity.assistance.models import Answer, Request
from comity.assistance.queries import DataRow, cases_naming, personal_data
from comity.assistance.services import change_draft
from comity.assistance.terms.personal_data import DataAsked, Held, Sign
from comity.interfaces.taking_out import hand_out_register, safe_cell
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.oversight.services import record_data_search
from tests.integration.assistance.scene import ON, request_body
from tests.integration.assistance.turning import ask_completion
from tests.integration.oversight.conftest import PERSON, House


def rows(house: House, *, on: date = ON, **asked: Any) -> list[DataRow]:
    officer = house.scene.officer("p.singh")
    wanted = DataAsked(**asked)
    return list(personal_data(wanted, seen_by=officer, on=on, limit=50).rows)


def test_what_is_held_is_told_with_its_ground_and_its_last_day(house: House) -> None:
    asked, answered = rows(house, case=house.opened)
    assert (asked.held, asked.signs) == (Held.OWN_REQUEST, (Sign.PARTIES,))
    assert PERSON in asked.subjects
    assert asked.under == "us-ua-2016"
    assert asked.article
    assert answered.held is Held.RECEIVED_ANSWER
    assert answered.under == "us-ua-2016"
    assert (answered.keep_until, answered.overdue) == (date(2029, 1, 1), False)


def test_what_is_kept_too_long_is_overdue(house: House) -> None:
    late = rows(house, on=date(2029, 1, 1), overdue=True)
    assert [(row.case, row.held) for row in late] == [(house.opened, Held.RECEIVED_ANSWER)]
    assert rows(house, on=date(2028, 12, 31), overdue=True) == []


def test_an_answer_marked_personal_is_listed_without_named_persons(house: House) -> None:
    scene = house.scene
    reference = scene.received(reference="UA-US-2026-00009", parties="")
    scene.accept(reference)
    scene.write_answer(reference, categories=("personal",))
    (row,) = rows(house, case=reference)
    assert (row.held, row.signs, row.subjects) == (Held.SUPPLIED_ANSWER, (Sign.CATEGORY,), "")


@pytest.mark.parametrize(
    ("particulars", "named"),
    [
        ({"addressee": "Marta Novak"}, "Marta Novak"),
        ({"debtor": "Marta Novak", "claim": "EUR 900"}, "Marta Novak"),
        ({"to_be_heard": "Marta Novak"}, "Marta Novak"),
        ({"officials": "Marta Novak"}, "Marta Novak"),
        ({"watched": "persons", "watched_known_by": "Marta Novak"}, "Marta Novak"),
        ({"watched": "goods", "watched_known_by": "blue crates"}, None),
        ({"claim": "EUR 900"}, None),
    ],
)
def test_a_request_that_names_persons_in_own_fields_only_is_listed(
    house: House, particulars: dict[str, str], named: str | None
) -> None:
    scene = house.scene
    reference = scene.draft(particulars=particulars)
    found = rows(house, case=reference)
    assert [row.subjects for row in found] == ([named] if named else [])
    with transaction.atomic():
        change_draft(
            reference,
            changed={"particulars": dict.fromkeys(particulars, "")},
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )
    assert rows(house, case=reference) == []


def test_the_database_keeps_no_persons_concerned_without_the_flag(house: House) -> None:
    requests = Request.objects.filter(reference=house.opened)
    with pytest.raises(IntegrityError), transaction.atomic():
        requests.update(names_persons=False)


def test_a_mark_that_is_taken_back_takes_the_case_from_the_list(house: House) -> None:
    scene = house.scene
    reference = scene.received(reference="UA-US-2026-00009", parties="")
    scene.accept(reference)
    for categories, listed in ((("tax", "personal"), 1), (("tax",), 0), (("personal",), 1)):
        scene.write_answer(reference, categories=categories)
        assert len(rows(house, case=reference)) == listed


def test_the_database_keeps_no_answer_whose_flag_says_otherwise_than_its_mark(house: House) -> None:
    answers = Answer.objects.filter(request__reference=house.opened)
    with pytest.raises(IntegrityError), transaction.atomic():
        answers.update(personal=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        answers.update(categories=["personal"])
    answer = answers.get()
    answer.categories = ["personal"]
    answer.save(update_fields=["categories"])
    assert answers.get().personal


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 4),
        ({"partner": "UA"}, 4),
        ({"partner": "KE"}, 0),
        ({"held": "received_request"}, 1),
        ({"since": ON}, 4),
        ({"since": ON + timedelta(days=1)}, 0),
        ({"until": ON}, 4),
        ({"until": ON - timedelta(days=1)}, 0),
    ],
)
def test_the_desk_is_filtered(house: House, asked: dict[str, Any], count: int) -> None:
    assert len(rows(house, **asked)) == count


def test_pages_of_the_desk_join_without_a_gap(house: House) -> None:
    officer, found, after = house.scene.officer("p.singh"), [], 0
    while True:
        page = personal_data(DataAsked(), seen_by=officer, on=ON, limit=1, after=after)
        found += [row.case for row in page.rows]
        after = page.after
        if not after:
            break
    assert found == [row.case for row in rows(house)]
    assert page.cases == 3


def test_a_person_is_found_in_every_field_that_may_be_seen(house: House) -> None:
    found = cases_naming(PERSON.upper(), seen_by=house.scene.officer("p.singh"))
    assert [(each.case, each.fields) for each in found] == [(house.opened, ("parties", "answer"))]


def test_a_person_is_found_in_the_own_fields_of_an_earlier_version(house: House) -> None:
    scene = house.scene
    body = request_body(reference="UA-US-2026-00009", particulars={"addressee": "Marta Novak"})
    scene.tell("assistance.request", body)
    ask_completion(scene, str(body["reference"]))
    scene.tell("assistance.completed", {**body, "particulars": {}})
    found = cases_naming("marta NOVAK", seen_by=scene.officer("p.singh"))
    assert [(each.case, each.fields) for each in found] == [("UA-US-2026-00009", ("turns",))]


def test_an_answer_nobody_opened_is_not_searched(house: House) -> None:
    scene = house.scene
    waiting = scene.sent()
    scene.accepted_there(waiting)
    scene.answered_there(waiting, text="A sealed name: Zoya Unread.")
    assert cases_naming("Zoya Unread", seen_by=scene.officer("p.singh")) == ()


def test_a_search_is_recorded_with_its_reason_and_without_the_name(house: House) -> None:
    scene = house.scene
    with transaction.atomic():
        record_data_search(
            PERSON, reason="Application 17/2026", officer=scene.officer("p.singh"), at=scene.now
        )
    entry = LedgerEntry.objects.get(event="data.searched")
    assert dict(entry.facts()) == {"found": "1", "reason": "Application 17/2026"}
    assert b"Petrenko" not in bytes(entry.body)


@pytest.mark.parametrize(("text", "reason"), [("", "why"), ("ab", "why"), (PERSON, " ")])
def test_a_search_wants_a_text_and_a_reason(house: House, text: str, reason: str) -> None:
    officer = house.scene.officer("p.singh")
    with pytest.raises(InvalidDraftError), transaction.atomic():
        record_data_search(text, reason=reason, officer=officer, at=house.scene.now)
    assert not LedgerEntry.objects.filter(event="data.searched").exists()


def test_no_cell_of_the_table_is_a_formula(house: House) -> None:
    handed = hand_out_register(
        DataAsked(),
        reason="Yearly report",
        officer=house.scene.officer("p.singh"),
        at=house.scene.now,
        on=ON,
    )
    raw = b"".join(handed.pieces)
    assert len(raw) == handed.size
    table = list(csv.DictReader(io.StringIO(raw.decode(), newline="")))
    assert "'=HYPERLINK(evil)" in {row["subjects"] for row in table}
    assert not [c for row in table for c in row.values() if c.lstrip().startswith(("=", "+", "@"))]
    facts = dict(LedgerEntry.objects.get(event="data.exported").facts())
    assert (facts["rows"], facts["reason"]) == (str(len(table)), "Yearly report")


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@x", "\t=1", "  =1", "\r=1", "\uff1d1", "\n=1"]
)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert safe_cell("Kyiv, 12 = 12") == "Kyiv, 12 = 12"


@pytest.mark.parametrize("who", ["a.hale", "c.unit", "j.alvarez", "m.chen", "n.okafor", "t.brooks"])
def test_the_desk_is_nobody_elses(house: House, who: str) -> None:
    officer = house.scene.officer(who)
    with pytest.raises(NotAllowedError):
        personal_data(DataAsked(), seen_by=officer, on=ON, limit=1)
    with pytest.raises(NotAllowedError):
        cases_naming(PERSON, seen_by=officer)
    with pytest.raises(NotAllowedError):
        hand_out_register(DataAsked(), reason="x", officer=officer, at=house.scene.now, on=ON)

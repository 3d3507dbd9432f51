"""The kinds of assistance: each has a short form that suffices, and what is wrong in it is said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.agreements.terms import AssistanceKind
from comity.assistance.coding import coded_in, problems_in_codes, versions_on
from comity.assistance.particulars import particulars_in
from comity.assistance.rules import completed, problems_in, unstorable
from comity.assistance.terms import CODES, REQUIRED, RequestDraft
from comity.assistance.terms.kind_fields import FIELDS, Entry
from comity.assistance.terms.kinds import (
    KINDS,
    MOST_MINIMUM,
    KindOfAssistance,
    in_plain_text,
    own_entries,
)
from comity.subjects.list_files import load_code_lists
from comity.subjects.terms import CodeLists

ON = date(2026, 11, 22)
KIND = pytest.mark.parametrize("entry", KINDS.values(), ids=[kind.value for kind in KINDS])
ROUTE = {"route": "Odesa to Gdansk", "decides": "Both units", "fallback": "It is stopped."}


def typed_into(name: str) -> str:
    field = FIELDS[name]
    if field.entry is Entry.CODE:
        return next(iter(field.codes))
    return "2027-01-04" if field.entry is Entry.DAY else "Said"


def short_form_of(entry: KindOfAssistance) -> RequestDraft:
    common: dict[str, Any] = {name: "Said" for name in entry.minimum if name not in FIELDS}
    common |= {"partner": "UA", "kind": entry.kind.value}
    if "proceedings_nature" in common:
        common["proceedings_nature"] = "criminal"
    own = {name: typed_into(name) for name in entry.minimum if name in FIELDS}
    return RequestDraft(**common, particulars=own)


def problems(draft: RequestDraft) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in problems_in(draft, on=ON)}


def test_every_kind_of_the_register_has_a_form() -> None:
    assert set(KINDS) == set(AssistanceKind)


@KIND
def test_the_short_form_of_a_kind_is_short_and_suffices(entry: KindOfAssistance) -> None:
    assert len(entry.minimum) <= MOST_MINIMUM
    assert {"partner", "kind", "subject"} <= set(entry.minimum)
    assert not set(entry.minimum) & set(entry.without)
    draft = short_form_of(entry)
    assert problems(draft) == set()
    settled = completed(draft)
    assert settled.purpose in CODES["purpose"]
    assert settled.proceedings_nature in CODES["proceedings_nature"]


@KIND
def test_each_field_of_the_short_form_is_missed_when_it_is_empty(entry: KindOfAssistance) -> None:
    draft = short_form_of(entry)
    for name in set(entry.minimum) - {"kind"}:
        if name in FIELDS:
            less = replace(draft, particulars={**draft.particulars, name: " "})
        else:
            emptied: dict[str, Any] = {name: ""}
            less = replace(draft, **emptied)
        assert (name, "missing") in problems(less), name


def test_what_is_stated_is_not_replaced_by_what_the_kind_settles() -> None:
    draft = RequestDraft(kind="controlled-delivery", purpose="other", proceedings_nature="civil")
    assert completed(draft) == draft
    assert completed(replace(draft, kind="")) == replace(draft, kind="")


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("route", "x" * 4001, "too_long"),
        ("route", "reversed \u202e", "control_characters"),
        ("substitution", "some", "unknown_code"),
        ("delivery_from", "soon", "not_a_day"),
        ("delivery_from", "2026-W48-1", "not_a_day"),
        ("delivery_from", "2026-11-21", "day_passed"),
    ],
)
def test_a_wrong_value_of_an_own_field_is_named(name: str, typed: str, code: str) -> None:
    draft = short_form_of(KINDS[AssistanceKind.CONTROLLED_DELIVERY])
    wrong = replace(draft, particulars={**draft.particulars, name: typed})
    assert (name, code) in problems(wrong)


def test_a_last_day_before_the_first_is_named() -> None:
    draft = short_form_of(KINDS[AssistanceKind.PRESENCE])
    turned = {**draft.particulars, "present_from": "2027-02-02", "present_until": "2027-02-01"}
    assert problems(replace(draft, particulars=turned)) == {("present_until", "period_turned")}


def test_what_was_typed_for_another_kind_is_kept_unjudged_and_does_not_leave() -> None:
    draft = replace(
        short_form_of(KINDS[AssistanceKind.CONTROLLED_DELIVERY]),
        particulars={**ROUTE, "hearing_day": "soon"},
    )
    assert problems(draft) == set()
    assert "hearing_day" not in own_entries(draft.kind, draft.particulars)


def test_a_field_that_nobody_knows_is_not_kept() -> None:
    found = problems_in(RequestDraft(particulars={"gossip": "x"}), on=ON)
    assert [problem.code for problem in unstorable(found)] == ["unknown_key"]
    assert particulars_in({"gossip": "x", "route": "A", "claim": 7}) == {"route": "A"}
    assert particulars_in("route") == {}


def test_own_entries_can_be_read_as_text_where_the_fields_are_not_known() -> None:
    told = in_plain_text("controlled-delivery", {**ROUTE, "substitution": "part", "claim": "7"})
    assert told.splitlines()[0] == "Route: Odesa to Gdansk"
    assert "Substitution of the goods: in part" in told
    assert "Claim" not in told


def test_an_offence_is_of_its_area_and_both_keep_the_version_of_their_lists() -> None:
    held = load_code_lists()
    draft = RequestDraft(area="duty-evasion", offence="undervaluation")
    assert list(problems_in_codes(draft, held, on=ON)) == []
    assert versions_on(draft, held, on=ON) == {"areas": "2026-1", "offences": "2026-1"}
    area, offence = coded_in(draft, {}, held, on=ON)
    assert area.code is not None
    assert [body.code for body in area.path] == ["tax-administration", "public-prosecutor"]
    assert (offence.version, offence.path) == ("2026-1", area.path)
    other = list(problems_in_codes(replace(draft, area="trafficking"), held, on=ON))
    assert [(each.field, each.code) for each in other] == [("offence", "offence_of_other_area")]
    unknown = list(problems_in_codes(replace(draft, offence="gossip"), held, on=ON))
    assert [(each.field, each.code) for each in unknown] == [("offence", "unknown_code")]


def test_a_code_that_no_list_here_has_is_shown_as_it_came() -> None:
    draft = RequestDraft(offence="moon-rock")
    (coded,) = coded_in(draft, {"offences": "ua-7"}, load_code_lists(), on=ON)
    assert (coded.typed, coded.version, coded.code, coded.path) == ("moon-rock", "ua-7", None, ())
    assert list(problems_in_codes(draft, CodeLists(), on=ON)) == []


def test_without_a_kind_every_common_field_that_any_request_needs_is_missed() -> None:
    assert {field for field, _ in problems(RequestDraft())} == set(REQUIRED)

"""Oral requests and acting alone: what an agreement says, what is alike, what a clock counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from comity.assistance.duty_release_rules import order_for, problems_in_review
from comity.assistance.erasing_table import emptied
from comity.assistance.models import DutyRelease, OralMention, OralRequest
from comity.assistance.oral_rules import Matter, likenesses, moment_typed, terms_of_oral
from comity.assistance.terms import Action, Party, RequestState
from comity.assistance.terms.clocks import ClockKind
from comity.assistance.terms.duty_release import ReviewDraft
from comity.assistance.terms.oral import Likeness, OralLeave
from comity.assistance.urgent_clocks import SaidFacts, confirmation_clock
from comity.kernel.rulings import Citation, Role
from comity.kernel.working_days import Calendar, Weekends
from comity.officers.terms import Viewer
from tests.spec.language import agreement, with_parameters

SAID_AT = datetime(2026, 11, 19, 22, 0, tzinfo=UTC)  # a Thursday
FORM = "req.form"
HELD = agreement(covers={"Art. 9": FORM})
FRIDAY, NEXT = date(2026, 11, 20), date(2026, 11, 24)


def told(instrument: Any = HELD, **parameters: Any) -> Any:
    text = instrument and with_parameters(instrument, FORM, **parameters)
    return terms_of_oral(text, on_day=SAID_AT, custom=3)


def test_an_article_that_counts_days_makes_the_day_the_laws_own() -> None:
    found = told(oral_when_urgent=True, confirm_days=7)
    assert (found.leave, found.length, found.by_article) == (OralLeave.ALLOWED, 7, True)
    assert found.cites is not None


@pytest.mark.parametrize(
    ("parameters", "leave"),
    [
        ({"oral_when_urgent": True, "confirm_within": "without delay"}, OralLeave.ALLOWED),
        ({"oral_when_urgent": False, "confirm_days": 7}, OralLeave.NOT_ALLOWED),
        ({"written": True}, OralLeave.NOT_ALLOWED),
        ({"electronic": True}, OralLeave.SILENT),
    ],
)
def test_where_no_article_counts_days_custom_does(
    parameters: dict[str, Any], leave: OralLeave
) -> None:
    found = told(**parameters)
    assert (found.leave, found.length, found.by_article) == (leave, 3, False)
    assert found.within == ("without delay" if "confirm_within" in parameters else "")


def test_an_assumed_term_binds_nobody_and_no_agreement_says_nothing() -> None:
    assumed = told(agreement(covers={}, assumes=(FORM,)), oral_when_urgent=True, confirm_days=7)
    assert (assumed.length, assumed.by_article) == (3, False)
    for silent in (None, agreement(covers={}), agreement(excludes={"Art. 9": FORM})):
        found = terms_of_oral(silent, on_day=SAID_AT, custom=3)
        assert (found.leave, found.cites) == (OralLeave.SILENT, None)


CALL = Matter("origin-and-value", "Bearings on the ferry", "848210", "MRN 7", "Ivan Petrenko")
BLANK = Matter("classification")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"says": SAID_AT + timedelta(hours=2)}, Likeness.SAYS_SO),
        ({"kind": CALL.kind}, Likeness.SAME_KIND),
        ({"subject": "The FERRY of Thursday"}, Likeness.SAME_SUBJECT),
        ({"hs_code": "848210"}, Likeness.SAME_GOODS),
        ({"consignment": "mrn 7 "}, Likeness.SAME_CONSIGNMENT),
        ({"persons": "PETRENKO Ivan, Odesa"}, Likeness.SAME_PERSONS),
    ],
)
def test_each_likeness_is_named_for_itself(change: dict[str, Any], why: Likeness) -> None:
    assert likenesses(CALL, replace(BLANK, **change), put_at=SAID_AT) == (why,)


@pytest.mark.parametrize(
    "change",
    [
        {"says": SAID_AT + timedelta(hours=4)},
        {"subject": "on the of"},
        {"consignment": " "},
        {"persons": ""},
    ],
)
def test_what_every_two_matters_share_is_no_likeness(change: dict[str, Any]) -> None:
    blank = replace(CALL, kind="other", hs_code="", consignment="", persons="")
    assert likenesses(blank, replace(BLANK, **change), put_at=SAID_AT) == ()


class _WithFriday(Weekends):
    def __contains__(self, day: object) -> bool:
        return day == FRIDAY or super().__contains__(day)


def calendar_of(country: str) -> Calendar:
    return Calendar(country, _WithFriday() if country == "UA" else Weekends())


def clock(*, by_article: bool, side: Party = Party.REQUESTED) -> Any:
    said = SaidFacts(date(2026, 11, 19), 2, by_article, None, None)
    return confirmation_clock(
        said,
        side=side,
        state=RequestState.SUBMITTED,
        countries=("US", "UA"),
        calendar_of=calendar_of,
    )


def test_the_customs_days_are_worked_in_both_countries_and_the_articles_are_days() -> None:
    custom, legal = clock(by_article=False), clock(by_article=True)
    assert (custom.kind, custom.due_on) == (ClockKind.ADMINISTRATIVE, NEXT)
    assert (legal.kind, legal.due_on) == (ClockKind.LEGAL, date(2026, 11, 21))
    assert custom.act is None
    assert clock(by_article=False, side=Party.REQUESTING).act is Action.APPROVE


@pytest.mark.parametrize("typed", ["", "today", "2026-13-01 10:00", "2026-12-01", "1 2 3"])
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert moment_typed(typed) is None
    assert moment_typed(" 2026-12-01T14:30 ") == datetime(2026, 12, 1, 14, 30)  # noqa: DTZ001  typed without a zone


def test_an_order_lets_only_who_holds_its_office() -> None:
    orders = ((Role.CENTRAL_UNIT, Citation.quoting("Order 1")),)
    unit = Viewer(1, "Unit", "CBP", frozenset({Role.CENTRAL_UNIT}))
    assert order_for(orders, unit) == orders[0][1]
    assert order_for(orders, replace(unit, roles=frozenset({Role.APPROVER}))) is None
    assert order_for((), unit) is None


@pytest.mark.parametrize(
    ("review", "codes"),
    [
        (ReviewDraft("release_confirmed", "nothing_follows"), set()),
        (ReviewDraft("release_not_confirmed", "recall_follows", "Too much."), set()),
        (ReviewDraft(), {("review", "missing"), ("follows", "missing")}),
        (ReviewDraft("maybe", "hope"), {("review", "unknown_code"), ("follows", "unknown_code")}),
        (
            ReviewDraft("release_not_confirmed", "nothing_follows"),
            {("follows", "follows_nothing"), ("reason", "missing")},
        ),
    ],
)
def test_what_is_not_confirmed_has_a_consequence_and_a_reason(
    review: ReviewDraft, codes: set[tuple[str, str]]
) -> None:
    assert {(p.field, p.code) for p in problems_in_review(review)} == codes


def test_an_erased_matter_keeps_that_there_was_a_call_and_no_name() -> None:
    assert emptied(OralRequest) == {"spoken_with": ""}
    assert emptied(OralMention) == {"spoken_with": ""}
    assert emptied(DutyRelease) == {"note": "", "review_note": ""}

"""The lines of the register pages: what they print, and what is kept for the next reader."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from comity.agreements.terms import Event, EventType, Register
from comity.interfaces.web.agreements.atlas import neighbours_of
from comity.interfaces.web.agreements.lines import state_lines, table_lines, year_lines
from comity.interfaces.web.agreements.listing import Filter, find
from comity.interfaces.web.agreements.recent import recently
from comity.interfaces.web.agreements.timeline import chronicle_of, happenings, happenings_of
from comity.interfaces.web.words import country_name
from comity.kernel.codes import CountryCode
from tests.spec.language import SHIPPED, agreement

ON = date(2026, 11, 22)
EVERYTHING = Filter("", "", None, None, None, "", ON)
DAYS = (date(1990, 6, 1), date(2016, 12, 12), date(2016, 12, 13), date(2017, 12, 31), ON)
HOSTILE = "<script>alert('x')</script> & \"co\""


# ---- a chronicle of the register tells every day what looking through every agreement tells


@pytest.mark.parametrize("on", DAYS)
def test_the_chronicle_of_all_is_read_off_for_any_day(on: date) -> None:
    told = happenings_of(chronicle_of(SHIPPED.instruments), SHIPPED.instruments, on=on)
    assert told == happenings(SHIPPED.instruments, on=on, concerning=frozenset())
    assert told


@pytest.mark.parametrize("on", DAYS)
def test_a_filter_leaves_of_the_chronicle_what_it_found(on: date) -> None:
    some = SHIPPED.instruments[::3]
    told = happenings_of(chronicle_of(SHIPPED.instruments), some, on=on)
    assert told == happenings(some, on=on, concerning=frozenset())


# ---- what is printed


def test_every_instrument_of_a_line_has_the_address_the_routes_give_it() -> None:
    rows = find(SHIPPED.instruments, EVERYTHING, name_of=country_name).rows
    printed = table_lines(rows, day_link="?on=2020-02-01")
    for row in rows:
        address = reverse("agreement", args=[row.instrument.reference])
        assert f'href="{address}?on=2020-02-01"' in printed


def test_no_title_place_or_printed_day_is_markup() -> None:
    signed = Event(EventType.SIGNED, printed=f"2001 {HOSTILE}", place=HOSTILE)
    known = agreement()
    hostile = replace(known, short_title=HOSTILE, events=(signed, *known.events))
    rows = find([hostile], EVERYTHING, name_of=country_name).rows
    of = hostile.parties[0].code
    neighbours = neighbours_of([hostile], of=of, on=ON, within=None, name_of=lambda _: HOSTILE)
    printed = (
        table_lines(rows, day_link=""),
        year_lines(chronicle_of([hostile]), day_link=""),
        state_lines(neighbours, day_link=""),
    )
    for each in printed:
        assert "&lt;script&gt;" in each
        assert "<script" not in each
        assert '"co"' not in each


def test_a_map_names_each_agreement_that_links_a_state() -> None:
    of = CountryCode("US")
    neighbours = neighbours_of(SHIPPED.instruments, of=of, on=ON, within=None, name_of=country_name)
    printed = state_lines(neighbours, day_link="")
    assert printed.count("<tr id=") == len(neighbours)
    assert printed.count("<li>") == sum(len(each.instruments) for each in neighbours)


# ---- what is kept for the next reader


def test_an_answer_is_kept_for_each_language_and_no_other_register() -> None:
    one, other = Register(()), Register((agreement(),))
    asked: list[str] = []

    def read() -> str:
        asked.append(translation.get_language() or "")
        return f"read {len(asked)} times"

    with translation.override("en"):
        assert recently(one, "words", read) == recently(one, "words", read)
        assert len(asked) == 1
    with translation.override("ar"):
        recently(one, "words", read)
    with translation.override("en"):
        recently(other, "words", read)
    assert asked == ["en", "ar", "en"]


def test_what_is_asked_for_again_and_again_outlasts_what_was_asked_once() -> None:
    register = Register(())
    read = {"countries": 0, "page 0": 0}

    def ask(name: str) -> None:
        def answer() -> str:
            read[name] = read.get(name, 0) + 1
            return name

        recently(register, name, answer)

    for number in range(200):
        ask("countries")
        ask(f"page {number}")
    assert read["countries"] == 1
    ask("page 199")
    assert read["page 199"] == 1
    ask("page 0")
    assert read["page 0"] == 2

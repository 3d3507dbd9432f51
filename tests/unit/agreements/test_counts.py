"""Counts: as the register has them, beside what was printed, and never made to agree."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.agreements.counts import (
    Place,
    compared,
    count_on,
    figures_made_by,
    latest_figure,
    place_of,
)
from comity.agreements.register_files import RegisterFileError, load_register, register_from_texts
from comity.agreements.signing_days import Bounds, bounds_of, signing_of
from comity.agreements.terms import (
    Event,
    EventType,
    Instrument,
    InstrumentKind,
    Party,
    PublishedCount,
    PublishedFigure,
    Register,
)
from comity.kernel.codes import CountryCode
from tests.spec.files import unread_agreement
from tests.spec.language import SHIPPED, agreement, day

US, KE, UA = CountryCode("US"), CountryCode("KE"), CountryCode("UA")
CMAA = InstrumentKind.CMAA
COUNTS = """reference = "ke-counts"
kind = "counts"
of = "KE"
counted = "cmaa"
title = "Agreements of Kenya"
differs = "Coverage."

[[figures]]
number = 2
on = 2020-01-01
made_by = ["ke-ua"]
source = "gazette"

[[sources]]
title = "gazette"
"""
KE_UA = unread_agreement("ke-ua", "Kenya–Ukraine agreement")


def signed(reference: str, when: str = "", *more: Event, **told: Any) -> Instrument:
    """Return an agreement signed on a day, or on what a source prints instead."""
    event = Event(EventType.SIGNED, on=day(when) if when else None, **told)
    return replace(agreement(reference, in_force=""), events=(event, *more))


def count(*instruments: Instrument, on: str, of: CountryCode = KE) -> tuple[int, int, int, int]:
    found = count_on(instruments, of=of, on=day(on), counted=CMAA)
    return (
        len(found.signed),
        len(found.perhaps_signed),
        len(found.in_force),
        len(found.force_not_recorded),
    )


def test_an_agreement_counts_from_the_day_of_its_signature() -> None:
    one = signed("ke-ua", "2014-08-06")
    assert count(one, on="2014-08-05") == (0, 0, 0, 0)
    assert count(one, on="2014-08-06") == (1, 0, 0, 1)


def test_force_is_counted_apart_from_signature() -> None:
    entered = Event(EventType.ENTERED_INTO_FORCE, on=day("2016-12-13"))
    one = signed("ke-ua", "2016-05-23", entered)
    assert count(one, on="2016-12-12") == (1, 0, 0, 0)
    assert count(one, on="2016-12-13") == (1, 0, 1, 0)


def test_a_missing_day_of_signature_is_perhaps_and_never_a_guess() -> None:
    assert count(signed("ke-ua"), on="2020-01-01") == (0, 1, 0, 1)
    printed = signed("ke-ua", printed="2014")
    assert count(printed, on="2013-12-31")[:2] == (0, 0)
    assert count(printed, on="2014-06-30")[:2] == (0, 1)
    assert count(printed, on="2014-12-31")[:2] == (1, 0)
    announced = signed("ke-ua", no_later_than=day("2010-11-08"))
    assert count(announced, on="2010-11-07")[:2] == (0, 1)
    assert count(announced, on="2010-11-08")[:2] == (1, 0)


def test_what_replaces_an_agreement_takes_its_place_and_adds_none() -> None:
    replaced = Event(EventType.SUPERSEDED, by="ke-ua-2020")
    first, second = signed("ke-ua", "2002-01-01", replaced), signed("ke-ua-2020", "2020-07-13")
    assert count(first, second, on="2020-07-12")[:2] == (1, 0)
    assert count(first, second, on="2020-07-13")[:2] == (1, 0)


def test_what_ended_counts_no_longer() -> None:
    ended = signed("ke-ua", "2002-01-01", Event(EventType.TERMINATED, on=day("2010-01-01")))
    assert count(ended, on="2009-12-31")[0] == 1
    assert count(ended, on="2010-01-01")[0] == 0
    for_one = Event(EventType.TERMINATED, on=day("2010-01-01"), party=UA)
    assert count(signed("ke-ua", "2002-01-01", for_one), on="2010-01-01")[0] == 1


def test_another_kind_and_another_administration_are_not_counted() -> None:
    recognition = replace(signed("ke-ua", "2014-08-06"), kind=InstrumentKind.MRA)
    assert count(recognition, signed("us-ua", "2014-08-06"), on="2020-01-01") == (0, 0, 0, 0)


def test_a_successor_counts_from_its_succession() -> None:
    succeeded = Event(EventType.SUCCEEDED, on=day("1994-11-21"), party=UA)
    old = replace(
        signed("us-su", "1990-06-02", succeeded),
        parties=(Party(US), Party(CountryCode("SU")), Party(UA, succeeds=CountryCode("SU"))),
    )
    assert count(old, on="1994-11-20", of=UA)[0] == 0
    assert count(old, on="1994-11-21", of=UA)[0] == 1
    assert count(old, on="1990-06-02", of=US)[0] == 1


def test_a_signing_has_a_number_and_a_range_where_days_are_missing() -> None:
    first, second = signed("ke-ua", "2014-01-01"), signed("ke-us", "2015-01-01")
    unknown = signed("ke-cn")
    assert place_of(second, among=[first, second], of=KE) == Place(2, 2)
    assert place_of(first, among=[first, second, unknown], of=KE) == Place(1, 2)
    assert place_of(second, among=[first, second, unknown], of=KE) == Place(2, 3)
    assert place_of(unknown, among=[first, second, unknown], of=KE) is None


@pytest.mark.parametrize(
    ("event", "bounds"),
    [
        (Event(EventType.SIGNED, on=date(2014, 8, 6)), ("2014-08-06", "2014-08-06")),
        (Event(EventType.SIGNED, printed="2014-02"), ("2014-02-01", "2014-02-28")),
        (Event(EventType.SIGNED, printed="2014"), ("2014-01-01", "2014-12-31")),
        (Event(EventType.SIGNED, printed="2014-13"), ("", "")),
        (Event(EventType.SIGNED, printed="spring 2014"), ("", "")),
        (Event(EventType.SIGNED, no_later_than=date(2014, 8, 6)), ("", "2014-08-06")),
        (
            Event(EventType.SIGNED, printed="2014", no_later_than=date(2014, 8, 6)),
            ("2014-01-01", "2014-08-06"),
        ),
        (Event(EventType.SIGNED), ("", "")),
    ],
)
def test_what_is_printed_bounds_the_day(event: Event, bounds: tuple[str, str]) -> None:
    earliest, latest = (day(text) if text else None for text in bounds)
    assert bounds_of(event) == Bounds(earliest, latest)


def test_what_is_in_force_had_been_signed() -> None:
    entered = Event(EventType.ENTERED_INTO_FORCE, on=day("1978-07-03"))
    unsigned = replace(agreement("ke-ua", in_force=""), events=(entered,))
    assert signing_of(unsigned, by=KE) == Bounds(None, day("1978-07-03"))


@pytest.mark.parametrize(
    ("number", "on", "made_by"),
    [(71, "2014-08-06", "us-ke-2014"), (77, "2016-05-23", "us-ua-2016")],
)
def test_printed_numbers_of_the_shipped_register_stand_beside_its_own(
    number: int, on: str, made_by: str
) -> None:
    beside = {each.figure.number: each for each in compared(SHIPPED, SHIPPED.instruments, of=US)}
    each = beside[number]
    assert (each.figure.on, each.figure.made_by) == (day(on), (made_by,))
    assert each.own is not None
    assert each.own.on == day(on)
    assert made_by in each.own.signed
    assert len(each.own.signed) + len(each.own.perhaps_signed) < number, "never faked"
    assert "own list" in each.published.differs


def test_a_number_of_which_only_the_year_is_known_has_no_day_to_compare() -> None:
    beside = {each.figure.number: each for each in compared(SHIPPED, SHIPPED.instruments, of=US)}
    assert beside[70].own is None
    assert beside[79].own is None


def test_the_latest_printed_number_is_the_last_known_to_be_printed_by_the_day() -> None:
    (told,) = [c for c in SHIPPED.counts if c.reference == "us-cmaa-counts"]
    numbers = [latest_figure(told, on=day(on)) for on in ("2006-02-28", "2014-08-06", "2019-01-01")]
    assert [figure and figure.number for figure in numbers] == [None, 71, 80]


def test_a_signing_knows_the_numbers_it_made() -> None:
    ukraine = SHIPPED.instrument("us-ua-2016")
    assert [figure.number for figure in figures_made_by(SHIPPED, ukraine, of=US)] == [77]
    assert figures_made_by(SHIPPED, ukraine, of=UA) == ()


def test_counts_are_read_from_a_file() -> None:
    (told,) = register_from_texts({"ke-counts.toml": COUNTS, "ke-ua.toml": KE_UA}).counts
    figure = PublishedFigure(2, on=day("2020-01-01"), made_by=("ke-ua",), source="gazette")
    assert isinstance(told, PublishedCount)
    assert (told.of, told.counted, told.figures) == (KE, CMAA, (figure,))


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("number = 2", "number = 0", "wrong_type"),
        ("number = 2", 'number = "2"', "wrong_type"),
        ("number = 2", "number = true", "wrong_type"),
        ("number = 2\n", "", "missing_key"),
        ('source = "gazette"\n', "", "missing_key"),
        ('differs = "Coverage."\n', "", "missing_key"),
        ('made_by = ["ke-ua"]', 'made_by = ["ke-us"]', "unknown_instrument"),
        ('counted = "cmaa"', 'counted = "mra"', "figure_of_another_kind"),
        ('of = "KE"', 'of = "QQ"', "no_such_country"),
        ("on = 2020-01-01", 'on = 2020-01-01\nprinted = "2020"', "day_given_twice"),
        ("on = 2020-01-01", "on = 2020-01-01\nof = 1", "unknown_key"),
        ("[[sources]]", "[[source]]", "no_source"),
        ('reference = "ke-counts"', 'reference = "counts"', "reference_not_file_name"),
    ],
)
def test_a_malformed_file_of_counts_is_refused(good: str, bad: str, code: str) -> None:
    assert good in COUNTS
    texts = {"ke-counts.toml": COUNTS.replace(good, bad), "ke-ua.toml": KE_UA}
    with pytest.raises(RegisterFileError) as refused:
        register_from_texts(texts)
    assert code in {fault.code for fault in refused.value.faults}


def test_the_mark_of_what_is_public_is_no_term_of_the_agreement() -> None:
    marked = KE_UA.replace('reading = "none"', 'reading = "none"\npublic = true')
    (plain,) = register_from_texts({"ke-ua.toml": KE_UA}).files
    (public,) = register_from_texts({"ke-ua.toml": marked}).files
    assert (plain.public, public.public) == (False, True)
    assert plain.digest == public.digest


def test_every_shipped_agreement_is_marked_public(register_folder: Path) -> None:
    held: Register = load_register(register_folder)
    assert [each.reference for each in held.files if not each.public] == []

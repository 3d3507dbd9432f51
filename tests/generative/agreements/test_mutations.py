"""Bad input: whatever is changed in a valid register file is refused with its place and reason.

One file that says everything a file can say is changed key by key and table by table. What the
change leaves lawful (an optional key left out) is not among these changes.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from comity.agreements.register_files import (
    RegisterFileError,
    instrument_from_text,
    register_from_texts,
    toml_of,
)
from comity.agreements.terms import (
    Event,
    EventType,
    Instrument,
    Register,
    Source,
    Template,
    TemplateTerm,
)
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.wording import SENTENCES
from comity.kernel.wording import fill
from tests.spec.language import agreement

PATH = "bilateral/eu-ke-1.toml"
AMONG = Register(
    files=(agreement("ke-ua-above"), agreement("ke-ua-later")),
    templates=(Template("model", "The model", (TemplateTerm(ProvisionKind.INFO_ASSESSMENT),)),),
)
FULL = """\
reference = "eu-ke-1"
kind = "protocol"
title = "Protocol"
short_title = "EU–Kenya protocol"
also_titled = ["Annex", "Second annex"]
reading = "part"
by_acceptance = true
binding = true
public = true
scope = "declaration-data"
scope_article = "Art. 2"
languages = ["English", "Swahili"]
open_points = ["Read the rest."]
note = "A remark."

[parent]
reference = "ke-ua-above"
ends_with_it = false

[verified]
by = "a reader"
on = 2020-01-01
against = "the gazette"

[[parties]]
code = "EU"

[[parties.members]]
code = "GB"
from = 1973-01-01
until = 2020-02-01

[[parties]]
code = "KE"

[[parties.authorities]]
name = "Customs"
until = 2000-01-01

[[parties.authorities]]
name = "Revenue"
from = 2000-01-01
succeeds = "Customs"

[[parties]]
code = "UA"
succeeds = "KE"

[[events]]
what = "signed"
on = 1990-01-01
place = "Nairobi"
signatories = ["Somebody, for Kenya"]
source = "gazette"
note = "On a Monday."

[[events]]
what = "entered-into-force"
on = 1991-01-01
source = "gazette"

[[events]]
what = "accepted"
printed = "1991-06"
no_later_than = 1991-07-01
party = "KE"
parts = ["annex-i"]
source = "gazette"

[[events]]
what = "superseded"
on = 2010-01-01
by = "ke-ua-later"
source = "gazette"

[[provisions]]
kind = "info.automatic"
article = "Art. 7"
effect = "granted"
part = "annex-i"
from = 1991-01-01
until = 2005-01-01
note = "Until it was amended."
[provisions.parameters]
dataset = "declarations"
fields = ["value", "origin"]
units = { EU = ["OLAF"], KE = ["KRA"] }
start = 1992-01-01

[[provisions]]
kind = "info.automatic"
article = "Art. 7"
part = "annex-i"
from = 2005-01-01
parameters = { dataset = "all declarations" }
[provisions.verified]
by = "another reader"
on = 2021-01-01
against = "the gazette of 2005"

[[provisions]]
kind = "exe.deadline"
article = "Art. 9"
parameters = { days = 90, soft = true }

[[provisions]]
kind = "use.other"
article = "Art. 10"
parameters = { leave = "consent" }

[[provisions]]
kind = "info.assessment"
assumed_from = "model"

[[sources]]
title = "gazette"
says = "in force 1991-01-01"
"""
ROWS = FULL.rstrip("\n").split("\n")
PARTED = [(n, row.partition(" = ")) for n, row in enumerate(ROWS) if re.match(r"\w+ = ", row)]
KEYS = [(number, key, value) for number, (key, _, value) in PARTED]
# Left out, these make the file say less and nothing false; every other key is needed, either by
# itself or by what else the file says.
OPTIONAL = {
    "also_titled", "by_acceptance", "binding", "public", "languages", "open_points", "note",
    "ends_with_it", "from", "until", "place", "signatories", "printed", "no_later_than", "parts",
    "by", "effect", "dataset", "fields", "units", "start", "parameters", "says", "on",
    "scope_article", "part", "succeeds",
}  # fmt: skip
WRONG = ['"words"', "3", "1.5", "true", "2020-02-02", "2020-02-02T10:00:00", "[1]", "{ a = 1 }"]
FREE = {"title", "short_title", "note", "place", "says", "scope_article", "against", "printed"}


def read(text: str) -> Instrument:
    return instrument_from_text(text, path=PATH, among=AMONG)


def refused(text: str) -> list[tuple[int, str]]:
    """Read a file that must be refused, and return the line and reason of every fault."""
    with pytest.raises(RegisterFileError) as error:
        read(text)
    for fault in error.value.faults:
        assert fault.file == PATH
        assert 1 <= fault.line <= text.count("\n") + 1
        assert fill(SENTENCES[fault.code], fault.facts)
        assert set(re.findall(r"{(\w+)}", SENTENCES[fault.code])) <= dict(fault.facts).keys()
    return [(fault.line, fault.code) for fault in error.value.faults]


def with_row(number: int, row: str) -> str:
    return "\n".join([*ROWS[:number], row, *ROWS[number + 1 :]]) + "\n"


def tables() -> Iterator[tuple[int, list[str]]]:
    """Every block of the file that a header opens, with the row it starts at."""
    starts = [n for n, row in enumerate(ROWS) if row.startswith("[")]
    for start, end in zip(starts, [*starts[1:], len(ROWS)], strict=True):
        yield start, ROWS[start:end]


def test_the_file_that_is_changed_is_whole() -> None:
    held = read(FULL)
    assert read(toml_of(held)).provisions == held.provisions
    assert set(tomllib.loads(FULL)) >= {"parent", "verified", "parties", "events", "provisions"}


@pytest.mark.parametrize(("number", "key", "value"), KEYS)
def test_a_value_of_the_wrong_type_is_refused_on_its_line(
    number: int, key: str, value: str
) -> None:
    for wrong in WRONG:
        if _type_of(value) != _type_of(wrong):
            assert number + 1 in [line for line, _ in refused(with_row(number, f"{key} = {wrong}"))]


def _type_of(value: str) -> type:
    return type(tomllib.loads(f"x = {value}")["x"])


@pytest.mark.parametrize(("number", "key", "value"), KEYS)
def test_a_key_that_is_misspelt_is_refused(number: int, key: str, value: str) -> None:
    faults = refused(with_row(number, f"{key}x = {value}"))
    assert {"unknown_key", "unknown_parameter"} & {code for _, code in faults}
    assert number + 1 in [line for line, _ in faults]


@pytest.mark.parametrize(("number", "key", "value"), KEYS)
def test_a_key_given_twice_is_refused_on_its_line(number: int, key: str, value: str) -> None:
    again = with_row(number, f"{key} = {value}\n{key} = {value}")
    assert refused(again) == [(number + 2, "not_toml")]


@pytest.mark.parametrize(
    ("number", "key", "value"), [entry for entry in KEYS if entry[1] not in OPTIONAL]
)
def test_a_key_that_is_needed_is_missed(number: int, key: str, value: str) -> None:
    refused("\n".join([*ROWS[:number], *ROWS[number + 1 :]]) + "\n")


@pytest.mark.parametrize(("number", "key", "value"), [entry for entry in KEYS if '"' in entry[2]])
def test_an_empty_text_or_one_that_hides_something_is_refused(
    number: int, key: str, value: str
) -> None:
    for text in ("", "  ", "a\\u202eb", "a\\u0000b", "a\u2066b"):
        before, _, rest = value.partition('"')
        changed = f'{key} = {before}"{text}"{rest.partition(chr(34))[2]}'
        assert number + 1 in [line for line, _ in refused(with_row(number, changed))]


@pytest.mark.parametrize(
    ("number", "key", "value"),
    [entry for entry in KEYS if entry[1] not in FREE and entry[2].startswith('"')],
)
def test_a_word_out_of_its_list_and_a_name_of_nobody_are_refused(
    number: int, key: str, value: str
) -> None:
    if key in {"by", "article", "source", "dataset", "name"} and "ke-ua" not in value:
        return  # free wording: who compared a text, and where it stands
    if key == "part":
        return  # told at the acceptance that names it, below
    assert number + 1 in [line for line, _ in refused(with_row(number, f'{key} = "nobody"'))]


@pytest.mark.parametrize(
    ("number", "key", "value"), [entry for entry in KEYS if re.match(r"\d{4}-", entry[2])]
)
def test_an_impossible_day_is_refused_on_its_line(number: int, key: str, value: str) -> None:
    for day in ("2016-13-40", "2016-02-30", "1066-10-14", "2999-01-01", "2016-1-1"):
        told = refused(with_row(number, f"{key} = {day}"))
        codes = {code for line, code in told if line == number + 1}
        assert codes & {"impossible_date", "day_out_of_range", "not_toml"}


@pytest.mark.parametrize(("start", "rows"), list(tables()))
def test_a_table_that_stands_twice_is_refused(start: int, rows: list[str]) -> None:
    doubled = [*ROWS[: start + len(rows)], "", *rows, "", *ROWS[start + len(rows) :]]
    faults = refused("\n".join(doubled) + "\n")
    assert min(line for line, _ in faults) > start


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        (
            "from = 1973-01-01\nuntil = 2020-02-01",
            "from = 2020-02-01\nuntil = 2020-02-01",
            "empty_period",
        ),
        (
            "until = 2020-02-01",
            'until = 2020-02-01\n\n[[parties.members]]\ncode = "GB"\nfrom = 2020-01-31',
            "member_twice",
        ),
        ('code = "GB"', 'code = "EU"', "member_of_itself"),
        ('code = "EU"\n', 'code = "AT"\n', "no_union"),
        ('name = "Revenue"', 'name = "Customs"\nuntil = 2001-01-01', "cyclic_successions"),
        ('from = 2000-01-01\nsucceeds = "Customs"', 'succeeds = "Revenue"', "cyclic_successions"),
        (
            'name = "Revenue"\nfrom = 2000-01-01\nsucceeds = "Customs"',
            'name = "Customs"\nfrom = 1999-12-31',
            "authority_twice",
        ),
        ('succeeds = "Customs"', 'succeeds = "Customs Board"', "unknown_authority"),
        ('code = "KE"\n', 'code = "KE"\nsucceeds = "UA"\n', "cyclic_successions"),
        ('succeeds = "KE"', 'succeeds = "UA"', "cyclic_successions"),
        ('code = "EU"\n', 'code = "EU"\nsucceeds = "KE"\n', "too_few_parties"),
        ("from = 2005-01-01", "from = 2004-12-31", "provision_twice"),
        ('reference = "ke-ua-above"', 'reference = "eu-ke-1"', "cyclic_parents"),
        (
            'reference = "ke-ua-above"',
            'unknown = true\nreference = "ke-ua-above"',
            "parent_unclear",
        ),
        ('by = "ke-ua-later"', 'by = "eu-ke-1"', "event_by_another"),
        ('by = "ke-ua-later"', 'party = "CN"', "event_of_no_party"),
        ('what = "superseded"', 'what = "accepted"', "event_without_party"),
        ('what = "superseded"', 'what = "terminated"', "event_by_another"),
        (
            'what = "superseded"\non = 2010-01-01',
            'what = "notice-given"\nprinted = "2010"',
            "event_without_day",
        ),
        ('what = "superseded"', 'what = "resumed"', "event_out_of_order"),
        ('what = "superseded"', 'what = "notice-withdrawn"', "event_out_of_order"),
        ('what = "superseded"', 'what = "initialled"', "event_out_of_order"),
        ('what = "superseded"', 'what = "negotiated"', "event_out_of_order"),
        ('what = "superseded"', 'what = "provisionally-applied"', "event_out_of_order"),
        (
            'what = "superseded"',
            'what = "reservation-withdrawn"\nparty = "KE"',
            "event_out_of_order",
        ),
        (
            'what = "superseded"\non = 2010-01-01\nby = "ke-ua-later"',
            'what = "entered-into-force"\non = 2010-01-01',
            "entered_twice",
        ),
        ('what = "superseded"', 'what = "succeeded"\nparty = "KE"', "succession_of_nobody"),
        ("on = 2010-01-01\n", "on = 1990-12-31\n", "event_out_of_order"),
        ("on = 2010-01-01\n", 'on = 2010-01-01\nprinted = "2010"\n', "day_given_twice"),
        ("by_acceptance = true\n", "", "acceptance_not_asked"),
        ('parts = ["annex-i"]', 'parts = ["annex-ii"]', "unknown_part"),
        ("on = 1991-01-01\n", 'on = 1991-01-01\nparts = ["annex-i"]\n', "event_with_parts"),
        ("KE = [", "CN = [", "side_no_party"),
        ("KE = [", "ZZ = [", "no_such_country"),
        ('fields = ["value", "origin"]', 'fields = ["value", "value"]', "said_twice"),
        ('["English", "Swahili"]', '["English", "English"]', "said_twice"),
        ("days = 90", "days = 0", "wrong_type"),
        ("days = 90", "days = -90", "wrong_type"),
        ("soft = true", "hard = true", "unknown_parameter"),
        ('scope = "declaration-data"\n', "", "missing_key"),
        ('scope_article = "Art. 2"\n', "", "missing_key"),
        ('reference = "eu-ke-1"', 'reference = "EU KE 1"', "bad_reference"),
        (
            'assumed_from = "model"',
            'assumed_from = "model"\narticle = "Art. 3"',
            "assumed_and_verified",
        ),
        ('[[sources]]\ntitle = "gazette"\nsays = "in force 1991-01-01"\n', "", "no_source"),
    ],
)
def test_what_contradicts_another_entry_is_refused(good: str, bad: str, code: str) -> None:
    assert good in FULL
    assert code in [found for _, found in refused(FULL.replace(good, bad, 1))]


def test_after_its_end_nothing_opens_rests_or_is_given_notice_of() -> None:
    after = '\n[[events]]\nwhat = "{}"\non = 2011-01-01\nsource = "gazette"\n\n[[sources]]'
    for what in ("signed", "suspended", "notice-given", "provisionally-applied"):
        text = FULL.replace("\n[[sources]]", after.format(what))
        assert "event_out_of_order" in [code for _, code in refused(text)]


def test_one_agreement_is_not_superseded_by_what_it_supersedes() -> None:
    replaced = Event(EventType.SUPERSEDED, date(2010, 1, 1), source="gazette")
    files = {}
    for own, other in (("ke-ua-1", "ke-ua-2"), ("ke-ua-2", "ke-ua-1")):
        held = replace(agreement(own), sources=(Source("gazette"),))
        held = replace(held, events=(replace(replaced, by=other),))
        files[f"{own}.toml"] = toml_of(held)
    with pytest.raises(RegisterFileError) as error:
        register_from_texts(files)
    assert [(f.file, f.code) for f in error.value.faults] == [
        (name, "cyclic_successors") for name in sorted(files)
    ]


@pytest.mark.parametrize("at", range(0, len(FULL), 7))
def test_a_file_cut_short_anywhere_is_read_or_refused_and_never_breaks_the_reader(at: int) -> None:
    try:
        read(FULL[:at])
    except RegisterFileError as error:
        assert all(fault.line <= FULL[:at].count("\n") + 1 for fault in error.faults)

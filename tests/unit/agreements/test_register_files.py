"""Register files are read strictly: every fault is named with its file, its line and its reason."""

import time
import tomllib
from datetime import date
from pathlib import Path

import pytest

from comity.agreements.register_files import (
    MAX_BYTES,
    RegisterFileError,
    instrument_from_text,
    load_register,
    register_from_texts,
)
from comity.agreements.register_files.lines import line_of, lines_of
from comity.agreements.terms import ProvisionKind, Register, Verified
from comity.agreements.wording import FAULTS
from comity.interfaces.sentences import SENTENCES as ALL_SENTENCES
from comity.kernel.codes import CountryCode

TEMPLATE = """reference = "model"
kind = "template"
title = "The model"

[[terms]]
kind = "info.assessment"
article = "Article 4"
parameters = { fields = ["value"] }
"""
GOOD = """reference = "ke-ua"
kind = "cmaa"
title = "Agreement"
short_title = "Kenya–Ukraine agreement"
reading = "part"

[verified]
by = "a reader"
on = 2020-01-01
against = "the gazette"

[[parties]]
code = "KE"

[[parties]]
code = "UA"

[[events]]
what = "signed"
on = 2019-06-01
source = "gazette"

[[events]]
what = "entered-into-force"
on = 2020-01-01
source = "gazette"

[[provisions]]
kind = "info.assessment"
assumed_from = "model"

[[provisions]]
kind = "use.proceedings"
article = "Art. 12"
parameters = { criminal = "consent" }

[[sources]]
title = "gazette"
"""
LAW = """kind = "domestic"
country = "KE"
title = "Own law of Kenya"

[[gateways]]
article = "Section 1"
assumed_from = "general knowledge"

[[bars]]
article = "Section 2"
category = "tax"
[bars.verified]
by = "a reader"
on = 2020-01-01
against = "the act"

[[instructions]]
reference = "Order 5"
effect = "hold"
to = "central_unit"
partners = ["UA"]

[[sources]]
title = "the act"
"""
ON_A_DAY = date(2026, 11, 21)
FILES = {"templates/model.toml": TEMPLATE, "ke-ua.toml": GOOD, "domestic/ke.toml": LAW}


def read(**changed: str) -> Register:
    names = {
        "template": "templates/model.toml",
        "agreement": "ke-ua.toml",
        "law": "domestic/ke.toml",
    }
    return register_from_texts({**FILES, **{names[key]: text for key, text in changed.items()}})


def faults_of(text: str, *, of: str = "agreement") -> list[tuple[int, str]]:
    with pytest.raises(RegisterFileError) as refused:
        read(**{of: text})
    return [(fault.line, fault.code) for fault in refused.value.faults]


def test_good_files_give_a_register() -> None:
    register = read()
    agreement = register.instrument("ke-ua")
    assumed, verified = agreement.provisions
    assert assumed.values("fields") == ("value",)
    assert assumed.is_assumed
    assert isinstance(verified.provenance, Verified)
    assert verified.text("criminal") == "consent"
    law = register.own_law(CountryCode("KE"))
    assert law is not None
    assert [bar.article for bar in law.bars] == ["Section 2"]


VERIFIED = '[verified]\nby = "a reader"\non = 2020-01-01\nagainst = "the gazette"\n'
BACKWARDS = '[[parties.authorities]]\nname = "a"\nfrom = 2020-01-01\nuntil = 2019-01-01'
MUTATIONS = [
    ('code = "UA"', 'code = "KE"', 16, "party_twice"),
    ('code = "UA"', 'code = "XX"', 16, "no_such_country"),
    ('code = "UA"', 'code = "UA"\nsucceeds = "SU"', 17, "predecessor_no_party"),
    ('[[parties]]\ncode = "UA"\n', "", 12, "too_few_parties"),
    ("on = 2020-01-01\nsource", "on = 2020-02-30\nsource", 25, "impossible_date"),
    ("on = 2020-01-01\nsource", "on = 2016-13-40\nsource", 25, "impossible_date"),
    ("on = 2020-01-01\nsource", "on = 1799-12-31\nsource", 25, "day_out_of_range"),
    ("on = 2020-01-01\nsource", "on = 2101-01-01\nsource", 25, "day_out_of_range"),
    ('what = "signed"', 'what = "entered-into-force"', 23, "entered_twice"),
    ('"Kenya–Ukraine agreement"', '"Kenya\u202e–Ukraine agreement"', 4, "hidden_characters"),
    ('"Kenya–Ukraine agreement"', '"Kenya\\u202e–Ukraine"', 4, "hidden_characters"),
    ('"a reader"', '"a\u2066 reader"', 8, "hidden_characters"),
    ('reference = "ke-ua"', 'reference = ""', 1, "reference_missing"),
    ('reference = "ke-ua"\n', "", 1, "reference_missing"),
    ("[[events]]", "# a remark\u2066\n[[events]]", 18, "hidden_characters"),
    ("on = 2020-01-01\nsource", "on = 2019-05-31\nsource", 25, "event_out_of_order"),
    ("on = 2020-01-01\nsource", 'on = "2020-01-01"\nsource', 25, "wrong_type"),
    ("on = 2020-01-01\nsource", "on = 2020-01-01T10:00:00\nsource", 25, "wrong_type"),
    ('what = "signed"', 'what = "gossiped"', 19, "unknown_value"),
    ('what = "signed"', 'what = "resumed"', 18, "event_out_of_order"),
    ('what = "signed"\non = 2019-06-01', 'what = "suspended"', 18, "event_without_day"),
    ('what = "signed"', 'what = "signed"\nparty = "CN"', 20, "event_of_no_party"),
    ('what = "signed"', 'what = "signed"\nprinted = "2019"', 21, "day_given_twice"),
    ('what = "signed"', 'what = "signed"\nby = "ke-ua-1066"', 20, "unknown_instrument"),
    ('kind = "info.assessment"', 'kind = "info.gossip"', 29, "unknown_provision"),
    ('assumed_from = "model"', 'assumed_from = "modle"', 30, "unknown_template"),
    ('kind = "info.assessment"', 'kind = "info.offences"', 30, "term_not_in_template"),
    ('"model"', '"model"\narticle = "Art. 3"', 30, "assumed_and_verified"),
    ('article = "Art. 12"\n', "", 32, "provision_without_article"),
    ('criminal = "consent"', 'criminal = "perhaps"', 35, "unknown_value"),
    ('criminal = "consent"', "criminal = 1", 35, "wrong_type"),
    ('criminal = "consent"', 'military = "no"', 35, "unknown_parameter"),
    ('title = "Agreement"', 'tilte = "Agreement"', 1, "missing_key"),
    ('title = "Agreement"', 'title = "  "', 3, "empty_text"),
    ('title = "Agreement"', "title = 3", 3, "wrong_type"),
    ('reading = "part"', 'reading = "part"\nlanguages = "English"', 6, "wrong_type"),
    ('reading = "part"', 'reading = "part"\nlanguages = [1]', 6, "wrong_type"),
    ('reading = "part"', 'reading = "part"\nbinding = "yes"', 6, "wrong_type"),
    ('reading = "part"', 'reading = "part"\nparent = "x"', 6, "wrong_type"),
    ('reading = "part"', 'reading = "part"\n[parent]\nreference = "x"', 7, "unknown_parent"),
    ('reading = "part"', 'reading = "part"\n[parent]\nreference = "ke-ua"', 7, "cyclic_parents"),
    ('reading = "part"', "reading = \"part\"\n[parent]", 6, "parent_unclear"),
    ('reading = "part"', 'reading = "part"\nscope = "declaration-data"', 6, "missing_key"),
    ('reference = "ke-ua"', 'reference = "ua-ke"', 1, "reference_not_file_name"),
    ('[[sources]]\ntitle = "gazette"\n', "", 1, "no_source"),
    ("[[sources]]", "[[sauces]]", 1, "no_source"),
    ('code = "UA"', 'code = "UA"\nmembers = [{ code = "??" }]', 17, "no_such_country"),
    ('code = "UA"', 'code = "UA"\nauthorities = [1]', 17, "wrong_type"),
    ('code = "UA"', 'code = "UA"\n' + BACKWARDS, 20, "empty_period"),
    (VERIFIED, "", 30, "provision_not_verified"),
    ("[[sources]]", "[[sources]", 37, "not_toml"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "line", "code"), MUTATIONS)
def test_a_fault_is_named_with_its_line_and_reason(
    good: str, bad: str, line: int, code: str
) -> None:
    assert GOOD.count(good) >= 1
    assert (line, code) in faults_of(GOOD.replace(good, bad, 1))


@pytest.mark.parametrize(
    ("good", "bad", "line", "code"),
    [
        ('country = "KE"', "", 1, "missing_key"),
        ('country = "KE"', 'country = "UA"', 2, "reference_not_file_name"),
        ('assumed_from = "general knowledge"\n', "", 6, "provision_not_verified"),
        ('category = "tax"\n', "", 9, "bar_without_matter"),
        ('category = "tax"', 'category = "gossip"', 11, "unknown_value"),
        ('effect = "hold"', 'effect = "shrug"', 19, "unknown_value"),
        ('partners = ["UA"]', 'partners = ["UK"]', 21, "no_such_country"),
        ('reference = "Order 5"', "", 17, "reference_missing"),
        ("on = 2020-01-01\n", "", 12, "missing_key"),
    ],
)
def test_own_law_is_read_as_strictly(good: str, bad: str, line: int, code: str) -> None:
    assert (line, code) in faults_of(LAW.replace(good, bad, 1), of="law")


def test_an_empty_reference_is_told_once_in_a_sentence_of_its_own() -> None:
    assert faults_of(GOOD.replace('"ke-ua"', '" "', 1)) == [(1, "reference_missing")]
    assert FAULTS["reference_missing"] == "The reference is missing."


def test_a_day_that_is_none_is_named_as_it_was_written() -> None:
    with pytest.raises(RegisterFileError) as refused:
        read(agreement=GOOD.replace("2019-06-01", "2016-13-40"))
    (fault,) = refused.value.faults
    assert (fault.code, fault.facts) == ("impossible_date", (("reason", "2016-13-40"),))


def test_a_party_that_joins_later_has_an_entry_into_force_of_its_own() -> None:
    later = 'on = 2021-01-01\nparty = "UA"\nsource = "gazette"\n\n[[sources]]'
    event = '[[events]]\nwhat = "entered-into-force"\n' + later
    assert len(read(agreement=GOOD.replace("[[sources]]", event)).instrument("ke-ua").events) == 3


def test_a_template_is_read_as_strictly() -> None:
    bad = (
        TEMPLATE.replace("info.assessment", "info.gossip") + '\n[[sources]]\ntitle = "x"\nage = 3\n'
    )
    assert (6, "unknown_provision") in faults_of(bad, of="template")
    assert (12, "unknown_key") in faults_of(bad, of="template")
    twice = TEMPLATE + '\n[[terms]]\nkind = "info.assessment"\n'
    assert faults_of(twice, of="template") == [(10, "term_twice")]
    assert (1, "bad_reference") in faults_of(
        TEMPLATE.replace("model", "The model", 1), of="template"
    )


def test_one_text_is_read_by_itself_as_strictly() -> None:
    among = read()
    assert instrument_from_text(GOOD, among=among) == among.instrument("ke-ua")
    assert instrument_from_text(GOOD, path="x/ke-ua.toml", among=among).reference == "ke-ua"
    for text, path, code in [
        (GOOD, "x/ua-ke.toml", "reference_not_file_name"),
        (GOOD + "# " + "x" * MAX_BYTES, "", "file_too_long"),
        ("kind = ", "", "not_toml"),
        (TEMPLATE, "", "unknown_value"),
        (GOOD.replace("signed", "sealed"), "", "unknown_value"),
    ]:
        with pytest.raises(RegisterFileError) as refused:
            instrument_from_text(text, path=path, among=among)
        assert code in {fault.code for fault in refused.value.faults}
    with pytest.raises(RegisterFileError) as refused:
        instrument_from_text(GOOD)
    assert [fault.code for fault in refused.value.faults] == ["unknown_template"]


def test_every_fault_of_every_file_is_named_at_once() -> None:
    with pytest.raises(RegisterFileError) as refused:
        read(agreement=GOOD.replace("UA", "XX"), law=LAW.replace("tax", "gossip"))
    assert {fault.file for fault in refused.value.faults} == {"ke-ua.toml", "domestic/ke.toml"}
    assert all(fault.code in FAULTS for fault in refused.value.faults)
    assert refused.value.file == "domestic/ke.toml"


def test_a_chain_of_parents_is_no_circle() -> None:
    def child(name: str, parent: str) -> str:
        text = GOOD.replace('"ke-ua"', f'"{name}"')
        return text.replace("[verified]", f'[parent]\nreference = "{parent}"\n\n[verified]')

    chain = {"a.toml": child("a", "b"), "b.toml": child("b", "ke-ua")}
    assert register_from_texts({**FILES, **chain}).has("a")
    with pytest.raises(RegisterFileError) as refused:
        register_from_texts({**FILES, **chain, "ke-ua.toml": child("ke-ua", "b")})
    assert {f.file for f in refused.value.faults} == {"b.toml", "ke-ua.toml"}


def test_nothing_is_held_twice() -> None:
    with pytest.raises(RegisterFileError) as refused:
        register_from_texts({**FILES, "again/ke-ua.toml": GOOD})
    assert [f.code for f in refused.value.faults] == ["reference_twice"]


def test_no_instrument_takes_the_file_name_of_own_law(register_folder: Path) -> None:
    law = (register_folder / "domestic" / "us.toml").read_text()
    named = GOOD.replace('reference = "ke-ua"', 'reference = "us"')
    with pytest.raises(RegisterFileError) as refused:
        register_from_texts({**FILES, "domestic/us.toml": law, "bilateral/us.toml": named})
    assert [f.code for f in refused.value.faults] == ["reference_twice"]


def test_hostile_files_are_refused_and_do_not_break_the_reader(tmp_path: Path) -> None:
    (tmp_path / "deep.toml").write_text("a = " + "[" * 5000)
    (tmp_path / "number.toml").write_text("a = " + "9" * 5000)
    with pytest.raises(RegisterFileError) as refused:
        load_register(tmp_path)
    assert {f.code for f in refused.value.faults} == {"not_toml"}
    (tmp_path / "latin.toml").write_bytes(b'a = "\xe9"')
    (tmp_path / "long.toml").write_text("# " + "x" * MAX_BYTES)
    with pytest.raises(RegisterFileError) as refused:
        load_register(tmp_path)
    assert {f.code for f in refused.value.faults} == {"not_text", "file_too_long"}


def test_an_empty_folder_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterFileError) as refused:
        load_register(tmp_path)
    assert [f.code for f in refused.value.faults] == ["no_files"]


def test_comments_and_layout_do_not_change_the_terms_digest() -> None:
    plain = read().instrument("ke-ua")
    commented = read(agreement=GOOD.replace("[[events]]", "# A remark.\n[[events]]"))
    assert commented.instrument("ke-ua").digest == plain.digest
    assert commented.digest != read().digest
    changed = read(agreement=GOOD.replace('"consent"', '"no"')).instrument("ke-ua")
    assert changed.digest != plain.digest


def test_lines_are_found_past_texts_of_several_lines() -> None:
    text = 'note = """\nkey = 1\n"""\n[a.b]\nc = 2\n[[d]]\n[[d]]\n[[d.e]]\nf = 3\n'
    lines = lines_of(text)
    assert line_of(lines, ("a", "b", "c")) == 5
    assert line_of(lines, ("d", 1, "e", 0, "f")) == 9
    assert line_of(lines, ("d", 1, "e", 0, "missing")) == 8
    assert line_of(lines, ("nowhere",)) == 1


def test_what_stands_inside_a_value_is_no_key() -> None:
    text = (
        'points = [\n  "a = ]",  # b = [\n  "c",\n]\n'
        "d = '''\n[e]\nf = 1'''\n"
        'g = """h = 1\\"""\ni = 2""""\n'
        "[j]\nk = { l = [1] }\n"
    )
    tomllib.loads(text)
    assert lines_of(text) == {
        ("points",): 1,
        ("d",): 5,
        ("g",): 8,
        ("j",): 10,
        ("j", "k"): 11,
    }


def test_the_shipped_register_is_read_whole_well_under_a_second(register_folder: Path) -> None:
    started = time.process_time()
    register = load_register(register_folder)
    assert time.process_time() - started < 1
    assert len(register.instruments) > 140
    for country in ("UA", "KE", "CN"):
        assert register.linking(CountryCode("US"), CountryCode(country), on=ON_A_DAY)


def test_an_assumed_term_never_cites_an_article(register_folder: Path) -> None:
    for instrument in load_register(register_folder).instruments:
        for provision in instrument.provisions:
            assert provision.is_assumed is (provision.article == "")
            assert provision.kind in ProvisionKind


def test_no_other_package_takes_the_words_of_a_fault() -> None:
    for code, words in FAULTS.items():
        assert ALL_SENTENCES[code] == words

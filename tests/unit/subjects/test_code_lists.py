"""Code lists as files: read strictly, replaced list by list, and old versions stay readable."""

from datetime import date
from pathlib import Path

import pytest

from comity.interfaces.sentences import sentence
from comity.subjects.list_files import (
    CodeListsRefusedError,
    code_lists_from_texts,
    load_code_lists,
)
from comity.subjects.terms import CodeListNotFoundError, CodeLists

TODAY = date(2026, 11, 22)
HEAD = 'list = "ways"\nversion = "1"\ntitle = "Ways"\n'
SOURCE = '\n[[sources]]\ntitle = "A test"\n'
CODE = '\n[[codes]]\ncode = "sea"\nname = "Sea"\n'
WHOLE = HEAD + SOURCE + CODE
ENDED = f"{HEAD}until = 2026-01-01\n{SOURCE}{CODE}"
LATER = HEAD.replace('"1"', '"2"')
NEXT = f"{LATER}from = 2026-01-01\n{SOURCE}{CODE}".replace("Sea", "Sea and lakes")


def held(**texts: str) -> CodeLists:
    return code_lists_from_texts({f"{name.replace('_', '-')}.toml": t for name, t in texts.items()})


def test_the_shipped_lists_are_without_fault_and_hold_the_five_areas() -> None:
    lists = load_code_lists()
    areas = lists.on("areas", TODAY)
    assert areas is not None
    assert [each.code for each in areas.codes[:5]] == [
        "duty-evasion",
        "trafficking",
        "proliferation",
        "money-laundering",
        "terrorism",
    ]
    assert {"offences", "goods-kinds", "transport", "concealment"} < set(lists.names)


def test_every_area_and_offence_has_a_path_for_when_customs_is_not_competent() -> None:
    lists = load_code_lists()
    for name in ("areas", "offences"):
        shown = lists.on(name, TODAY)
        assert shown is not None
        for code in shown.codes:
            assert lists.path(shown, code, on=TODAY), code.code


def test_an_offence_has_the_path_of_its_area_unless_it_has_its_own() -> None:
    lists = load_code_lists()
    shown = lists.on("offences", TODAY)
    assert shown is not None
    paths = {
        each.code: [body.code for body in lists.path(shown, each, on=TODAY)] for each in shown.codes
    }
    assert paths["smuggling"] == ["tax-administration", "public-prosecutor"]
    assert paths["wildlife"] == ["wildlife-authority", "police"]


def test_a_code_without_parent_and_path_passes_to_nobody() -> None:
    lists = load_code_lists()
    shown = lists.on("concealment", TODAY)
    assert shown is not None
    assert lists.path(shown, shown.codes[0], on=TODAY) == ()


def test_a_case_of_last_year_reads_as_it_was() -> None:
    lists = held(ways_1=ENDED, ways_2=NEXT)
    then, now = lists.on("ways", date(2025, 12, 31)), lists.on("ways", date(2026, 1, 1))
    assert then is not None and now is not None
    assert (then.version, now.version) == ("1", "2")
    assert (then.codes[0].name, now.codes[0].name) == ("Sea", "Sea and lakes")
    assert [each.version for each in lists.of("ways")] == ["2", "1"]


def test_on_a_day_of_no_version_there_is_none() -> None:
    assert held(ways_2=NEXT).on("ways", date(2025, 1, 1)) is None
    with pytest.raises(CodeListNotFoundError):
        held(ways_2=NEXT).of("roads")


def test_a_nodes_own_list_takes_the_place_of_the_shipped_one_and_the_others_stay(
    tmp_path: Path,
) -> None:
    own = WHOLE.replace('"ways"', '"transport-modes"').replace('"sea"', '"1"')
    more = "".join(f'\n[[codes]]\ncode = "{n}"\nname = "{n}"\n' for n in range(2, 9))
    (tmp_path / "transport-modes-1.toml").write_text(own + more)
    lists = load_code_lists(tmp_path)
    assert [each.version for each in lists.of("transport-modes")] == ["1"]
    assert lists.names == load_code_lists().names


def with_line(line: str, *, after: str = HEAD) -> str:
    return WHOLE.replace(after, f"{after}{line}\n")


BROKEN = [
    ("list = ", 1, "not_toml"),
    (WHOLE.replace('version = "1"\n', ""), 1, "missing_key"),
    (WHOLE.replace("Sea", ""), 10, "empty_text"),
    (WHOLE.replace('"Ways"', "7"), 3, "wrong_type"),
    (WHOLE.replace('"Sea"', '"S\u202eea"'), 10, "hidden_characters"),
    (WHOLE.replace('"Sea"', '"S\\u202Eea"'), 10, "hidden_characters"),
    (WHOLE.replace('"1"', '"A 1"'), 2, "list_name_malformed"),
    (WHOLE.replace('"1"', '"2"'), 1, "list_file_name"),
    (with_line('colour = "red"'), 4, "unknown_key"),
    (with_line("from = 2026-02-31"), 4, "impossible_date"),
    (with_line("from = 1026-02-01"), 4, "day_out_of_range"),
    (with_line("from = 2026-02-01\nuntil = 2026-02-01"), 5, "empty_period"),
    (HEAD + CODE, 1, "no_source"),
    (HEAD + SOURCE, 1, "missing_key"),
    (WHOLE + CODE, 13, "code_twice"),
    (WHOLE.replace('"sea"', '"a sea"'), 9, "code_malformed"),
    (f"{WHOLE}weight = 2\n", 11, "unknown_key"),
    (f'{WHOLE}parent = "water"\n', 11, "missing_key"),
    (f'{WHOLE}path = ["police"]\n', 11, "missing_key"),
    (with_line('parents_in = "ways"') + 'parent = "water"\n', 12, "no_such_code"),
    (with_line('parents_in = "ways"') + 'parent = "sea"\n', 12, "parents_go_round"),
    (with_line('path_in = "ways"') + 'path = ["sea", "police"]\n', 12, "no_such_code"),
    (with_line('parents_in = "roads"'), 4, "no_such_list"),
]


@pytest.mark.parametrize(("text", "line", "code"), BROKEN)
def test_a_broken_file_is_refused_with_place_and_reason(text: str, line: int, code: str) -> None:
    with pytest.raises(CodeListsRefusedError) as refused:
        held(ways_1=text)
    assert (refused.value.faults[0].file, refused.value.faults[0].line) == ("ways-1.toml", line)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert "{" not in sentence(code, refused.value.faults[0].facts)


def test_two_versions_that_hold_on_one_day_are_refused_both() -> None:
    with pytest.raises(CodeListsRefusedError) as refused:
        held(ways_1=WHOLE, ways_2=NEXT)
    assert [(each.file, each.code) for each in refused.value.faults] == [
        ("ways-1.toml", "versions_overlap"),
        ("ways-2.toml", "versions_overlap"),
    ]


def test_a_list_of_parents_must_hold_on_every_day_of_the_children() -> None:
    child = WHOLE.replace('"ways"', '"means"').replace(SOURCE, f'parents_in = "ways"\n{SOURCE}')
    assert held(ways_1=ENDED, ways_2=NEXT, means_1=child).names == ("means", "ways")
    with pytest.raises(CodeListsRefusedError) as refused:
        held(ways_1=ENDED, means_1=child)
    assert refused.value.faults[0].code == "no_such_list"


def test_a_code_must_be_in_every_version_that_its_children_meet() -> None:
    child = WHOLE.replace('"ways"', '"means"').replace(SOURCE, f'parents_in = "ways"\n{SOURCE}')
    gone = NEXT.replace('"sea"', '"lake"')
    with pytest.raises(CodeListsRefusedError) as refused:
        held(ways_1=ENDED, ways_2=gone, means_1=f'{child}parent = "sea"\n')
    assert [each.code for each in refused.value.faults] == ["no_such_code"]
    assert ("version", "2") in refused.value.faults[0].facts


@pytest.mark.parametrize(
    ("raw", "code"), [(b"\xff", "not_text"), (b"#" * 300_000, "file_too_long"), (None, "")]
)
def test_a_folder_that_cannot_be_read_is_refused(
    tmp_path: Path, raw: bytes | None, code: str
) -> None:
    if raw is not None:
        (tmp_path / "ways-1.toml").write_bytes(raw)
    with pytest.raises(CodeListsRefusedError) as refused:
        load_code_lists(tmp_path)
    assert refused.value.faults[0].code == (code or "no_code_lists")

"""Register file -> model -> file -> model keeps every field and every source."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.agreements.register_files import (
    RegisterFileError,
    instrument_from_text,
    load_register,
    toml_of,
)
from comity.agreements.terms import Instrument, Register
from tests.generative.agreements.instruments import TEMPLATE, written_instruments
from tests.spec.language import SHIPPED, settlement

AMONG = Register(templates=(TEMPLATE,))


def read_back(instrument: Instrument, *, among: Register, templates: bool) -> Instrument:
    text = toml_of(instrument, templates=among.templates if templates else ())
    return instrument_from_text(text, path=f"any/{instrument.reference}.toml", among=among)


@pytest.mark.parametrize("reference", [each.reference for each in SHIPPED.files])
def test_every_shipped_file_survives_being_written_anew(reference: str) -> None:
    held = next(each for each in SHIPPED.files if each.reference == reference)
    assert read_back(held, among=SHIPPED, templates=True) == held, (
        "the digest of its terms included"
    )


@given(instrument=written_instruments(), templates=st.booleans())
def test_every_field_and_source_survives_being_written(
    instrument: Instrument, templates: bool
) -> None:
    again = read_back(instrument, among=AMONG, templates=templates)
    assert replace(again, digest="") == instrument
    twice = read_back(again, among=AMONG, templates=templates)
    assert twice == again, "writing what was read changes nothing, the digest included"


@given(instrument=written_instruments(), text=st.text(max_size=80), where=st.integers(0, 2000))
def test_a_file_with_anything_typed_into_it_is_read_or_refused_with_a_place(
    instrument: Instrument, text: str, where: int
) -> None:
    whole = toml_of(instrument)
    typed = whole[:where] + text + whole[where:]
    try:
        instrument_from_text(typed, path="a/ke-ua-1.toml", among=AMONG)
    except RegisterFileError as refused:
        lines = typed.count("\n") + 1
        assert all(f.file == "a/ke-ua-1.toml" and 1 <= f.line <= lines for f in refused.faults)


def test_what_the_treaty_desk_settled_is_not_written_into_the_file() -> None:
    settled = SHIPPED.with_settlements(
        [
            settlement("us-ua-2016", "term", provision="info.assessment", article="Art. 3"),
            settlement("us-ua-2016", "event", event="suspended", event_on=date(2020, 1, 1)),
        ]
    )
    assert len(settled.instrument("us-ua-2016").provisions) == 7
    again = read_back(settled.instrument("us-ua-2016"), among=SHIPPED, templates=True)
    assert again == SHIPPED.instrument("us-ua-2016")


def test_a_written_register_is_read_as_the_same_register(tmp_path: Path) -> None:
    for template in (Path(__file__).parents[3] / "register" / "templates").glob("*.toml"):
        (tmp_path / template.name).write_text(template.read_text())
    for each in SHIPPED.files:
        (tmp_path / f"{each.reference}.toml").write_text(toml_of(each))
    held = {each.reference: replace(each, digest="") for each in load_register(tmp_path).files}
    assert held == {each.reference: replace(each, digest="") for each in SHIPPED.files}

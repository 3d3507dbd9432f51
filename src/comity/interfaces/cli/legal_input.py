"""What is typed after a verb of the law, read strictly: bad input is told and leaves with 3."""

import os
import re
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer

from comity.agreements.register_files import RegisterFileError, load_register
from comity.agreements.register_files.shipped import SHIPPED
from comity.agreements.terms import Register
from comity.interfaces.cli.leaving import BAD_INPUT, refuse
from comity.interfaces.sentences import sentence
from comity.kernel.codes import CountryCode
from comity.kernel.texts import one_clean_line

Choice = TypeVar("Choice", bound=StrEnum)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = one_clean_line(100)


def country(text: str, *, option: str) -> CountryCode:
    """Return the country or union named by two letters, in either case."""
    try:
        return CountryCode(text.upper())
    except ValueError:
        refuse(f"{option}: no country or union has this code: {text}")


def one_of(text: str, among: type[Choice], *, option: str) -> Choice:
    """Return one of a closed list, or name the list."""
    try:
        return among(text.strip().lower().replace("_", "-"))
    except ValueError:
        known = ", ".join(each.value for each in among)
        refuse(f"{option}: “{text}” is not one of: {known}")


def exactly(text: str, among: type[Choice], *, option: str) -> Choice:
    """Return one of a closed list whose codes are taken as they stand."""
    try:
        return among(text)
    except ValueError:
        refuse(f"{option}: “{text}” is not known; see `comity register kinds`")


def name(text: str, *, option: str) -> str:
    """Return the name of somebody, in one line of what can be seen."""
    if not text.strip() or not _NAME.fullmatch(text):
        refuse(f"{option}: name somebody, in one line of at most 100 characters")
    return text.strip()


def day(text: str, *, option: str = "--on") -> date:
    """Return a civil day; today, where this machine stands in UTC, when none is typed."""
    if not text:
        return datetime.now(UTC).date()
    # The library also takes 20161213 and 2016-W50-2, which a reader takes for something else.
    if not _DAY.fullmatch(text):
        refuse(f"{option}: “{text}” is not a day; write it as 2016-12-13")
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"{option}: there is no such day: {text}")


def register_at(folder: Path | None) -> Register:
    """Return the register of a folder, of `COMITY_REGISTER`, or the one shipped.

    Every fault of a refused register is printed as file, line and reason.
    """
    named = os.environ.get("COMITY_REGISTER")
    chosen = folder or (Path(named) if named else SHIPPED)
    if not chosen.is_dir():
        refuse(f"There is no folder of register files at {chosen}; name one with --register")
    try:
        return load_register(chosen)
    except RegisterFileError as refused:
        for fault in refused.faults:
            told = sentence(fault.code, fault.facts)
            typer.echo(f"{fault.file}:{fault.line}: {told}", err=True)
        raise typer.Exit(BAD_INPUT) from refused

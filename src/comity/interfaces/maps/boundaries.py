"""Reading a boundary file: the shapes of a map, already projected.

Whose lines a map shows is a political choice, so the file is a setting of the node. What is in it
goes into pages, so it is read strictly: numbers, country codes and path data, nothing else.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from comity.kernel.codes import CountryCode
from comity.kernel.errors import ComityError

SHIPPED = Path(__file__).with_name("world.json")
_PATH_DATA = re.compile(r"[MmLlHhVvZz0-9 .,-]+")


class BoundariesFileError(ComityError):
    """A boundary file is missing or malformed."""

    code = "boundaries_file_unreadable"


@dataclass(frozen=True, slots=True)
class Place:
    """A country on the map.

    Attributes:
        at: its middle, across and down.
        shape: path data; empty when the country is drawn as a dot.
    """

    at: tuple[float, float]
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """A projected world.

    Attributes:
        width: of the drawing.
        height: of the drawing.
        outline: path data of the edge of the world.
        land: path data of land that no country code names.
        countries: every country that can be shown.
    """

    width: int
    height: int
    outline: str
    land: tuple[str, ...]
    countries: Mapping[CountryCode, Place]


@lru_cache(maxsize=4)
def boundaries_at(path: Path | None = None) -> Boundaries:
    """Return the boundaries of a file, or the shipped ones.

    Raises:
        BoundariesFileError: there is no such file, or it is not of the form that is told in
            docs/reference/boundaries.md.
    """
    file = path or SHIPPED
    try:
        return _boundaries(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise BoundariesFileError(file=file, cause=error.strerror or "cannot be read") from error
    except (KeyError, TypeError, AttributeError) as error:
        cause = f"a field is missing or of another type ({error})"
        raise BoundariesFileError(file=file, cause=cause) from error
    except ValueError as error:
        raise BoundariesFileError(file=file, cause=str(error)) from error


def _boundaries(told: dict[str, Any]) -> Boundaries:
    countries = {CountryCode(each["id"]): _place(each) for each in told["countries"]}
    if len(countries) != len(told["countries"]):
        raise ValueError("a country stands in it twice")
    return Boundaries(
        width=_size(told["width"]),
        height=_size(told["height"]),
        outline=_path_data(told["outline"]),
        land=tuple(_path_data(each) for each in told["land"]),
        countries=countries,
    )


def _place(told: dict[str, Any]) -> Place:
    across, down = told["at"]
    return Place((float(across), float(down)), _path_data(told["d"]) if "d" in told else "")


def _size(told: object) -> int:
    if not isinstance(told, int) or not 0 < told <= 10_000:
        raise ValueError(f"not a width or height: {told!r}")
    return told


def _path_data(told: str) -> str:
    # Path data stands in an attribute of a page: what could end the attribute never gets there.
    if not _PATH_DATA.fullmatch(told):
        raise ValueError("a path holds something else than moves, lines and numbers")
    return told

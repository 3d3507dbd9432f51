"""Questions and changes that are composed once and put many times.

Django composes a statement anew whenever it is put, which takes five to ten times what the database
then takes to answer from its memory. Where the same few are put for every message, every pass of
the worker or every page, what Django composed the first time is kept, and only the values are new.

It is the ORM's own statement with the ORM's own conversions, so it is the same on both databases.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeVar, cast

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

_Row = TypeVar("_Row")
Value = int | str | bytes | datetime

# What stands where a value will be. None of them is a value of anything this house asks.
_INSTEAD: Final[dict[type, Callable[[int], Value]]] = {
    # Small enough for every column of whole numbers.
    int: lambda place: 32_701 + place,
    str: lambda place: f"\u27e6{place}\u27e7",
    bytes: lambda place: b"\x00instead\x00%d" % place,
    datetime: lambda place: datetime(1908, 7, 6, 5, 4, 3, 201 + place, tzinfo=UTC),
}


@dataclass(frozen=True, slots=True)
class Many:
    """A value that is several of one kind, among which a column is looked for; never empty."""

    of: type


Kind = type | Many


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement as Django composed it.

    Attributes:
        text: with a mark for each parameter.
        parameters: those that never change, and None where a value goes.
        places: the parameters that are values, each with that value's number and kind.
        grows: whether it has more parameters the more there are in one of its values.
    """

    text: str
    parameters: tuple[object, ...]
    places: tuple[tuple[int, int, Kind], ...]
    grows: bool

    def filled(self, values: Sequence[Value | Sequence[Value]]) -> tuple[str, list[Any]]:
        """Return the text and the parameters for these values."""
        parameters: list[Any] = list(self.parameters)
        for at, number, kind in self.places:
            parameters[at] = _adapted(kind, values[number])
        return self._grown(parameters) if self.grows else (self.text, parameters)

    def _grown(self, parameters: list[Any]) -> tuple[str, list[Any]]:
        """Give every one of several values a mark of its own."""
        several = {at for at, _, kind in self.places if isinstance(kind, Many)}
        flat: list[Any] = []
        text, *pieces = self.text.split("%s")
        for at, (parameter, piece) in enumerate(zip(parameters, pieces, strict=True)):
            each = parameter if at in several else [parameter]
            flat += each
            text += ", ".join(["%s"] * len(each)) + piece
        return text, flat


class Question(Generic[_Row]):
    """A question composed once: rows of a model, with those it selects along, or of values.

    Args of its making:
        compose: gives the queryset for values of the kinds that follow. It is called once with
            values that mean nothing, and must only pass them on, as what a column is compared to.
        kinds: the kind of each value: a type, or `Many` of one.
    """

    def __init__(self, compose: "Callable[..., models.QuerySet[Any, _Row]]", *kinds: Kind) -> None:
        self._compose, self._kinds = compose, kinds
        self._composed: dict[tuple[str, bool], tuple[_Statement, _Reading]] = {}

    def all(self, *values: Value | Sequence[Value]) -> list[_Row]:
        """Put the question; return all that answers it, in its order."""
        statement, reading = self._ready()
        with connection.cursor() as cursor:
            cursor.execute(*statement.filled(values))
            found = cursor.fetchall()
        return [cast(_Row, reading.read(row)) for row in found]

    def first(self, *values: Value | Sequence[Value]) -> _Row | None:
        """Put the question; return the first that answers it, or None."""
        return next(iter(self.all(*values)), None)

    def one(self, *values: Value | Sequence[Value]) -> _Row:
        """Put the question; return what answers it.

        Raises:
            DoesNotExist: of the model; nothing does.
        """
        found = self.first(*values)
        if found is None:
            raise self._compose(*values).model.DoesNotExist
        return found

    def any(self, *values: Value | Sequence[Value]) -> bool:
        """Put the question; return whether anything answers it."""
        return self.first(*values) is not None

    def _ready(self) -> "tuple[_Statement, _Reading]":
        # Outside a transaction no row is locked, and Django says so; that stays to be said.
        place = (connection.vendor, connection.in_atomic_block)
        ready = self._composed.get(place)
        if ready is None:
            asked = self._compose(*_instead(self._kinds))
            compiler = asked.query.get_compiler(connection=connection)
            text, parameters = compiler.as_sql()
            statement = _statement(text, parameters, self._kinds)
            ready = self._composed[place] = (statement, _reading(asked, compiler))
        return ready


class Change:
    """A change of rows composed once.

    Args of its making:
        compose: gives the rows and what their fields become, for values of the kinds that follow;
            called once, as with a question.
        kinds: the kind of each value.
    """

    def __init__(
        self,
        compose: "Callable[..., tuple[models.QuerySet[Any], dict[str, object]]]",
        *kinds: Kind,
    ) -> None:
        self._compose, self._kinds = compose, kinds
        self._composed: dict[str, _Statement] = {}

    def make(self, *values: Value | Sequence[Value]) -> int:
        """Make the change; return how many rows it changed."""
        statement = self._composed.get(connection.vendor)
        if statement is None:
            statement = self._composed[connection.vendor] = self._compose_now()
        with connection.cursor() as cursor:
            cursor.execute(*statement.filled(values))
            return int(cursor.rowcount)

    def _compose_now(self) -> _Statement:
        rows, becomes = self._compose(*_instead(self._kinds))
        query = cast(UpdateQuery, rows.query.chain(UpdateQuery))
        query.add_update_values(becomes)
        text, parameters = query.get_compiler(connection=connection).as_sql()
        return _statement(text, parameters, self._kinds)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a row of the database becomes what was asked for."""

    converters: tuple[tuple[int, Sequence[Callable[..., object]], Any], ...]
    make: Callable[[Sequence[object]], object]

    def read(self, row: Sequence[object]) -> object:
        if self.converters:
            values = list(row)
            for place, each, expression in self.converters:
                for convert in each:
                    values[place] = convert(values[place], expression, connection)
            row = values
        return self.make(row)


def _reading(asked: "models.QuerySet[Any, Any]", compiler: SQLCompiler) -> _Reading:
    """Return how the rows of a question are read, as Django reads them."""
    select: Any = compiler.select
    converters = compiler.get_converters([each for each, _, _ in select])
    converting = tuple((place, *each) for place, each in converters.items())
    if asked.query.values_select:
        is_flat = asked._iterable_class.__name__ == "FlatValuesListIterable"
        return _Reading(converting, (lambda row: row[0]) if is_flat else tuple)
    described: Any = compiler.klass_info
    start, end = described["select_fields"][0], described["select_fields"][-1] + 1
    names = [each[0].target.attname for each in select[start:end]]
    along = get_related_populators(described, select, connection.alias)  # type: ignore[call-arg]  # the stubs are of a later Django
    model = described["model"]

    def make(row: Sequence[object]) -> object:
        made = model.from_db(connection.alias, names, row[start:end])
        for each in along:
            each.populate(row, made)
        return made

    return _Reading(converting, make)


def _instead(kinds: Sequence[Kind]) -> list[Value | list[Value]]:
    return [
        [_INSTEAD[kind.of](place)] if isinstance(kind, Many) else _INSTEAD[kind](place)
        for place, kind in enumerate(kinds)
    ]


def _statement(text: str, parameters: Sequence[object], kinds: Sequence[Kind]) -> _Statement:
    """Return a statement with places where values stand that mean nothing."""
    plain = [kind.of if isinstance(kind, Many) else kind for kind in kinds]
    instead = [_adapted(kind, _INSTEAD[kind](place)) for place, kind in enumerate(plain)]
    places = tuple(
        (at, number, kinds[number])
        for at, parameter in enumerate(parameters)
        for number, value in enumerate(instead)
        # Drivers wrap bytes, each in its own way.
        if value == getattr(parameter, "obj", parameter)
    )
    if {number for _, number, _ in places} != set(range(len(kinds))):
        raise ImproperlyConfigured(f"a value goes nowhere in: {text}")
    valued = {at for at, _, _ in places}
    kept = tuple(None if at in valued else each for at, each in enumerate(parameters))
    return _Statement(text, kept, places, any(isinstance(kind, Many) for kind in kinds))


def _adapted(kind: Kind, value: Value | Sequence[Value]) -> object:
    """Return a value as the driver takes it; an enumeration's as the plain one it is."""
    if isinstance(kind, Many):
        return [_adapted(kind.of, each) for each in cast("Sequence[Value]", value)]
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return kind(value)

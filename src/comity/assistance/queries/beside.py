"""What does not stand beside a request, asked at once: most requests have most tables empty.

A request's page reads some thirty tables, and to ask each costs more than what it answers. One
statement asks which of them hold anything of the request; the relations of the others are known to
be empty then, and whoever reads them asks the database nothing.
"""

from collections.abc import Collection, Iterator
from functools import cache

from django.db import connection
from django.db.models import ForeignObjectRel, Model, QuerySet

from comity.assistance.models import Answer, Request


def note_what_is_empty(request: Request, answers: Collection[Answer]) -> None:
    """Note on a request, and on its answers, which of their relations hold nothing.

    Args:
        request: as it was read; what is added to it later is seen by who reads it again.
        answers: all of its answers.
    """
    relations = _relations()
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"request": request.pk})
        filled = {place for (place,) in cursor.fetchall()}
    for place, relation in enumerate(relations):
        if place in filled:
            continue
        of_request = relation.model is Request
        for instance in (request,) if of_request else answers:
            _note_empty(instance, relation)


@cache
def _relations() -> tuple[ForeignObjectRel, ...]:
    """Return the relations of requests and answers that have a name, but for the answers."""
    found = (*Request._meta.related_objects, *Answer._meta.related_objects)
    return tuple(each for each in found if each.related_model is not Answer)


@cache
def _statement() -> str:
    return " UNION ALL ".join(_questions())


def _questions() -> Iterator[str]:
    quoted = connection.ops.quote_name
    of_answers = quoted(Answer._meta.db_table)
    answers = f"SELECT id FROM {of_answers} WHERE request_id = %(request)s"  # noqa: S608  our own table
    for place, relation in enumerate(_relations()):
        table = quoted(relation.related_model._meta.db_table)
        column = quoted(relation.field.attname)
        whose = "= %(request)s" if relation.model is Request else f"IN ({answers})"
        held = f"SELECT 1 FROM {table} WHERE {column} {whose}"  # noqa: S608  names of our own models
        yield f"SELECT {place} WHERE EXISTS ({held})"


def _note_empty(instance: Model, relation: ForeignObjectRel) -> None:
    """Let a relation answer from what is known, as it does after Django has read it ahead."""
    if relation.one_to_one:
        relation.set_cached_value(instance, None)
        return
    read_ahead = instance.__dict__.setdefault("_prefetched_objects_cache", {})
    read_ahead[relation.get_accessor_name()] = _nothing_of(relation.related_model)


@cache
def _nothing_of(model: type[Model]) -> QuerySet[Model]:
    nothing = model._default_manager.none()
    len(nothing)  # evaluated once, and for every request
    return nothing

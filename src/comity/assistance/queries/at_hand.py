"""What an inbox has anything of, asked at once: for most officers most of its lists are empty.

To ask each list costs more than what it answers. One statement asks which of them hold anything;
the others are not asked at all. How it is said is worked out once for each set of roles.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from comity.assistance.models import Notice, Question, ReplyPart, Request, Task
from comity.assistance.terms import RequestState
from comity.assistance.terms.replies import QuestionStage
from comity.kernel.rulings import Role
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer

# Stand for the agency and the desk while the statement is worked out; no officer has them.
_AGENCY, _DESK = "\x00agency", -1


class AtHand(IntEnum):
    """What there may be something of."""

    SHARED = 1
    DRAFTS = 2
    QUESTIONS = 3
    NOTICES = 4
    TASKS = 5
    PARTS = 6


def at_hand(viewer: Viewer) -> frozenset[AtHand]:
    """Return what there is anything of for a viewer; what it is must be asked apart."""
    statement, values = _statement(viewer.roles)
    told: dict[str | int, str | int] = {_AGENCY: viewer.agency, _DESK: viewer.desk}
    with connection.cursor() as cursor:
        cursor.execute(statement, [told.get(each, each) for each in values])
        return frozenset(AtHand(place) for (place,) in cursor.fetchall())


@lru_cache(maxsize=100)
def _statement(roles: frozenset[Role]) -> tuple[str, tuple[str | int, ...]]:
    somebody = Viewer(officer_id=_DESK, name="", agency=_AGENCY, roles=roles)
    said: list[str] = []
    values: list[str | int] = []
    for place, rows in _lists(somebody):
        try:
            sql, own = rows.order_by().values("pk")[:1].query.sql_with_params()
        except EmptyResultSet:
            continue
        said.append(f"SELECT {place.value} WHERE EXISTS ({sql})")
        values += own
    return " UNION ALL ".join(said), tuple(values)


def _lists(viewer: Viewer) -> Iterator[tuple[AtHand, QuerySet[Model]]]:
    shared = Request.shared_with.through._default_manager
    yield AtHand.SHARED, shared.filter(agency=key_of_agency(viewer.agency))
    drafts = Request.objects.filter(holder=viewer.desk, state=RequestState.DRAFT.value)
    yield AtHand.DRAFTS, drafts.filter(agency=key_of_agency(viewer.agency))
    yield AtHand.QUESTIONS, Question.objects.filter(stage=QuestionStage.DRAFTED.value)
    yield AtHand.NOTICES, Notice.objects.filter(officer=viewer.desk, read_at__isnull=True)
    yield AtHand.TASKS, Task.objects.all().waiting_for(viewer)
    yield AtHand.PARTS, ReplyPart.objects.all().waiting_for(viewer)

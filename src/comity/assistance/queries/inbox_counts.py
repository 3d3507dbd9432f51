"""How many matters stand on the tabs of an inbox that are not read whole, in one statement.

What is asked depends on the officer's roles alone, but for agency and desk: composing it anew for
every inbox took longer than the database's answer.
"""

from collections.abc import Iterator
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection

from comity.assistance.models import Request, Sight
from comity.assistance.models.requests import Requests
from comity.assistance.terms import Party, Tab
from comity.kernel.rulings import Role
from comity.officers.queries import key_of_agency
from comity.officers.terms import Viewer

COUNTED = (Tab.MY_UNIT, Tab.FROM_PARTNERS, Tab.WATCHING)
# Stand for the agency and the desk while the statement is worked out; no officer has them.
_AGENCY, _DESK = "\x00agency", -1
_OF_A_WAY = "SELECT id FROM ({}) AS way"
_OF_A_TAB = "SELECT {}, COUNT(*) FROM ({}) AS tab"


def in_tab(viewer: Viewer, tab: Tab) -> Requests:
    """Return what stands on one of the tabs counted here, whoever may see it."""
    going = Request.objects.all().going()
    if tab is Tab.MY_UNIT:
        return going.filter(agency=key_of_agency(viewer.agency))
    if tab is Tab.FROM_PARTNERS:
        return going.filter(side=Party.REQUESTED.value, unasked=False)
    return going.filter(referred_to__in=sorted(role.value for role in viewer.roles))


def numbers(viewer: Viewer, *, shared: bool, most: int) -> dict[Tab, int]:
    """Return how many matters the viewer may see on each tab counted here.

    Args:
        viewer: who looks.
        shared: whether any matter is shared with the viewer's agency.
        most: at most so many of each are counted.
    """
    statement, values = _statement(viewer.roles, bool(viewer.agency), shared, most)
    found = dict.fromkeys(COUNTED, 0)
    if statement:
        told: dict[str | int, str | int] = {_AGENCY: viewer.agency, _DESK: viewer.desk}
        with connection.cursor() as cursor:
            cursor.execute(statement, [told.get(each, each) for each in values])
            found |= {COUNTED[place]: min(number, most) for place, number in cursor.fetchall()}
    return found


@lru_cache(maxsize=200)
def _statement(
    roles: frozenset[Role], has_agency: bool, shared: bool, most: int
) -> tuple[str, tuple[str | int, ...]]:
    """Return the statement for officers of such roles, and its values."""
    agency = _AGENCY if has_agency else ""
    somebody = Viewer(officer_id=_DESK, name="", agency=agency, roles=roles)
    said: list[str] = []
    values: list[str | int] = []
    for place, tab in enumerate(COUNTED):
        ways = list(_ways(somebody, tab, shared=shared, most=most))
        if ways:
            either = " UNION ".join(_OF_A_WAY.format(sql) for sql, _ in ways)
            said.append(_OF_A_TAB.format(place, either))
            values += [value for _, own in ways for value in own]
    return " UNION ALL ".join(said), tuple(values)


def _ways(
    viewer: Viewer, tab: Tab, *, shared: bool, most: int
) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield a statement for each way in which matters of a tab may be seen."""
    for way in Sight(viewer, shared=shared).ways:
        seen = in_tab(viewer, tab).filter(way).order_by().values_list("id", flat=True)[:most]
        try:
            yield seen.query.sql_with_params()
        except EmptyResultSet:
            continue

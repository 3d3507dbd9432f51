"""What one may not see does not exist: role by agency by state, in every list, count and search."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.assistance.models import Answer, Enclosure, Request
from comity.assistance.queries import (
    RequestsAsked,
    counts,
    inbox,
    recent_work,
    request_detail,
    requests_page,
    timeline,
)
from comity.assistance.terms import Party, RequestState, Tab
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer
from tests.integration.assistance.scene import ON, Scene

SEES_ALL = {Role.CENTRAL_UNIT, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER}
SEES_OWN_AGENCY = {Role.REQUEST_OFFICER, Role.APPROVER, Role.INVESTIGATOR}


def viewer(roles: Iterable[Role], agency: str = "CBP") -> Viewer:
    return Viewer(10**6, "Somebody", agency, frozenset(roles))


def may_see(request: Request, who: Viewer) -> bool:
    """The policy once more, said the other way round: per request instead of per query."""
    if who.roles & SEES_ALL:
        return True
    if who.roles & SEES_OWN_AGENCY and request.agency_code == who.agency:
        return True
    return Role.TREATY_DESK in who.roles and request.referred_to == "treaty_desk"


@pytest.fixture
def every_kind(scene: Scene) -> list[Request]:
    """Requests of both sides and both agencies in every state that is reached by acting."""
    referred = scene.draft()
    scene.submit(referred)
    scene.received(reference="UA-US-2026-00001")
    scene.settle_assessment()
    scene.draft("d.reyes")
    scene.draft()
    scene.submit(scene.draft())
    opened, refused, answered = scene.sent(), scene.sent(), scene.sent()
    scene.sent()
    for reference in (opened, answered):
        scene.accepted_there(reference)
        scene.answered_there(reference)
    scene.open(opened)
    scene.tell("assistance.refused", {"reference": refused, "ground": "ex.burden", "reasons": "x"})
    for number, agency in ((2, None), (3, "CBP"), (4, "ICE")):
        reference = scene.received(reference=f"UA-US-2026-0000{number}")
        if agency:
            scene.accept(reference, agency=agency)
    scene.write_answer("UA-US-2026-00004", who="d.reyes")
    return list(Request.objects.all())


def requests(*, seen_by: Viewer, **asked: Any) -> tuple[Request, ...]:
    """Return all that is listed."""
    return requests_page(RequestsAsked(**asked), seen_by=seen_by, limit=100).requests


def test_every_set_of_roles_sees_exactly_what_the_policy_says(every_kind: list[Request]) -> None:
    states = {(request.side, request.state) for request in every_kind}
    assert len(states) >= 9
    sets = [c for size in (0, 1, 2) for c in combinations(Role, size)]
    for roles in sets:
        for agency in ("CBP", "ICE", "", "XYZ"):
            who = viewer(roles, agency)
            expected = {r.reference for r in every_kind if may_see(r, who)}
            seen = {r.reference for r in requests(seen_by=who)}
            assert seen == expected, (roles, agency)
            assert set(Request.objects.visible_to(who)) == set(requests(seen_by=who))


def test_lists_counts_and_single_reads_agree(every_kind: list[Request]) -> None:
    for roles in combinations(Role, 1):
        who = viewer(roles)
        seen = {r.reference for r in requests(seen_by=who)}
        rows = {tab: inbox(seen_by=who, tab=tab, on=ON) for tab in Tab}
        counted = counts(seen_by=who, on=ON)
        assert counted == {tab: len(rows[tab]) for tab in Tab}
        assert {row.reference for found in rows.values() for row in found} <= seen
        for request in every_kind:
            if request.reference in seen:
                request_detail(request.reference, seen_by=who)
                continue
            for read in (request_detail, timeline):
                with pytest.raises(NotFoundError):
                    read(request.reference, seen_by=who)


def test_answers_and_enclosures_are_seen_only_with_their_request(
    every_kind: list[Request],
) -> None:
    for roles in combinations(Role, 1):
        who = viewer(roles)
        seen = set(requests(seen_by=who))
        assert {a.request for a in Answer.objects.visible_to(who)} <= seen
        assert {e.request for e in Enclosure.objects.visible_to(who)} <= seen


def test_empty_roles_and_a_struck_off_officer_see_nothing(every_kind: list[Request]) -> None:
    for who in (viewer(()), viewer((Role.NODE_ADMINISTRATOR,)), viewer((Role.ATTACHE,))):
        assert requests(seen_by=who) == ()
        assert set(counts(seen_by=who, on=ON).values()) == {0}
        assert recent_work(seen_by=who) == []


@settings(suppress_health_check=list(HealthCheck), max_examples=60, deadline=None)
@given(
    roles=st.sets(st.sampled_from(Role)),
    agency=st.sampled_from(["CBP", "ICE", ""]),
    search=st.text(max_size=20),
    side=st.sampled_from([None, *Party]),
    state=st.sampled_from(["", *RequestState]),
)
def test_no_filter_or_search_widens_what_is_seen(
    every_kind: list[Request],
    roles: set[Role],
    agency: str,
    search: str,
    side: Party | None,
    state: str,
) -> None:
    who = viewer(roles, agency)
    whole = set(requests(seen_by=who))
    assert set(requests(seen_by=who, search=search, side=side, state=state)) <= whole

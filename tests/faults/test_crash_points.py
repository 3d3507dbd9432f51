"""Every named moment is there to be come by, and every planted bug can be planted."""

import inspect

import pytest

from tests.faults import inside, mutations
from tests.faults.campaign_list import CAMPAIGNS, SHORT
from tests.faults.crash_points import CRASH_POINTS, CrashPoint
from tests.faults.mutation_list import MUTATIONS


@pytest.mark.parametrize("point", CRASH_POINTS, ids=lambda point: point.name)
def test_a_named_moment_is_a_function_of_the_product(point: CrashPoint) -> None:
    assert callable(getattr(point.owner(), point.function))
    assert point.part == point.name.partition(":")[0]


def test_names_are_given_once() -> None:
    assert len({point.name for point in CRASH_POINTS}) == len(CRASH_POINTS)
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)


def test_every_bug_can_be_planted_and_has_a_campaign_that_shows_it() -> None:
    assert {mutation.name for mutation in MUTATIONS} == set(mutations.PLANTS)
    assert {mutation.shown_by for mutation in MUTATIONS} <= set(CAMPAIGNS) == set(SHORT)


def test_a_process_of_a_node_is_the_products_own() -> None:
    told = inspect.getsource(inside)
    for name in ("make_application", "run_worker", "queue_message", "HttpsTransport"):
        assert name in told

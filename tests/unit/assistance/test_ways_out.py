"""One table for every way on which what was supplied reaches somebody."""

from datetime import date
from itertools import product

import pytest

from comity.agreements.terms import Leave
from comity.assistance.ways_out import (
    BARRED,
    LIFTED_BY_CONSENT,
    Bar,
    Bound,
    WayOut,
    bars,
)

ON = date(2026, 11, 21)
FREE = Bound(onward=Leave.YES, keep_until=date(2029, 1, 1))
BOUND = {
    Bar.KEPT_TOO_LONG: Bound(onward=Leave.YES, keep_until=ON),
    Bar.ERASED: Bound(onward=Leave.YES, erased=True),
    Bar.USE_ENDED: Bound(onward=Leave.YES, use_ended=True),
    Bar.NAMED_RECIPIENTS: Bound(onward=Leave.YES, handling=(("tlp", "RED"),)),
    Bar.HANDLING_NEEDS_LEAVE: Bound(onward=Leave.YES, handling=(("europol", "H2"),)),
    Bar.ONWARD_NEEDS_LEAVE: Bound(onward=Leave.CONSENT),
    Bar.THIRD_PARTY: Bound(onward=Leave.YES, others=("District court",)),
}


def test_every_bar_has_its_ways_and_a_case_here() -> None:
    assert set(BARRED) == set(Bar) == set(BOUND)


@pytest.mark.parametrize(("bar", "way"), [*product(Bar, WayOut)])
def test_a_condition_bars_the_ways_of_the_table_and_no_other(bar: Bar, way: WayOut) -> None:
    assert bars(FREE, way, on=ON) == ()
    barred = way in BARRED[bar]
    assert bars(BOUND[bar], way, on=ON) == ((bar,) if barred else ())
    stays = barred and bar not in LIFTED_BY_CONSENT
    assert bars(BOUND[bar], way, on=ON, consent=True) == ((bar,) if stays else ())


@pytest.mark.parametrize("bar", Bar)
def test_what_is_bound_stands_in_no_joint_folder(bar: Bar) -> None:
    assert WayOut.JOIN in BARRED[bar]

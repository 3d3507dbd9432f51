"""What the worker does beside the exchange."""

from datetime import datetime, timedelta

from comity.crypto.keys import NodeKeys
from comity.node.working import Daily


def test_daily_work_is_done_at_the_start_and_once_a_day(at: datetime) -> None:
    keys, done = NodeKeys.generate("us"), []
    daily = Daily(done.append)
    for hours in (0, 1, 23, 24, 25, 49):
        daily(None, keys, at + timedelta(hours=hours))
    assert done == [at, at + timedelta(hours=24), at + timedelta(hours=49)]

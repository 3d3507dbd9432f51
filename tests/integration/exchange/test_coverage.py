"""N of M: what one act sent to several, or one after another, and what receipts cover of it."""

from comity.exchange.coverage import Coverage, coverage_of
from comity.exchange.queries import facts_of_many
from tests.integration.exchange.conftest import Node


def test_what_is_recorded_is_not_held_before_the_receipt(node: Node) -> None:
    first = [node.send(f"note {number}") for number in range(3)]
    assert coverage_of(first) == Coverage(0, 3)
    node.work()
    second = node.send("one more")
    assert coverage_of([*first, second]) == Coverage(3, 4)
    node.work()
    assert coverage_of([*first, second]) == Coverage(4, 4)


def test_what_has_not_left_counts_for_nothing_and_what_is_unknown_is_not_held(node: Node) -> None:
    sent = node.send("a note")
    node.work()
    assert coverage_of(["", sent]) == Coverage(1, 1)
    assert coverage_of([]) == Coverage(0, 0)
    assert Coverage.of([facts_of_many([sent])[sent], None]) == Coverage(1, 2)

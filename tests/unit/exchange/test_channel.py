"""Channels: what a head means to the end that receives it, and who leaves first."""

import pytest

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.hashing import sha256
from comity.crypto.merkle import Frontier, leaf_hash
from comity.exchange.channel import (
    MOST_MESSAGES,
    Arrival,
    Origin,
    Waiting,
    in_order_of_departure,
    judge_arrival,
    judge_content,
    one_parcel_of,
    read_origin,
)
from comity.exchange.refusals import ParcelFault, ParcelRefusedError

ORIGIN = Origin("0123456789abcdef" * 2, "US", "UA", 3)
LEAVES = [leaf_hash(bytes([n])) for n in range(6)]
TREES = [Frontier().extend(LEAVES[:n]) for n in range(7)]


def head(size: int, root: bytes | None = None) -> Checkpoint:
    stated = root or (TREES[size].root() if size < len(TREES) else sha256(b"far"))
    return Checkpoint(ORIGIN.line(), size, stated)


def test_an_origin_is_read_back() -> None:
    assert read_origin(ORIGIN.line()) == ORIGIN


@pytest.mark.parametrize(
    "line",
    [
        "",
        ORIGIN.line().upper(),
        ORIGIN.line() + "0000000",
        ORIGIN.line() + "/x",
        ORIGIN.line().replace("epoch-3", "epoch-0"),
        ORIGIN.line().replace("epoch-3", "epoch-03"),
        ORIGIN.line().replace("US", "USA"),
        ORIGIN.line().replace("comity/", "karate/"),
    ],
)
def test_anything_else_is_no_origin(line: str) -> None:
    with pytest.raises(ParcelRefusedError) as refused:
        read_origin(line)
    assert refused.value.fault is ParcelFault.HEAD_MALFORMED


@pytest.mark.parametrize("size", [0, 2, 4])
def test_a_size_that_is_held_is_held_already(size: int) -> None:
    arrival = judge_arrival(head(size), held=4, root_there=TREES[size].root())
    assert arrival is Arrival.HELD_ALREADY


@pytest.mark.parametrize("size", [0, 2, 4])
def test_another_root_at_a_size_that_is_held_is_a_fork(size: int) -> None:
    with pytest.raises(ParcelRefusedError) as refused:
        judge_arrival(head(size, sha256(b"x")), held=4, root_there=TREES[size].root())
    assert refused.value.fault is ParcelFault.FORK


def test_a_head_up_to_one_parcel_ahead_is_news() -> None:
    assert judge_arrival(head(4 + MOST_MESSAGES), held=4, root_there=None) is Arrival.NEWS
    with pytest.raises(ParcelRefusedError) as refused:
        judge_arrival(head(5 + MOST_MESSAGES), held=4, root_there=None)
    assert (refused.value.fault, refused.value.facts) == (ParcelFault.GAP, (("expected", "4"),))


def test_a_parcel_that_leads_to_its_head_grows_the_tree() -> None:
    assert judge_content(head(6), held=TREES[4], start=4, leaves=LEAVES[4:]) == TREES[6]


@pytest.mark.parametrize(
    ("start", "leaves", "fault"),
    [
        (5, LEAVES[5:], ParcelFault.GAP),
        (3, LEAVES[3:], ParcelFault.OVERLAP),
        (4, LEAVES[5:3:-1], ParcelFault.ROOT_DIFFERS),
        (4, LEAVES[4:5], ParcelFault.ROOT_DIFFERS),
        (4, [*LEAVES[4:], LEAVES[0]], ParcelFault.ROOT_DIFFERS),
        (4, [], ParcelFault.ROOT_DIFFERS),
    ],
)
def test_a_parcel_that_does_not_is_refused(
    start: int, leaves: list[bytes], fault: ParcelFault
) -> None:
    with pytest.raises(ParcelRefusedError) as refused:
        judge_content(head(6), held=TREES[4], start=start, leaves=leaves)
    assert refused.value.fault is fault


def test_messages_leave_as_they_were_recorded() -> None:
    waiting = [Waiting(key, "", False, 1) for key in (3, 1, 2)]
    assert [message.key for message in in_order_of_departure(waiting)] == [1, 2, 3]


def test_what_is_urgent_takes_the_earlier_ones_of_its_case_along() -> None:
    waiting = [
        Waiting(1, "A", False, 1),
        Waiting(2, "B", False, 1),
        Waiting(3, "", False, 1),
        Waiting(4, "B", True, 1),
        Waiting(5, "", True, 1),
        Waiting(6, "B", False, 1),
    ]
    assert [message.key for message in in_order_of_departure(waiting)] == [2, 4, 5, 1, 3, 6]


@pytest.mark.parametrize(
    ("sizes", "room", "taken"),
    [([], 10, 0), ([50], 10, 1), ([5, 5, 5], 10, 2), ([5, 6], 10, 1), ([1] * 300, 999, 256)],
)
def test_a_parcel_takes_what_it_has_room_for(sizes: list[int], room: int, taken: int) -> None:
    waiting = [Waiting(key, "", False, size) for key, size in enumerate(sizes)]
    assert len(one_parcel_of(waiting, room=room)) == taken

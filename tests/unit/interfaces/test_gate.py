"""What the partners' door counts, beside any door."""

import asyncio

import pytest

from comity.exchange.refusals import ParcelFault, ParcelRefusedError
from comity.interfaces.peer.gate import Gate, Limits


def test_the_allowance_of_a_minute_comes_back_evenly() -> None:
    now = [0.0]
    gate = Gate(Limits(parcels_a_minute=60), clock=lambda: now[0])

    async def sends(times: int) -> int:
        taken = 0
        for _ in range(times):
            try:
                async with gate.turn_of("UA"):
                    taken += 1
            except ParcelRefusedError as refusal:
                assert refusal.fault is ParcelFault.TOO_OFTEN
        return taken

    assert asyncio.run(sends(100)) == 60
    now[0] = 10
    assert asyncio.run(sends(100)) == 10
    now[0] = 5  # a clock that goes back gives nothing
    assert asyncio.run(sends(100)) == 0
    now[0] = 1000
    assert asyncio.run(sends(100)) == 60


def test_one_that_gives_way_leaves_its_place_to_a_newer_one() -> None:
    gate = Gate(Limits(half_sent=2))
    ended: list[int] = []

    async def stranger(number: int) -> None:
        try:
            async with gate.half_sent():
                await asyncio.sleep(0.05)
        except ParcelRefusedError as refusal:
            assert refusal.fault is ParcelFault.GAVE_WAY
            ended.append(number)

    async def all_of_them() -> None:
        await asyncio.gather(*(stranger(number) for number in range(6)))

    asyncio.run(all_of_them())
    assert ended == [0, 1, 2, 3]


def test_what_a_partner_does_inside_its_turn_fails_as_it_fails() -> None:
    gate = Gate(Limits(waiting=1))

    async def fails() -> None:
        async with gate.turn_of("UA"):
            raise KeyError

    async def passes() -> None:
        async with gate.turn_of("UA"):
            await asyncio.sleep(0)

    with pytest.raises(KeyError):
        asyncio.run(fails())
    asyncio.run(passes())

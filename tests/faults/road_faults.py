"""What the road does to parcels and to the answers to them, one function each."""

import asyncio
import random
from collections.abc import Callable

from comity.exchange.parcel import split_parcel
from tests.faults.road import Fault, Reply, Road

_CHUNK = 64 * 1024 + 16
_HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
Answered = Reply | bytes | None
Change = Callable[[bytes], bytes]


async def duplicated(road: Road, parcel: bytes) -> Answered:
    """It arrives up to five times, at once."""
    many = road.chance.randint(2, 5)
    return (await asyncio.gather(*(road.post(parcel) for _ in range(many))))[-1]


async def replayed_before(road: Road, parcel: bytes) -> Answered:
    """An old one arrives first."""
    await _replay(road)
    return await road.post(parcel)


async def replayed_after(road: Road, parcel: bytes) -> Answered:
    """Old ones arrive behind it."""
    answer = await road.post(parcel)
    await _replay(road)
    await _replay(road)
    return answer


async def reordered(road: Road, parcel: bytes) -> Answered:
    """It stays on the road until a later one has passed."""
    road.late.append(parcel)
    return None


async def delayed(road: Road, parcel: bytes) -> Answered:
    """It arrives late, and the answer with it."""
    await asyncio.sleep(road.chance.uniform(0.02, 0.3))
    return await road.post(parcel)


async def delivered_late(road: Road, parcel: bytes) -> Answered:
    """It arrives when its sender has given it up."""

    async def later() -> None:
        await asyncio.sleep(road.chance.uniform(0.05, 0.4))
        await road.post(parcel)

    _keep(asyncio.ensure_future(later()))
    return None


async def request_lost(road: Road, parcel: bytes) -> Answered:
    """It never arrives."""
    return None


async def answer_lost(road: Road, parcel: bytes) -> Answered:
    """It arrives, and the answer does not."""
    await road.post(parcel)
    return None


async def answer_stalls(road: Road, parcel: bytes) -> Answered:
    """It arrives, and the answer comes when nobody waits any more."""
    answer = await road.post(parcel)
    await asyncio.sleep(2.3)
    return answer


async def truncated(road: Road, parcel: bytes) -> Answered:
    """It ends anywhere, or near where something begins."""
    return await road.post(parcel[: _place(parcel, road.chance)])


async def flipped(road: Road, parcel: bytes) -> Answered:
    """One bit of it is another."""
    return await road.post(_flip(parcel, road.chance))


async def extended(road: Road, parcel: bytes) -> Answered:
    """More comes behind it."""
    return await road.post(parcel + road.chance.randbytes(road.chance.randint(1, 4096)))


async def answer_flipped(road: Road, parcel: bytes) -> Answered:
    """One bit of the receipt is another."""
    return _damaged(road, await road.post(parcel), lambda raw: _flip(raw, road.chance))


async def answer_cut_short(road: Road, parcel: bytes) -> Answered:
    """The receipt ends early, and says so."""
    return _damaged(
        road, await road.post(parcel), lambda raw: raw[: road.chance.randrange(len(raw))]
    )


async def answer_broken_off(road: Road, parcel: bytes) -> Answered:
    """The connection ends in the middle of the receipt."""
    answer = await road.post(parcel)
    raw = b"" if answer is None else answer.raw()
    return raw[: len(raw) // 2] or None


async def answered_with_an_older_receipt(road: Road, parcel: bytes) -> Answered:
    """It never arrives, and is answered with a receipt for less."""
    if len(road.receipts) < 2:
        return None
    road.damaged += 1
    return Reply(200, road.chance.choice(list(road.receipts)))


async def answered_with_another_channels_receipt(road: Road, parcel: bytes) -> Answered:
    """It never arrives, and is answered with a receipt of the other direction."""
    if road.other is None or not road.other.receipts:
        return None
    road.damaged += 1
    return Reply(200, road.other.receipts[-1])


async def answered_with_junk(road: Road, parcel: bytes) -> Answered:
    """It never arrives; something between answers with a page."""
    road.damaged += 1
    return Reply(road.chance.choice((200, 403, 502)), _HTML, "text/html")


async def answered_with_a_wrong_place(road: Road, parcel: bytes) -> Answered:
    """It never arrives; an answer nobody signed names a place to go on from."""
    road.damaged += 1
    expected = road.chance.choice(("99999999", "-1", "x", "9" * 40))
    body = b'{"code": "parcel_gap", "facts": {"expected": "%s"}}' % expected.encode()
    return Reply(409, body, "application/problem+json")


ROAD_FAULTS: dict[str, Fault] = {
    "road: parcel duplicated": duplicated,
    "road: older parcel replayed before": replayed_before,
    "road: older parcels replayed after": replayed_after,
    "road: parcel reordered": reordered,
    "road: parcel delayed": delayed,
    "road: parcel arrives when given up": delivered_late,
    "road: parcel lost": request_lost,
    "road: answer lost": answer_lost,
    "road: answer too late": answer_stalls,
    "road: parcel truncated": truncated,
    "road: parcel with a bit flipped": flipped,
    "road: parcel extended": extended,
    "road: receipt with a bit flipped": answer_flipped,
    "road: receipt cut short": answer_cut_short,
    "road: receipt broken off": answer_broken_off,
    "road: an older receipt": answered_with_an_older_receipt,
    "road: another channel's receipt": answered_with_another_channels_receipt,
    "road: a page instead of a receipt": answered_with_junk,
    "road: a wrong place to go on from": answered_with_a_wrong_place,
}
_under_way: set[asyncio.Future[None]] = set()


def _keep(task: "asyncio.Future[None]") -> None:
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)


async def _replay(road: Road) -> None:
    if road.parcels:
        await road.post(road.chance.choice(list(road.parcels)))


def _flip(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    changed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _place(parcel: bytes, chance: random.Random) -> int:
    head = len(split_parcel(parcel)[0])
    places = [chance.randrange(len(parcel)), head + chance.randint(-1, 2)]
    if len(parcel) > _CHUNK:
        places.append(
            head + _CHUNK * chance.randint(1, len(parcel) // _CHUNK) + chance.randint(-1, 1)
        )
    return max(1, min(len(parcel) - 1, chance.choice(places)))


def _damaged(road: Road, answer: Reply | None, change: Change) -> Answered:
    if answer is None or answer.status != 200:
        return answer
    road.damaged += 1
    return Reply(200, change(answer.body))

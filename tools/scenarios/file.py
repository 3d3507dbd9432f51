"""The file of the scenarios, put together."""

from comity.crypto.merkle import consistency_proof
from tools.scenarios.arrivals import addresses, contents, forks, orders, seals, signatures
from tools.scenarios.refills import refills
from tools.scenarios.sending import sending
from tools.scenarios.shelf import Shelf, Told
from tools.scenarios.steps import Road, root_hex
from tools.scenarios.turns import epochs, messages_of_all_kinds, turned_keys
from tools.vector_keys import AT


def scenarios(before: Told, *, link: str) -> Told:
    """Return the file: everything by name, and the steps of both ends."""
    shelf = Shelf(before, link)
    road = Road(shelf)
    holder = {
        **orders(shelf, road),
        **forks(shelf, road),
        **signatures(shelf, road),
        **seals(shelf, road),
        **contents(shelf, road),
        **addresses(shelf, road),
        **messages_of_all_kinds(shelf),
        **epochs(shelf, road),
        **turned_keys(shelf, road),
        **refills(shelf, road),
    }
    sender = sending(shelf, road)
    return {
        **shelf.told,
        "at": int(AT.timestamp()),
        "fork": _fork(road),
        "holder": holder,
        "sender": sender,
    }


def _fork(road: Road) -> Told:
    """Two heads of one origin, and the proof that what is held leads to the second of them."""
    leaves = [each.leaf() for each in road.of(3)]
    path = consistency_proof(leaves, old=1, new=3)
    return {
        "one": "fork at 1",
        "other": "2 to 3",
        "honest": "1",
        "root": root_hex(road.of(1)),
        "path": [each.hex() for each in path],
    }

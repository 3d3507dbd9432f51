"""The two nodes of the corpus, with the same keys in every run."""

from functools import cache

from comity.exchange.descriptor import read_descriptor
from tests.nodes.partner_simulator import PartnerSimulator, descriptor_for
from tools.vector_keys import keys_of, signing_key

__all__ = ["keys_of", "loaded_partner", "own_raw", "partner", "signing_key"]


@cache
def own_raw() -> bytes:
    """The descriptor of the node under attack."""
    return descriptor_for(keys_of("US"), "US")


def partner() -> PartnerSimulator:
    """A new partner with valid keys, linked to the node under attack."""
    return PartnerSimulator("UA", read_descriptor(own_raw()), keys=keys_of("UA"))


def loaded_partner() -> PartnerSimulator:
    """The partner of whom one message is held, and who is about to send three more."""
    ours = partner()
    ours.write(body={"text": "held"}, message_id="00000000-0000-4000-8000-000000000001")
    ours.sent.receipted = 1
    for number, text in enumerate(("two", "three", "four"), start=2):
        ours.write(body={"text": text}, message_id=f"00000000-0000-4000-8000-{number:012}")
    return ours

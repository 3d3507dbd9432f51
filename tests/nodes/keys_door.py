"""A node's partners' door and worker as Granian loads it, whose own keys turn within seconds."""

import threading
from datetime import datetime, timedelta

from comity.node.django_start import start_django

start_django()

from bench.note_kind import NOTE  # noqa: E402  after Django has started
from comity.crypto.keys import NodeKeys  # noqa: E402  after Django has started
from comity.exchange import wiring  # noqa: E402  after Django has started
from comity.exchange.jobs import run_worker  # noqa: E402  after Django has started
from comity.exchange.key_terms import Rhythm  # noqa: E402  after Django has started
from comity.exchange.link_messages import LINK_KINDS  # noqa: E402  after Django has started
from comity.exchange.services import tend_keys  # noqa: E402  after Django has started
from comity.interfaces.peer.door import make_application  # noqa: E402  after Django has started
from comity.node.configuration import NodeSettings  # noqa: E402  after Django has started
from comity.node.keyring import HomeKeyring, keys  # noqa: E402  after Django has started

OWN = NodeSettings().country
SWIFT = Rhythm(overlap=timedelta(seconds=8), sealing_age=timedelta(days=90))
wiring.register([NOTE, *LINK_KINDS])
application = make_application(keys, own_code=OWN)


def tend(_way: object, _keys: NodeKeys, at: datetime) -> None:
    """Take every step with the own keys, as the product's worker does four times a minute."""
    tend_keys(HomeKeyring(), rhythm=SWIFT, at=at)


def work() -> None:
    """Work the exchange for as long as the door stands."""
    run_worker(keys, own_code=OWN, stop=threading.Event(), after_each=(tend,))


threading.Thread(target=work, daemon=True).start()

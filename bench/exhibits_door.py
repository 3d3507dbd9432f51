"""A node's partners' door and puller of exhibits as Granian loads them, and nothing else."""

import os
import threading
import time
from pathlib import Path

from comity.node.django_start import start_django

start_django()

from bench.note_kind import NOTE  # noqa: E402  after Django has started
from comity.evidence.source import SealedExhibits  # noqa: E402  after Django has started
from comity.exchange import wiring  # noqa: E402  after Django has started
from comity.exchange.queries import is_linked  # noqa: E402  after Django has started
from comity.exchange.services import descriptor_of  # noqa: E402  after Django has started
from comity.exchange.transport import HttpsTransport  # noqa: E402  after Django has started
from comity.interfaces.peer.door import make_application  # noqa: E402  after Django has started
from comity.node.configuration import NodeSettings  # noqa: E402  after Django has started
from comity.node.keyring import keys  # noqa: E402  after Django has started
from comity.node.working import run_puller  # noqa: E402  after Django has started

OWN, HOME = NodeSettings().country, Path(os.environ["COMITY_HOME"])
wiring.register([NOTE], exhibits=SealedExhibits(is_linked))
application = make_application(keys(), own_code=OWN)


def work() -> None:
    """Pull what is announced, once told to go."""
    while not (HOME / "go").exists():
        time.sleep(0.05)
    run_puller(HttpsTransport(descriptor_of), keys(), own_code=OWN, stop=threading.Event())


threading.Thread(target=work, daemon=True).start()

"""A node's partners' door and worker as Granian loads it, with the benchmark's message type.

With `BENCH_WORKER=waits` the door stands alone until its home holds a file `go`: what the node
costs to start is then told apart from what the messages cost.
"""

import os
import threading
import time
from pathlib import Path

from comity.node.django_start import start_django

start_django()

from bench.note_kind import NOTE  # noqa: E402  after Django has started
from comity.agreements.queries import current_register  # noqa: E402  after Django has started
from comity.exchange import wiring  # noqa: E402  after Django has started
from comity.exchange.jobs import run_worker  # noqa: E402  after Django has started
from comity.interfaces.peer.door import make_application  # noqa: E402  after Django has started
from comity.node.configuration import NodeSettings  # noqa: E402  after Django has started
from comity.node.keyring import keys  # noqa: E402  after Django has started
from comity.node.working import sign_record  # noqa: E402  after Django has started

OWN, HOME = NodeSettings().country, Path(os.environ["COMITY_HOME"])
wiring.register([NOTE])
application = make_application(keys(), own_code=OWN)


def work() -> None:
    """Work the exchange for as long as the door stands; the register is read first, as ever."""
    current_register()
    while os.environ.get("BENCH_WORKER") == "waits" and not (HOME / "go").exists():
        time.sleep(0.05)
    run_worker(keys(), own_code=OWN, stop=threading.Event(), after_each=(sign_record,))


threading.Thread(target=work, daemon=True).start()

"""A node's partners' door and worker as Granian loads it, with the benchmark's message type."""

import threading

from comity.node.django_start import start_django

start_django()

from bench.note_kind import NOTE  # noqa: E402  after Django has started
from comity.exchange import wiring  # noqa: E402  after Django has started
from comity.exchange.jobs import run_worker  # noqa: E402  after Django has started
from comity.interfaces.peer.door import make_application  # noqa: E402  after Django has started
from comity.node.configuration import NodeSettings  # noqa: E402  after Django has started
from comity.node.keyring import keys  # noqa: E402  after Django has started
from comity.node.working import sign_record  # noqa: E402  after Django has started

OWN = NodeSettings().country
wiring.register([NOTE])
application = make_application(keys(), own_code=OWN)
threading.Thread(
    target=run_worker,
    args=(keys(),),
    kwargs={"own_code": OWN, "stop": threading.Event(), "after_each": (sign_record,)},
    daemon=True,
).start()

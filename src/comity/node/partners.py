"""The partners' door as Granian loads it, with the exchange's worker beside it."""

from comity.node.django_start import start_django

start_django()

from comity.interfaces.peer.door import make_application  # noqa: E402  after Django has started
from comity.node.configuration import NodeSettings  # noqa: E402  after Django has started
from comity.node.keyring import keys  # noqa: E402  after Django has started
from comity.node.working import start_worker  # noqa: E402  after Django has started

application = make_application(keys(), own_code=NodeSettings().country)
start_worker()

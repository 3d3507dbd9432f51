"""The partners' door as Granian loads it, with the exchange's worker beside it."""

from comity.node.django_start import start_django
from comity.node.logs import begin

start_django()
begin("partners")

from comity.interfaces.peer.door import make_application  # noqa: E402  after Django has started
from comity.node.configuration import NodeSettings, home_folder  # noqa: E402  as above
from comity.node.home import Home  # noqa: E402  after Django has started
from comity.node.keyring import keys  # noqa: E402  after Django has started
from comity.node.milestones import demand_not_set_back  # noqa: E402  after Django has started
from comity.node.working import start_worker  # noqa: E402  after Django has started

demand_not_set_back(Home(home_folder()))
told = NodeSettings()
application = make_application(
    keys,
    own_code=told.country,
    limits=told.limits.limits(),
    deadlines=told.limits.deadlines(),
)
start_worker()

"""The verbs of `comity may` beside asking, answering and using."""

from collections.abc import Callable, Mapping

from comity.interfaces.cli.may_execute import may_attend, may_deliver, may_serve, may_watch
from comity.interfaces.cli.may_held import may_keep, may_pass_on, may_share
from comity.interfaces.cli.may_run import (
    may_exchange,
    may_match,
    may_recognise,
    may_volunteer,
)

VERBS: Mapping[str, Callable[..., None]] = {
    "volunteer": may_volunteer,
    "pass-on": may_pass_on,
    "share": may_share,
    "keep": may_keep,
    "attend": may_attend,
    "serve": may_serve,
    "watch": may_watch,
    "deliver": may_deliver,
    "exchange": may_exchange,
    "match": may_match,
    "recognise": may_recognise,
}

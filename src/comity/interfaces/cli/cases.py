"""The verbs of a case and of the record, which several modules give their part of."""

from comity.interfaces.cli.asked_of_law import asking_app
from comity.interfaces.cli.exhibits import enclosure_app
from comity.interfaces.cli.letters import made_app
from comity.interfaces.cli.oversight import oversight_app, seen_app
from comity.interfaces.cli.posting import posted_app
from comity.interfaces.cli.records import record_app
from comity.interfaces.cli.replies import reply_app
from comity.interfaces.cli.requests import request_app
from comity.interfaces.cli.sharing import sharing_app
from comity.interfaces.cli.turns import turn_app

for part in (reply_app, turn_app, enclosure_app, asking_app, sharing_app):
    request_app.add_typer(part)
for part in (seen_app, made_app, posted_app):
    request_app.add_typer(part)
record_app.add_typer(oversight_app)

__all__ = ["record_app", "request_app"]

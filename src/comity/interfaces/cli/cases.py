"""The verbs of a case and of the record, which several modules give their part of."""

from comity.interfaces.cli.afterwords import afterword_app
from comity.interfaces.cli.asked_of_law import asking_app
from comity.interfaces.cli.competence import transfer_app
from comity.interfaces.cli.delivery import course_app
from comity.interfaces.cli.enquiries import enquiry_app
from comity.interfaces.cli.exhibits import enclosure_app
from comity.interfaces.cli.finding_more import finding_app
from comity.interfaces.cli.follow_ups import follow_up_app
from comity.interfaces.cli.letters import made_app
from comity.interfaces.cli.markings import marking_app
from comity.interfaces.cli.oversight import oversight_app, seen_app
from comity.interfaces.cli.posting import posted_app
from comity.interfaces.cli.records import record_app
from comity.interfaces.cli.replies import reply_app
from comity.interfaces.cli.requests import request_app
from comity.interfaces.cli.same_matter import alike_app
from comity.interfaces.cli.sharing import sharing_app
from comity.interfaces.cli.standing import exchange_app
from comity.interfaces.cli.translations import translation_app
from comity.interfaces.cli.turns import turn_app

for part in (
    reply_app,
    afterword_app,
    marking_app,
    follow_up_app,
    turn_app,
    enclosure_app,
    asking_app,
    alike_app,
    sharing_app,
):
    request_app.add_typer(part)
for part in (seen_app, made_app, posted_app, course_app, exchange_app, transfer_app, enquiry_app):
    request_app.add_typer(part)
request_app.add_typer(finding_app)
request_app.add_typer(translation_app)
record_app.add_typer(oversight_app)

__all__ = ["record_app", "request_app"]

"""Verbs that do at a node what its pages do, over the REST API: no Django is loaded."""

import typer

from comity.interfaces.cli.asked_of_law import asking_app
from comity.interfaces.cli.deputies import absence_app, caseload_app
from comity.interfaces.cli.exhibits import enclosure_app, exhibit_app
from comity.interfaces.cli.finding import search
from comity.interfaces.cli.languages import languages
from comity.interfaces.cli.law import register_app
from comity.interfaces.cli.letters import letter_app, made_app
from comity.interfaces.cli.links import link_app
from comity.interfaces.cli.oversight import oversight_app, seen_app
from comity.interfaces.cli.own_law import own_law_app
from comity.interfaces.cli.personal_data import data_app
from comity.interfaces.cli.records import links, record_app, who_am_i
from comity.interfaces.cli.register_held import held_app
from comity.interfaces.cli.replies import reply_app
from comity.interfaces.cli.requests import request_app
from comity.interfaces.cli.settlements import settlement_app
from comity.interfaces.cli.sharing import sharing_app
from comity.interfaces.cli.signing_in import inbox_app, sign_in, sign_out
from comity.interfaces.cli.terms import terms_app
from comity.interfaces.cli.verify_export import verify_export
from comity.interfaces.cli.watching import doctor, health


def add_acts(app: typer.Typer) -> None:
    """Add every verb that speaks to a node; `comity register` is there already, with its files."""
    for part in (reply_app, enclosure_app, asking_app, sharing_app, seen_app, made_app):
        request_app.add_typer(part)
    for part in (settlement_app, held_app):
        register_app.add_typer(part)
    record_app.add_typer(oversight_app)
    app.add_typer(request_app, name="request")
    app.add_typer(exhibit_app, name="exhibit")
    app.add_typer(letter_app, name="letter")
    app.add_typer(inbox_app, name="inbox")
    app.add_typer(record_app, name="record")
    app.add_typer(link_app, name="link")
    app.add_typer(terms_app, name="terms")
    app.add_typer(own_law_app, name="own-law")
    app.add_typer(data_app, name="personal-data")
    app.add_typer(absence_app, name="absence")
    app.add_typer(caseload_app, name="caseload")
    # Of no node at all: an auditor's own machine has neither database nor network.
    app.command("verify-export")(verify_export)
    app.command("search")(search)
    app.command("links")(links)
    app.command("sign-in")(sign_in)
    app.command("sign-out")(sign_out)
    app.command("who-am-i")(who_am_i)
    app.command("health")(health)
    app.command("doctor")(doctor)
    # Not of a node: read from the catalogues that are installed.
    app.command("languages")(languages)

"""Verbs of the law: `comity may` rules, `comity register` reads. No database, no node."""

from comity.interfaces.cli.counts import counts
from comity.interfaces.cli.may import may_app
from comity.interfaces.cli.publish import publish
from comity.interfaces.cli.register import register_app
from comity.interfaces.cli.register_diff import diff

register_app.command("counts")(counts)
register_app.command("diff")(diff)
register_app.command("publish")(publish)

__all__ = ["may_app", "register_app"]

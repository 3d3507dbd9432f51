"""Verbs of the law: `comity may` rules, `comity register` reads. No database, no node.

What a node's treaty desk has settled and edited is asked of that node.
"""

from comity.interfaces.cli.counts import counts
from comity.interfaces.cli.may import may_app
from comity.interfaces.cli.publish import publish
from comity.interfaces.cli.register import register_app
from comity.interfaces.cli.register_diff import diff
from comity.interfaces.cli.register_held import held_app
from comity.interfaces.cli.settlements import settlement_app

register_app.command("counts")(counts)
register_app.command("diff")(diff)
register_app.command("publish")(publish)
for part in (settlement_app, held_app):
    register_app.add_typer(part)

__all__ = ["may_app", "register_app"]

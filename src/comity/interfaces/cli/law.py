"""Verbs of the law: `comity may` rules, `comity register` reads. No database, no node."""

from comity.interfaces.cli.may import may_app
from comity.interfaces.cli.register import register_app

__all__ = ["may_app", "register_app"]

"""Django's name for this package."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The record of what was done."""

    name = "comity.ledger"

"""The Django app of this package."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Links, channels, outbox and inbox."""

    name = "comity.exchange"
    label = "exchange"

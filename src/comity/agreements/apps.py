"""Django's name for this package."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The tables of this package."""

    name = "comity.agreements"
    default_auto_field = "django.db.models.BigAutoField"

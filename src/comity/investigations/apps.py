"""Django's name for this package."""

from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    """Joint case folders, as this node holds its part of them."""

    name = "comity.investigations"
    default_auto_field = "django.db.models.BigAutoField"

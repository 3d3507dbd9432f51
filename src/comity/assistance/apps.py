"""Django's name for this package."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """Requests, answers and uses of one node."""

    name = "comity.assistance"
    default_auto_field = "django.db.models.BigAutoField"

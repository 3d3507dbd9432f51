"""Django's name for this package."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Practice notes of one node, its own and its partners'."""

    name = "comity.practices"
    default_auto_field = "django.db.models.BigAutoField"

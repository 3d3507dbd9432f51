"""Django's name for this package."""

from django.apps import AppConfig


class OfficersConfig(AppConfig):
    """People, agencies and offices of one node."""

    name = "comity.officers"
    default_auto_field = "django.db.models.BigAutoField"

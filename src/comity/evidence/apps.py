"""Django's name for this package."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Exhibits of one node and the chain of custody of each."""

    name = "comity.evidence"
    default_auto_field = "django.db.models.BigAutoField"

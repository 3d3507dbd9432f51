"""Django's name for the officers' pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages for officers; it has templates and tags, and no tables."""

    name = "comity.interfaces.web"
    label = "web"

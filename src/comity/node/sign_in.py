"""How this node lets people in: what django-allauth leaves to be decided."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NodeAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Officers are appointed; nobody signs themselves up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an account exists because the administration made it."""
        return False

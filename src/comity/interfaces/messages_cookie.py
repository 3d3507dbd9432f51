"""Messages for the next page, in a cookie that browsers keep for this host alone."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OwnCookieStorage(CookieStorage):
    """As the framework's, which gives its cookie a name that any host of the domain could set."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class MessageStorage(FallbackStorage):
    """What fits into the cookie travels there; the rest waits in the session."""

    storage_classes = (OwnCookieStorage, SessionStorage)

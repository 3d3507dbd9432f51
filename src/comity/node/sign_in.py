"""How this node lets people in: what django-allauth leaves to be decided."""

import base64
import logging
from datetime import UTC, datetime

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from comity.interfaces.second_factor import may_enrol_at_once, shown_by_sign_in
from comity.interfaces.web.security.changes import greet
from comity.node.keyring import keys
from comity.officers.account import is_password_lapsed
from comity.officers.models import Officer
from comity.officers.passwords import SENTENCES

_PURPOSE = "second factor"
_LAPSED = SENTENCES["password_lapsed"]
log = logging.getLogger(__name__)


class NodeAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Officers are appointed; nobody signs themselves up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _("Too many failed tries. Try again in five minutes."),
        "rate_limited": _("Too many tries. Try again in five minutes."),
        "password_lapsed": gettext_lazy(_LAPSED),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an account exists because the administration made it."""
        return False

    def is_reauthentication_required(self, *, app: str, **named: object) -> bool:
        """Ask a fresh sign-in; but not of who signed in just now to set up a first factor."""
        if app == "allauth.mfa" and may_enrol_at_once(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **named))

    def authenticate(self, request: HttpRequest, **credentials: object) -> Officer | None:
        """Return whose name and password these are; a lapsed password is told, and opens nothing.

        That it has lapsed is told to nobody who does not know it.
        """
        officer: Officer | None = super().authenticate(request, **credentials)
        if officer is not None and is_password_lapsed(officer, at=datetime.now(UTC)):
            log.warning("a sign-in failed")
            raise self.validation_error("password_lapsed")
        return officer

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        """Leave a line in the log: that it happened, never for which name."""
        log.warning("a sign-in failed")
        super().authentication_failed(request, **credentials)

    def login(self, request: HttpRequest, user: Officer) -> None:
        """Begin the session, and leave a line in the log; the session itself tells who."""
        super().login(request, user)
        log.info("a sign-in succeeded")

    def post_login(self, request: HttpRequest, user: Officer, **named: object) -> HttpResponse:
        """Go on after a sign-in, and find out what the officer is to be told of the account."""
        answer: HttpResponse = super().post_login(request, user, **named)
        greet(request, user, answer)
        return answer

    def get_login_stages(self) -> list[str]:
        """Return the steps of a sign-in; whoever has shown two factors is not asked for a third."""
        stages: list[str] = super().get_login_stages()
        asked, ours = "allauth.mfa.stages.AuthenticateStage", f"{__name__}.FactorStage"
        return [ours if stage == asked else stage for stage in stages]

    def send_notification_mail(self, *args: object, **named: object) -> None:
        """Send nothing: officers have no mail address here, and the record tells it."""


class FactorStage(AuthenticateStage):  # type: ignore[misc]  # allauth ships no types
    """The second step of a sign-in, where the first was a password or a provider's word."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if self.login.user is not None and shown_by_sign_in(request, self.login.user):
            return False
        return bool(super()._should_handle(request))


class NodeFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors: secrets wrapped by the node's storage key, and the node's own names."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept: wrapped by the storage key of the keystore."""
        wrapped = keys().storage.wrap(text.encode(), purpose=_PURPOSE)
        return base64.b64encode(wrapped).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that `encrypt` wrapped."""
        wrapped = base64.b64decode(encrypted_text)
        return keys().storage.unwrap(wrapped, purpose=_PURPOSE).decode()

    def get_totp_label(self, user: Officer) -> str:
        """Return the name an app shows beside the administration's."""
        return user.username

    def generate_authenticator_name(self, user: Officer, type: str) -> str:
        """Return the name offered for a new passkey."""
        return gettext("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whom a passkey is for: the name of the officers' door, whatever was asked."""
        door = settings.NODE.officers_door.name
        return {"id": door, "name": settings.NODE.administration}

    def get_public_key_credential_user_entity(self, user: Officer) -> dict[str, object]:
        """Return whose passkey it is; the handle tells nothing but the row of the officer."""
        told: dict[str, object] = super().get_public_key_credential_user_entity(user)
        return told | {"name": user.username, "display_name": user.name}

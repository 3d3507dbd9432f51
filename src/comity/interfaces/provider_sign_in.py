"""Signing in by the administration's own provider: its subject stands for an officer, or nobody.

Nobody signs themselves up and nobody links themselves: an administrator of the node writes the
provider's subject beside the officer.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """What happens with who comes back from the provider."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401  allauth ships no types
        """Let only a subject in that stands beside an officer, and only to sign in."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_failed(request))
        if not sociallogin.is_existing:
            told = {"subject": sociallogin.account.uid}
            page = render(request, "account/provider_unknown.html", told, status=403)
            raise ImmediateHttpResponse(page)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Refuse: an account exists because the administration made it."""
        return False

    def on_authentication_error(self, request: HttpRequest, *_args: object, **_n: object) -> None:
        """Tell in the frame that the provider did not say who it is."""
        raise ImmediateHttpResponse(_failed(request))


class _Checked(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """Checks the signature of every identity token, even one that came straight from its maker."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        issuer = str(self.openid_config["issuer"])
        if issuer.rstrip("/") != app.settings["server_url"]:
            raise OAuth2Error("the provider's description names another issuer")
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=issuer,
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return told

    def complete_login(
        self,
        request: HttpRequest,
        app: SocialApp,
        token: object,
        **named: Any,
    ) -> object:
        """Take an identity token and nothing less."""
        if not named["response"].get("id_token"):
            raise OAuth2Error("the provider sent no identity token")
        return super().complete_login(request, app, token, **named)


@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the browser to the provider."""
    return _through(OAuth2LoginView, request, provider_id)


@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take the browser back from the provider."""
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:  # noqa: ANN401  allauth ships no types
    try:
        answer: HttpResponseBase = view.adapter_view(_Checked(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, KeyError, ValueError):
        # The provider does not answer, or answers what no provider says.
        return _failed(request)
    return answer


def provider_name() -> str:
    """Return what the provider is called on the sign-in page; empty when there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ())
    return next((str(app["name"]) for app in apps), "")


def _failed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/provider_failed.html", status=502)

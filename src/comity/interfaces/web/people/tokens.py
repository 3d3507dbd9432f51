"""Where machines and programs get their tokens: three addresses of OAuth 2.0, and no more of it."""

from allauth.core.internal import ratelimit
from allauth.idp.oidc.internal.oauthlib import device_codes
from allauth.idp.oidc.views import DeviceCodeView, RevokeView, TokenView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from oauthlib.oauth2 import OAuth2Error

from comity.interfaces.web.clock import now
from comity.officers.services import give_program_token, know_command_line

# A secret is guessed here or nowhere; a program asks every five seconds while its officer types.
_LIMITS = {"token": "60/m/ip", "device": "10/m/ip"}


@method_decorator(
    ratelimit.decorator(app="comity.tokens", action="token", config=_LIMITS), name="dispatch"
)
class TokensView(TokenView):  # type: ignore[misc]  # allauth ships no types
    """Give a token for a secret, or for a code that an officer typed."""

    def _post_device_token(self, request: HttpRequest) -> HttpResponse:
        """Give the token ourselves: oauthlib asks a hook here that django-allauth does not have.

        Whether the code is right, was typed, or is asked for too often django-allauth has judged.
        """
        try:
            officer, _ = device_codes.poll_device_code(request)
        except OAuth2Error as refused:
            return JsonResponse(dict(refused.twotuples), status=refused.status_code)
        token, seconds = give_program_token(officer, at=now())
        told = {"access_token": token, "token_type": "Bearer", "expires_in": seconds}
        return JsonResponse(told, headers={"Cache-Control": "no-store"})


@method_decorator(
    ratelimit.decorator(app="comity.tokens", action="device", config=_LIMITS), name="dispatch"
)
class DeviceView(DeviceCodeView):  # type: ignore[misc]  # allauth ships no types
    """Give the command line a code for its officer to type."""

    def post(self, request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        """Make the command line known first: a node's database begins without it."""
        know_command_line()
        answer: HttpResponse = super().post(request, *args, **named)
        return answer


class EndTokenView(RevokeView):  # type: ignore[misc]  # allauth ships no types
    """End a token, by whoever holds it."""

"""Addresses of the officers' door.

Of django-allauth's API only signing in, signing in afresh and the session are here: the rest would
let whoever holds a session change a password or a mail address without an entry in the record.
"""

from allauth.headless.account import views as sign_in
from allauth.headless.constants import Client
from django.urls import URLPattern, URLResolver, include, path

from comity.interfaces.factor_forms import FactorAfreshView, FactorView
from comity.interfaces.rest.api import api
from comity.interfaces.web.people.oauth_urls import urlpatterns as oauth_urls
from comity.node.health.probe import healthz
from comity.node.metrics import metrics

handler400 = "comity.interfaces.web.errors.bad_request"
handler403 = "comity.interfaces.web.errors.forbidden"
handler404 = "comity.interfaces.web.errors.not_found"
handler429 = "comity.interfaces.web.errors.too_many_tries"
handler500 = "comity.interfaces.web.errors.server_error"

_AUTH = {
    "login": sign_in.LoginView,
    "reauthenticate": sign_in.ReauthenticateView,
    "2fa/authenticate": FactorView,
    "2fa/reauthenticate": FactorAfreshView,
    "session": sign_in.SessionView,
}
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("metrics", metrics),
    path("api/v1/", api.urls),
    *(
        path(f"_allauth/app/v1/auth/{name}", view.as_api_view(client=Client.APP))
        for name, view in _AUTH.items()
    ),
    # django-allauth finds its own addresses by these names.
    path("identity/", include((oauth_urls, "idp"))),
    path("", include("comity.interfaces.web.urls")),
]

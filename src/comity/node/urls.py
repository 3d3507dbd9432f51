"""Addresses of the officers' door.

Of django-allauth's API only signing in, signing in afresh and the session are here: the rest would
let whoever holds a session change a password or a mail address without an entry in the record.
"""

from allauth.headless.account import views as sign_in
from allauth.headless.constants import Client
from django.urls import URLPattern, URLResolver, include, path

from comity.interfaces.rest.api import api

handler400 = "comity.interfaces.web.errors.bad_request"
handler403 = "comity.interfaces.web.errors.forbidden"
handler404 = "comity.interfaces.web.errors.not_found"
handler500 = "comity.interfaces.web.errors.server_error"

_AUTH = {
    "login": sign_in.LoginView,
    "reauthenticate": sign_in.ReauthenticateView,
    "session": sign_in.SessionView,
}
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    *(
        path(f"_allauth/app/v1/auth/{name}", view.as_api_view(client=Client.APP))
        for name, view in _AUTH.items()
    ),
    path("", include("comity.interfaces.web.urls")),
]

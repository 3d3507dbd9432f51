"""Addresses of the officers' door."""

from django.urls import URLPattern, URLResolver, include, path

from comity.interfaces.rest.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("_allauth/", include("allauth.headless.urls")),
    path("", include("comity.interfaces.web.urls")),
]

handler400 = "comity.interfaces.web.errors.bad_request"
handler403 = "comity.interfaces.web.errors.forbidden"
handler404 = "comity.interfaces.web.errors.not_found"
handler500 = "comity.interfaces.web.errors.server_error"

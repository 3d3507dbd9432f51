"""Addresses of tokens; the names are those by which django-allauth finds them."""

from django.urls import include, path

from comity.interfaces.web.people import device, tokens

_oidc = [
    path("device/", device.let_in, name="device_authorization"),
    path("device/code", tokens.DeviceView.as_view(), name="device_code"),
    path("token", tokens.TokensView.as_view(), name="token"),
    path("end", tokens.EndTokenView.as_view(), name="revoke"),
]
urlpatterns = [path("", include((_oidc, "oidc")))]

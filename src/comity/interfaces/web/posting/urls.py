"""Addresses of letters on paper."""

from django.urls import path

from comity.interfaces.web.posting import views

urlpatterns = [
    path("letters/addresses/", views.addresses, name="postal_addresses"),
    path("letters/register/", views.register, name="letter_register"),
    path("requests/<str:reference>/dispatch/", views.dispatch, name="request_dispatch"),
    path("requests/<str:reference>/reply/", views.reply, name="request_reply"),
]

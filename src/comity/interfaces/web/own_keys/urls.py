"""Addresses of the node's own keys."""

from django.urls import path

from comity.interfaces.web.own_keys import views

urlpatterns = [
    path("", views.own_keys, name="own_keys"),
    path("<slug:role>/rotate/", views.rotate, name="own_key_rotate"),
    path("<slug:role>/confirm/", views.confirm, name="own_key_confirm"),
    path("<slug:role>/withdraw/", views.withdraw, name="own_key_withdraw"),
    path("<slug:role>/compromised/", views.compromised, name="own_key_compromised"),
]

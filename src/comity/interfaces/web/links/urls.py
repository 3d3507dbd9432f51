"""Addresses of the links."""

from django.urls import path

from comity.interfaces.web.links import views

urlpatterns = [
    path("", views.links, name="links"),
    path("set-aside/<slug:message>/retry/", views.retry, name="set_aside_retry"),
    path("<slug:partner>/ladder/", views.ladder, name="link_ladder"),
    path("<slug:partner>/move/", views.move, name="link_move"),
]

"""Addresses of the links."""

from django.urls import path

from comity.interfaces.web.links import views

urlpatterns = [path("", views.links, name="links")]

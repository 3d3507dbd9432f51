"""Addresses of the node's health."""

from django.urls import path

from comity.interfaces.web.health import views

urlpatterns = [path("", views.health, name="health")]

"""Addresses of the record."""

from django.urls import path

from comity.interfaces.web.records import views

urlpatterns = [
    path("", views.records, name="records"),
    path("verify/", views.verify, name="records_verify"),
]

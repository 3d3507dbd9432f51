"""Addresses of the register."""

from django.urls import path

from comity.interfaces.web.agreements import explorer, settling, views

urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("may/", explorer.may, name="agreements_may"),
    path("<slug:reference>/", views.agreement, name="agreement"),
    path("<slug:reference>/settle/", settling.settle, name="agreement_settle"),
]

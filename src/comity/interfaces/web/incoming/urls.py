"""Addresses of the central unit's decisions."""

from django.urls import path

from comity.interfaces.web.incoming import views

urlpatterns = [
    path("<str:reference>/accept/", views.accept, name="request_accept"),
    path("<str:reference>/refuse/", views.refuse, name="request_refuse"),
]

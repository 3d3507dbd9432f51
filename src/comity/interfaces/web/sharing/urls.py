"""Addresses of sharing."""

from django.urls import path

from comity.interfaces.web.sharing import views

urlpatterns = [
    path("<str:reference>/share/", views.share, name="request_share"),
    path("<str:reference>/share/<int:number>/end/", views.end, name="request_share_end"),
]

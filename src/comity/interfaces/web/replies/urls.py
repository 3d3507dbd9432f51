"""Addresses of replies."""

from django.urls import path

from comity.interfaces.web.replies import views

urlpatterns = [
    path("<str:reference>/replies/open/", views.open_partial, name="reply_open"),
]

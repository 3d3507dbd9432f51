"""Addresses of the turns a request can take."""

from django.urls import path

from comity.interfaces.web.turns import views

urlpatterns = [
    path("<str:reference>/complete/", views.ask_for_completion, name="request_ask_completion"),
    path("<str:reference>/completed/", views.completed, name="request_completed"),
    path("<str:reference>/postpone/", views.postpone, name="request_postpone"),
    path("<str:reference>/take-back/", views.take_back, name="request_take_back"),
]

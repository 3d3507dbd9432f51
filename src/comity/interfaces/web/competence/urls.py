"""Addresses of passing a request on, and of the competent bodies."""

from django.urls import path

from comity.interfaces.web.competence import views

urlpatterns = [
    path("requests/<str:reference>/transfer/", views.transfer, name="request_transfer"),
    path("competent-bodies/", views.bodies, name="competent_bodies"),
    path("competent-bodies/<int:number>/end/", views.end_body, name="competent_body_end"),
]

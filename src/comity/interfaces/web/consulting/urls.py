"""Addresses of consultations on drafts."""

from django.urls import path

from comity.interfaces.web.consulting import views

urlpatterns = [
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/<int:number>/", views.consultation, name="consultation"),
    path("consultations/<int:number>/send/", views.send, name="consultation_send"),
    path("requests/<str:reference>/consult/", views.write, name="request_consult"),
]

"""Addresses of absences and deputies."""

from django.urls import path

from comity.interfaces.web.absences import views

urlpatterns = [
    path("", views.absences, name="absences"),
    path("end/", views.end, name="absence_end"),
    path("stand-in/", views.stand_in, name="stand_in"),
    path("stand-down/", views.stand_down, name="stand_down"),
]

"""Addresses of information that nobody asked for."""

from django.urls import path

from comity.interfaces.web.information import alerts, views

urlpatterns = [
    path("information/new/", views.new, name="information_new"),
    path("information/register/", views.register, name="information_register"),
    path("requests/<str:reference>/information/", views.write, name="information_write"),
    path("requests/<str:reference>/allocate/", views.allocate, name="information_allocate"),
    path("requests/<str:reference>/alert/", alerts.add, name="alert_add"),
    path("alerts/<int:number>/", alerts.alert, name="alert"),
]

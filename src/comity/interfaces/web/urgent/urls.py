"""Addresses of oral requests and of what left by one hand alone."""

from django.urls import path

from comity.interfaces.web.urgent import duty_views, views

urlpatterns = [
    path("oral/", views.listed, name="oral"),
    path("oral/put/", views.put, name="oral_put"),
    path("oral/take/", views.take, name="oral_take"),
    path("requests/<str:reference>/oral/", views.read, name="oral_request"),
    path("requests/<str:reference>/alone/", duty_views.alone, name="request_alone"),
    path("duty-releases/", duty_views.listed, name="duty_releases"),
    path("duty-releases/<int:number>/", duty_views.review, name="duty_release"),
]

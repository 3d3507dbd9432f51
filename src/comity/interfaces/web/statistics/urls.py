"""Addresses of statistics."""

from django.urls import path

from comity.interfaces.web.statistics import views

urlpatterns = [
    path("", views.overview, name="statistics"),
    path("released/<int:number>/", views.released, name="statistics_released"),
    path("released/<int:number>/<str:form>/", views.released_file, name="statistics_released_file"),
    path("<str:partner>/", views.pair, name="statistics_pair"),
    path("<str:partner>/release/", views.release, name="statistics_release"),
    path("<str:partner>/<str:form>/", views.pair_file, name="statistics_file"),
]

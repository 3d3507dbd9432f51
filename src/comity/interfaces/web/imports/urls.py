"""Addresses of importing the former caseload."""

from django.urls import path

from comity.interfaces.web.imports import views

urlpatterns = [
    path("", views.imports, name="caseload_imports"),
    path("<int:number>/", views.one_import, name="caseload_import"),
]

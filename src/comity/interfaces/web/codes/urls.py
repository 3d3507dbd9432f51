"""Addresses of the code lists."""

from django.urls import path

from comity.interfaces.web.codes import views

urlpatterns = [
    path("", views.code_lists, name="codes"),
    path("<slug:name>/", views.code_list, name="codes_list"),
]

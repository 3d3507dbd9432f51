"""Addresses of the code lists."""

from django.urls import path

from comity.interfaces.compressing import told_short
from comity.interfaces.web.codes import views

urlpatterns = [
    path("", views.code_lists, name="codes"),
    path("<slug:name>/", told_short(views.code_list), name="codes_list"),
]

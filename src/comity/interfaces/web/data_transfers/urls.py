"""Addresses of the register of transfers."""

from django.urls import path

from comity.interfaces.web.data_transfers import views

urlpatterns = [
    path("", views.register, name="data_transfers"),
    path("waiting/", views.waiting, name="data_transfers_waiting"),
    path("export/", views.export, name="data_transfers_export"),
    path("<str:reference>/", views.decide, name="data_transfer_decide"),
]

"""Addresses of the register of transfers."""

from django.urls import path

from comity.interfaces.web.data_transfers import rules, views

urlpatterns = [
    path("", views.register, name="data_transfers"),
    path("waiting/", views.waiting, name="data_transfers_waiting"),
    path("export/", views.export, name="data_transfers_export"),
    path("rules/", rules.rules, name="data_transfers_rules"),
    path("rules/<int:number>/end/", rules.end, name="data_transfers_rule_end"),
    path(
        "corrections/<str:reference>/<int:number>/", rules.decide, name="data_transfer_correction"
    ),
    path("<str:reference>/", views.decide, name="data_transfer_decide"),
]

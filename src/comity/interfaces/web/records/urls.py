"""Addresses of the record."""

from django.urls import path

from comity.interfaces.compressing import told_short
from comity.interfaces.web.records import oversight, personal, views, witnessed

urlpatterns = [
    path("", views.records, name="records"),
    path("find/", told_short(views.find), name="records_find"),
    path("verify/", views.verify, name="records_verify"),
    path("verify-listed/", views.verify_listed, name="records_verify_listed"),
    path("entries/<str:place>/", views.entry, name="records_entry"),
    path("entries/<str:place>/day/", witnessed.prove_day, name="records_prove_day"),
    path("anchors/", witnessed.anchors, name="records_anchors"),
    path("readings/", oversight.readings, name="records_readings"),
    path("export/", told_short(oversight.export), name="records_export"),
    path("personal-data/", personal.register, name="personal_data"),
    path("personal-data/export/", personal.export, name="personal_data_export"),
    path("personal-data/search/", personal.search, name="personal_data_search"),
]

"""Addresses of keeping and erasing closed matters."""

from django.urls import path

from comity.interfaces.web.retention import supplies, views

urlpatterns = [
    path("", views.due, name="retention"),
    path("left/", views.erase_left, name="retention_left"),
    path("supplies/<str:reference>/", supplies.act_on_supplies, name="retention_supplies"),
    path("<str:reference>/", views.matter, name="retention_matter"),
]

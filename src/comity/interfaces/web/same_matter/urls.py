"""Addresses of the list of matters that may be the same."""

from django.urls import path

from comity.interfaces.web.same_matter import views

urlpatterns = [
    path("", views.hits, name="deconfliction"),
    path("<int:number>/", views.hit, name="deconfliction_hit"),
]

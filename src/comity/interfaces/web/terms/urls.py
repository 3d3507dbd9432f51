"""Addresses of countersigned terms."""

from django.urls import path

from comity.interfaces.web.terms import acts, views

urlpatterns = [
    path("", views.terms, name="terms"),
    path("propose/", acts.propose, name="terms_propose"),
    path("differences/<int:difference>/", acts.difference, name="terms_difference"),
    path("<int:proposal>/", views.shown, name="terms_shown"),
    path("<int:proposal>/countersign/", acts.countersign, name="terms_countersign"),
    path("<int:proposal>/decline/", acts.decline, name="terms_decline"),
    path("<int:proposal>/take-over/", acts.take_over, name="terms_take_over"),
]

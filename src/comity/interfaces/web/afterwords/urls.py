"""Addresses of consents, recalls and notices."""

from django.urls import path

from comity.interfaces.web.afterwords import views

urlpatterns = [
    path("<str:reference>/afterwords/<slug:kind>/new/", views.write, name="afterword_new"),
    path("<str:reference>/afterwords/<int:afterword>/", views.read, name="afterword"),
]

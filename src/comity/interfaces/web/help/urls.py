"""Address of the help."""

from django.urls import path

from comity.interfaces.web.help import views

urlpatterns = [path("", views.help_page, name="help")]

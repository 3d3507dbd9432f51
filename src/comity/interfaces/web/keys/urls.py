"""Address of the switch for single keys."""

from django.urls import path

from comity.interfaces.web.keys import views

urlpatterns = [path("", views.switch, name="keys")]

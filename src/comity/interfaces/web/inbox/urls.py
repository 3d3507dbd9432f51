"""Address of the inbox."""

from django.urls import path

from comity.interfaces.web.inbox import views

urlpatterns = [path("", views.inbox, name="inbox")]

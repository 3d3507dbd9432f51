"""Address of the languages."""

from django.urls import path

from comity.interfaces.web.languages import views

urlpatterns = [path("", views.languages, name="languages")]

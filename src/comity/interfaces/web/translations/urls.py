"""Address of noting a translation."""

from django.urls import path

from comity.interfaces.web.translations import views

urlpatterns = [path("<str:reference>/translate/", views.translate, name="request_translate")]

"""Address of the search."""

from django.urls import path

from comity.interfaces.web.finding import views

urlpatterns = [path("", views.search_page, name="search")]

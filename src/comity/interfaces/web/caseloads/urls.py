"""Address of handing a caseload over."""

from django.urls import path

from comity.interfaces.web.caseloads import views

urlpatterns = [path("", views.hand_over, name="caseload")]

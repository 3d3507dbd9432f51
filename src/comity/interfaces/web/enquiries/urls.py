"""Address of noting an own enquiry."""

from django.urls import path

from comity.interfaces.web.enquiries import views

urlpatterns = [
    path("requests/<str:reference>/enquiries/", views.note, name="request_enquiry"),
]

"""Addresses of practice notes."""

from django.urls import path

from comity.interfaces.web.practices import views

urlpatterns = [
    path("", views.notes, name="practices"),
    path("new/", views.new, name="practice_new"),
    path("<int:number>/", views.note, name="practice"),
    path("<int:number>/edit/", views.edit, name="practice_edit"),
    path("<int:number>/share/", views.share, name="practice_share"),
    path("<int:number>/feedback/", views.feedback, name="practice_feedback"),
]

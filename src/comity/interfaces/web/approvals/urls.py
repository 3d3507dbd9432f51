"""Addresses of what needs four eyes."""

from django.urls import path

from comity.interfaces.web.approvals import views

urlpatterns = [
    path("<str:reference>/approve/", views.approve, name="request_approve"),
    path("<str:reference>/release/", views.release, name="answer_release"),
    path("<str:reference>/tell/", views.tell_unasked, name="information_tell"),
]

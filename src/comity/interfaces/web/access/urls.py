"""Addresses of what persons ask about their data."""

from django.urls import path

from comity.interfaces.web.access import consultations, corrections, replies, views

urlpatterns = [
    path("", views.subjects, name="access"),
    path("new/", views.register, name="access_new"),
    path("consultations/<int:number>/", consultations.read, name="access_consultation"),
    path("<str:reference>/", views.subject, name="access_subject"),
    path("<str:reference>/correct/", corrections.correct, name="access_correct"),
    path("<str:reference>/reply/", replies.reply, name="access_reply"),
    path("<str:reference>/reply/letter/", replies.letter, name="access_reply_letter"),
    path("<str:reference>/items/<int:number>/", views.item, name="access_item"),
]

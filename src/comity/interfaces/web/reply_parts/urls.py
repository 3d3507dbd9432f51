"""Addresses of the parts of replies."""

from django.urls import path

from comity.interfaces.web.reply_parts import views

urlpatterns = [
    path("parts/", views.waiting, name="reply_parts_waiting"),
    path("parts/<int:key>/", views.decide, name="reply_part_decide"),
    path("requests/<str:reference>/parts/", views.parts, name="reply_parts"),
    path("requests/<str:reference>/parts/new/", views.write, name="reply_part_new"),
    path("requests/<str:reference>/parts/<int:number>/", views.one, name="reply_part"),
]

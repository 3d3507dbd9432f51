"""Addresses of answers and exhibits."""

from django.urls import path

from comity.interfaces.web.answers import exhibits, views

urlpatterns = [
    path("<str:reference>/answer/", views.write, name="answer_write"),
    path("<str:reference>/open/", views.open_answer, name="answer_open"),
    path("<str:reference>/use/", views.use, name="answer_use"),
    path("<str:reference>/exhibits/<str:exhibit>/", exhibits.open_exhibit, name="exhibit"),
]

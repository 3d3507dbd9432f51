"""Addresses of what follows a reply."""

from django.urls import path

from comity.interfaces.web.follow_ups import feedback, questions

urlpatterns = [
    path("<str:reference>/question/", questions.write, name="question_write"),
    path("<str:reference>/question/put/", questions.put, name="question_put"),
    path("<str:reference>/question/drop/", questions.drop, name="question_drop"),
    path("<str:reference>/feedback/", feedback.say, name="feedback"),
]

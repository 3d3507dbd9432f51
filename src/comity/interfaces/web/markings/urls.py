"""Address of the markings of an answer that is being written."""

from django.urls import path

from comity.interfaces.web.markings import views

urlpatterns = [path("<str:reference>/markings/", views.mark, name="answer_mark")]

"""Addresses of tasks."""

from django.urls import path

from comity.interfaces.web.tasks import views

urlpatterns = [
    path("tasks/", views.waiting, name="tasks"),
    path("tasks/<int:number>/", views.read, name="task"),
    path("tasks/<int:number>/withdraw/", views.withdraw, name="task_withdraw"),
    path("requests/<str:reference>/tasks/new/", views.give, name="task_give"),
]

"""Addresses of carrying matters over to a partner's node."""

from django.urls import path

from comity.interfaces.web.joining import views

urlpatterns = [
    path("", views.joinings, name="joinings"),
    path("<str:partner>/", views.joining, name="joining"),
    path("<str:partner>/proposals/<int:number>/", views.settle, name="joining_settle"),
    path("<str:partner>/<str:reference>/put-back/", views.put_back, name="joining_put_back"),
]

"""Addresses of controlled deliveries."""

from django.urls import path

from comity.interfaces.web.delivery import views

urlpatterns = [
    path("<str:reference>/delivery/", views.delivery, name="delivery"),
    path("<str:reference>/delivery/send/", views.send_plan, name="delivery_send"),
    path("<str:reference>/delivery/<str:word>/", views.say, name="delivery_say"),
]

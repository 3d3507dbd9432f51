"""Addresses of standing exchanges."""

from django.urls import path

from comity.interfaces.web.standing import supplies, views

_OF = "<str:reference>/standing/"

urlpatterns = [
    path(_OF, views.standing, name="standing"),
    path(f"{_OF}send/", views.send, name="standing_send"),
    path(f"{_OF}hand-in/", supplies.hand_in, name="standing_hand_in"),
    path(f"{_OF}files/<int:key>/", supplies.supply, name="standing_supply"),
    path(f"{_OF}files/<int:key>/send/", supplies.let_go, name="standing_let_go"),
    path(f"{_OF}files/<int:key>/give-up/", supplies.give_up, name="standing_give_up"),
    path(f"{_OF}<str:word>/", views.say, name="standing_say"),
]

"""Addresses of people and machines."""

from django.urls import path

from comity.interfaces.web.people import appointing, views

urlpatterns = [
    path("", views.people, name="people"),
    path("officers/appoint/", appointing.appoint_new, name="person_appoint"),
    path("machines/admit/", views.admit_new_machine, name="machine_admit"),
    path("machines/<str:client_id>/end/", views.end_one_machine, name="machine_end"),
    path("<str:username>/", views.person, name="person"),
    path("<str:username>/offices/", appointing.change_officers_offices, name="person_offices"),
    path("<str:username>/name/", appointing.change_officers_name, name="person_name"),
    path("<str:username>/agency/", appointing.change_officers_agency, name="person_agency"),
    path("<str:username>/password/", appointing.give_password, name="person_password"),
    path("<str:username>/strike-off/", views.strike_officer_off, name="person_strike_off"),
    path("<str:username>/factors/end/", views.end_officers_factors, name="person_factors_end"),
    path("<str:username>/provider/", views.link_officer, name="person_provider"),
    path("<str:username>/card/", views.give_officer_card, name="person_card"),
]

"""Addresses of clocks."""

from django.urls import path

from comity.interfaces.web.clocks import reminders, views
from comity.interfaces.web.clocks.calendar import calendar

urlpatterns = [
    path("clocks/", views.due, name="clocks"),
    path("clocks/noted/", reminders.put_away, name="notices_put_away"),
    path("clocks/reminders/", reminders.ways, name="reminders"),
    path("clocks/reminders/calendar/", reminders.make_calendar, name="calendar_make"),
    path("clocks/reminders/calendar/end/", reminders.end_calendar, name="calendar_end"),
    path("clocks/reminders/mail/", reminders.switch_mail, name="mail_switch"),
    path("clocks/calendar/<str:secret>.ics", calendar, name="calendar"),
    path("requests/<str:reference>/clocks/", views.of_request, name="request_clocks"),
    path("requests/<str:reference>/clocks/stop/", views.stop, name="request_clocks_stop"),
    path("requests/<str:reference>/clocks/go-on/", views.go_on, name="request_clocks_go_on"),
    path("requests/<str:reference>/clocks/met/", views.met, name="request_clock_met"),
]

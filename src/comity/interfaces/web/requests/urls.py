"""Addresses of requests."""

from django.urls import path

from comity.interfaces.web.finding import copies, kept_filters, lines
from comity.interfaces.web.records import oversight
from comity.interfaces.web.requests import acts, letter, views, writing

urlpatterns = [
    path("", views.requests, name="requests"),
    path("new/", writing.new, name="request_new"),
    path("basis/", writing.basis, name="request_basis"),
    path("filters/", kept_filters.save, name="filter_save"),
    path("filters/<int:number>/delete/", kept_filters.delete, name="filter_delete"),
    path("<str:reference>/", views.request_page, name="request"),
    path("<str:reference>/lines/", lines.lines, name="request_lines"),
    path("<str:reference>/copy/", copies.copy, name="request_copy"),
    path("<str:reference>/seen/", oversight.seen, name="request_seen"),
    path("<str:reference>/letter/", letter.letter, name="request_letter"),
    path("<str:reference>/edit/", writing.edit, name="request_edit"),
    path("<str:reference>/submit/", acts.submit, name="request_submit"),
    path("<str:reference>/withdraw/", acts.withdraw, name="request_withdraw"),
    path("<str:reference>/close/", acts.close, name="request_close"),
]

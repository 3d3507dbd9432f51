"""Addresses of the officers' pages.

Of django-allauth only what an officer needs is here: accounts are made and passwords are set by
the administration, so nobody signs up, changes an address or asks for a password by mail.
"""

from allauth.account import views as account
from django.urls import include, path
from django.views.i18n import set_language

from comity.interfaces import provider_sign_in

urlpatterns = [
    path("", include("comity.interfaces.web.inbox.urls")),
    path("", include("comity.interfaces.web.clocks.urls")),
    path("requests/", include("comity.interfaces.web.requests.urls")),
    path("requests/", include("comity.interfaces.web.approvals.urls")),
    path("requests/", include("comity.interfaces.web.incoming.urls")),
    path("requests/", include("comity.interfaces.web.turns.urls")),
    path("requests/", include("comity.interfaces.web.delivery.urls")),
    path("requests/", include("comity.interfaces.web.standing.urls")),
    path("requests/", include("comity.interfaces.web.answers.urls")),
    path("requests/", include("comity.interfaces.web.afterwords.urls")),
    path("requests/", include("comity.interfaces.web.markings.urls")),
    path("requests/", include("comity.interfaces.web.replies.urls")),
    path("requests/", include("comity.interfaces.web.follow_ups.urls")),
    path("requests/", include("comity.interfaces.web.sharing.urls")),
    path("", include("comity.interfaces.web.posting.urls")),
    path("", include("comity.interfaces.web.information.urls")),
    path("requests/", include("comity.interfaces.web.translations.urls")),
    path("imports/", include("comity.interfaces.web.imports.urls")),
    path("joining/", include("comity.interfaces.web.joining.urls")),
    path("", include("comity.interfaces.web.competence.urls")),
    path("", include("comity.interfaces.web.enquiries.urls")),
    path("", include("comity.interfaces.web.tasks.urls")),
    path("", include("comity.interfaces.web.urgent.urls")),
    path("", include("comity.interfaces.web.reply_parts.urls")),
    path("", include("comity.interfaces.web.consulting.urls")),
    path("deconfliction/", include("comity.interfaces.web.same_matter.urls")),
    path("practices/", include("comity.interfaces.web.practices.urls")),
    path("folders/", include("comity.interfaces.web.investigations.urls")),
    path("agreements/", include("comity.interfaces.web.agreements.urls")),
    path("own-law/", include("comity.interfaces.web.own_law.urls")),
    path("records/transfers/", include("comity.interfaces.web.data_transfers.urls")),
    path("records/access/", include("comity.interfaces.web.access.urls")),
    path("records/retention/", include("comity.interfaces.web.retention.urls")),
    path("records/", include("comity.interfaces.web.records.urls")),
    path("links/", include("comity.interfaces.web.links.urls")),
    path("health/keys/", include("comity.interfaces.web.own_keys.urls")),
    path("health/", include("comity.interfaces.web.health.urls")),
    path("links/terms/", include("comity.interfaces.web.terms.urls")),
    path("help/", include("comity.interfaces.web.help.urls")),
    path("codes/", include("comity.interfaces.web.codes.urls")),
    path("search/", include("comity.interfaces.web.finding.urls")),
    path("languages/", include("comity.interfaces.web.languages.urls")),
    path("people/", include("comity.interfaces.web.people.urls")),
    path("statistics/", include("comity.interfaces.web.statistics.urls")),
    path("absences/", include("comity.interfaces.web.absences.urls")),
    path("caseloads/", include("comity.interfaces.web.caseloads.urls")),
    path("language/", set_language, name="set_language"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/keys/", include("comity.interfaces.web.keys.urls")),
    path("accounts/security/", include("comity.interfaces.web.security.urls")),
    path(
        "accounts/provider/<str:provider_id>/", provider_sign_in.begin, name="openid_connect_login"
    ),
    path(
        "accounts/provider/<str:provider_id>/back/",
        provider_sign_in.come_back,
        name="openid_connect_callback",
    ),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
]

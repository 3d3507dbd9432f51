"""Addresses of sign-in and security; the names are those by which django-allauth finds them."""

from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from comity.interfaces.web.security import card, password, views

urlpatterns = [
    path("", views.overview, name="mfa_index"),
    path("password/", password.change, name="password_change"),
    path("changes/", views.put_changes_away, name="account_changes_put_away"),
    path("sessions/<int:pk>/end/", views.end_one_session, name="session_end"),
    path("sessions/end/", views.end_other_sessions, name="sessions_end"),
    path("programs/end/", views.end_all_programs, name="programs_end"),
    path("app/add/", views.AddAppView.as_view(), name="mfa_activate_totp"),
    path("app/remove/", views.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("passkeys/add/", views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/remove/", views.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"
    ),
    path("codes/", views.CodesView.as_view(), name="mfa_view_recovery_codes"),
    path("codes/new/", views.NewCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "factor/",
        mfa.AuthenticateView.as_view(template_name="security/factor.html"),
        name="mfa_authenticate",
    ),
    path(
        "afresh/code/",
        mfa.ReauthenticateView.as_view(template_name="security/afresh_code.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "afresh/passkey/",
        webauthn.ReauthenticateWebAuthnView.as_view(template_name="security/afresh_passkey.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("card/", card.by_card, name="card_sign_in"),
    path("passkey/", webauthn.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
]

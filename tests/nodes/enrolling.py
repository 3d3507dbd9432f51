"""Give both administrators of a node a second factor, as their first sign-in would."""

from comity.node.django_start import start_django

start_django()

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402  as above

from comity.officers.queries import officer_named  # noqa: E402  after Django has started

if __name__ == "__main__":
    for username in ("a.otieno", "b.mwangi"):
        TOTP.activate(officer_named(username), generate_totp_secret())

"""Give both administrators of a node a second factor, as their first sign-in would."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from comity.officers.queries import officer_named

if __name__ == "__main__":
    for username in ("a.otieno", "b.mwangi"):
        TOTP.activate(officer_named(username), generate_totp_secret())

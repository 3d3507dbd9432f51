"""A platform authenticator whose holder is always there, as Chromium plays it."""

from playwright.sync_api import Page


def give_authenticator(page: Page) -> None:
    """Let the page's browser keep passkeys."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )

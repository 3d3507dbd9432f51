"""An authenticator app on an officer's phone, as the tests hold one."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30  # seconds an app shows one code
TO_TYPE_IT = 3  # seconds a code must still be good for


def shown_code(secret: str) -> str:
    """What an app that read `secret` shows; a code about to change is waited out, as people do."""
    left = PERIOD - time.time() % PERIOD
    if left < TO_TYPE_IT:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // PERIOD)))

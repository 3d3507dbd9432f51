"""The administration's own provider and its proxy, as Django's settings want them."""

import stat
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from comity.kernel.errors import ComityError
from comity.node.sign_in_settings import CardSettings, ProviderSettings
from comity.officers.terms import PROVIDER


class SecretFileError(ComityError):
    """A file with a shared secret is missing, empty, or open to others."""

    code = "secret_file"


def shared_secret(path: Path) -> str:
    """Return the secret in a file that only the node may read.

    Raises:
        SecretFileError: the file is missing, empty, or readable by others.
    """
    try:
        open_to_others = stat.S_IMODE(path.stat().st_mode) & 0o077
        secret = "" if open_to_others else path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecretFileError(path=path) from error
    if not secret:
        raise SecretFileError(path=path)
    return secret


def provider_apps(provider: ProviderSettings, keys_folder: Path) -> dict[str, Any]:
    """Return django-allauth's providers: none, or the administration's own with PKCE."""
    if not provider.issuer:
        return {}
    app = {
        "provider_id": PROVIDER,
        "name": provider.name or urlsplit(provider.issuer).hostname,
        "client_id": provider.client_id,
        "secret": shared_secret(keys_folder / "provider-secret"),
        "settings": {"server_url": provider.issuer, "fetch_userinfo": False},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid"]}}


def card_secret(card: CardSettings, keys_folder: Path) -> str:
    """Return what the proxy proves itself by when it speaks for smart cards; empty when off."""
    return shared_secret(keys_folder / "card-secret") if card.enabled else ""


def provider_origin(provider: ProviderSettings) -> list[str]:
    """Return where a sign-in form may lead, for the pages' policy; empty without a provider."""
    url = urlsplit(provider.issuer)
    return [f"{url.scheme}://{url.netloc}"] if provider.issuer else []

"""What a node is told about how people sign in: `[sign_in]` in `comity.toml`."""

from ipaddress import ip_address
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field, model_validator


def _address(told: str) -> str:
    return str(ip_address(told))


def _issuer(told: str) -> str:
    if not told:
        return told
    url = urlsplit(told)
    on_this_machine = (url.hostname or "").endswith("localhost") or url.hostname == "127.0.0.1"
    if url.scheme != "https" and not (url.scheme == "http" and on_this_machine):
        raise ValueError("an issuer is reached by https")
    if not url.hostname or url.query or url.fragment or url.username:
        raise ValueError("an issuer is an address without query, fragment or name")
    return told.rstrip("/")


class ProviderSettings(BaseModel, extra="forbid"):
    """The administration's own OpenID Connect provider; its secret stands in `keys/`."""

    name: str = Field(
        default="", max_length=60, description="what the sign-in button calls the provider"
    )
    issuer: Annotated[str, AfterValidator(_issuer)] = Field(
        default="", description="its address, as its own description names it; empty for none"
    )
    client_id: str = Field(
        default="", max_length=200, description="as the provider knows this node"
    )
    two_factors: bool = Field(
        default=False,
        description="the provider itself asks a second factor, so that none is set up here",
    )


class CardSettings(BaseModel, extra="forbid"):
    """Smart cards, read by the proxy in front of the officers' door."""

    enabled: bool = Field(default=False, description="take the proxy's word for a smart card")
    header: str = Field(
        default="X-Comity-Card",
        pattern=r"^X-[A-Za-z0-9-]{1,60}$",
        description="the header in which the proxy names the card's holder",
    )


class SignInSettings(BaseModel, extra="forbid"):
    """How people sign in."""

    proxies: tuple[Annotated[str, AfterValidator(_address)], ...] = Field(
        default=(),
        description="addresses of the proxy in front of the officers' door; its word counts for"
        " the caller's address, for https and, where enabled, for smart cards",
    )
    given_password_days: int = Field(
        default=7,
        ge=1,
        le=90,
        description="how long a password that somebody else set is good for choosing one's own",
    )
    provider: ProviderSettings = ProviderSettings()
    card: CardSettings = CardSettings()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse a card without a proxy to read it, and half a provider."""
        if self.card.enabled and not self.proxies:
            raise ValueError("smart cards need the address of the proxy that reads them: proxies")
        if bool(self.provider.issuer) != bool(self.provider.client_id):
            raise ValueError("a provider needs both issuer and client_id")
        return self

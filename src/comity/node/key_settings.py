"""What a node is told about the life of its keys: `[keys]` in `comity.toml`."""

from datetime import timedelta
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from comity.exchange.key_terms import Rhythm


class KeySettings(BaseModel):
    """How long keys are used, and how long the old one still counts beside the new."""

    model_config = ConfigDict(extra="forbid")

    sender_days: int = Field(
        default=730, ge=30, le=3650, description="how long a sender key is meant to be used"
    )
    holder_days: int = Field(
        default=730, ge=30, le=3650, description="how long a holder key is meant to be used"
    )
    sealing_days: int = Field(
        default=90, ge=7, le=730, description="after so many days the sealing key is replaced"
    )
    overlap_days: int = Field(
        default=14,
        ge=1,
        le=90,
        description="how long the old key still counts once a partner has the new one; a partner "
        "that is silent for longer must have what it sealed before sent again",
    )

    def rhythm(self) -> Rhythm:
        """Return what of this the worker goes by."""
        return Rhythm(
            overlap=timedelta(days=self.overlap_days),
            sealing_age=timedelta(days=self.sealing_days),
        )

    def days_of(self, role: str) -> int:
        """Return for how many days the key of a role is meant to be used."""
        return {"sender": self.sender_days, "holder": self.holder_days}.get(role, self.sealing_days)


class KeyTokenSettings(BaseModel):
    """A PKCS#11 token for the Ed25519 half of sender and holder keys; none unless told."""

    model_config = ConfigDict(extra="forbid")

    module: Path | None = Field(
        default=None,
        description="path of the PKCS#11 module that came with the token; both halves of new "
        "sender and holder keys are kept in the keystore when it is not given",
    )
    token: str = Field(default="", max_length=32, description="label of the token")

    @property
    def is_told(self) -> bool:
        """Whether there is a token."""
        return self.module is not None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.module is None) != (not self.token):
            raise PydanticCustomError("token", "give both `module` and `token`, or neither")
        if self.module is not None and not self.module.is_absolute():
            raise PydanticCustomError(
                "module", "write the whole path of `module`, beginning with /"
            )
        return self

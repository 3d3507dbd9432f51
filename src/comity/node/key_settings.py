"""What a node is told about the life of its keys: `[keys]` in `comity.toml`."""

from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

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

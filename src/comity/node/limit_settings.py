"""What a node is told of how much may come in from partners: `[limits]` in `comity.toml`."""

from pydantic import BaseModel, ConfigDict, Field

from comity.interfaces.peer.gate import Limits
from comity.interfaces.peer.reading import Deadlines

_TOLD = Limits()


class LimitSettings(BaseModel):
    """How much strangers and partners may send, for each process of the partners' door."""

    model_config = ConfigDict(extra="forbid")

    half_sent: int = Field(
        default=_TOLD.half_sent,
        ge=8,
        le=4096,
        description="requests at once whose sender is not known yet; one more ends the oldest",
    )
    waiting: int = Field(
        default=_TOLD.waiting,
        ge=2,
        le=1024,
        description="parcels of one partner at once, of which one is taken at a time",
    )
    parcels_a_minute: int = Field(
        default=_TOLD.parcels_a_minute,
        ge=60,
        description="parcels of one partner in a minute, each of up to 256 messages",
    )
    head_seconds: int = Field(
        default=10, ge=1, le=60, description="seconds a stranger has for the head of a parcel"
    )
    silent_seconds: int = Field(
        default=15, ge=1, le=300, description="seconds a caller may be silent inside a parcel"
    )
    parcel_seconds: int = Field(
        default=1200, ge=30, description="seconds a known partner has for a whole parcel"
    )

    def limits(self) -> Limits:
        """Return what is counted."""
        return Limits(self.half_sent, self.waiting, self.parcels_a_minute)

    def deadlines(self) -> Deadlines:
        """Return what is timed."""
        return Deadlines(
            piece=self.silent_seconds, head=self.head_seconds, parcel=self.parcel_seconds
        )

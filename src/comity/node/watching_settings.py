"""Settings of whoever watches a node: when it is unwell, what it logs, who reads its figures."""

import ipaddress
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from comity.exchange.ladder.rungs import Bounds


class HealthSettings(BaseModel):
    """From where on something is told as a fault."""

    model_config = ConfigDict(extra="forbid")

    disk_low_mb: int = Field(
        default=2048, ge=1, description="free room in MB below which the disk is told as low"
    )
    disk_full_mb: int = Field(
        default=64, ge=1, description="free room in MB below which the disk counts as full"
    )
    worker_silent_seconds: int = Field(
        default=60, ge=15, description="after so long without a pass the worker counts as stopped"
    )
    queue_messages: int = Field(
        default=5000, ge=1, description="so many messages that wait for one partner are too many"
    )
    queue_hours: int = Field(
        default=4, ge=1, description="after so many hours a message that waits is told as late"
    )
    clock_skew_seconds: int = Field(
        default=300, ge=10, description="how far apart the clocks of two nodes may be"
    )
    certificate_days: int = Field(
        default=30, ge=1, description="how long before its end a certificate is told"
    )
    verified_days: int = Field(
        default=31, ge=1, description="after so many days the record is to be verified again"
    )

    def bounds(self) -> Bounds:
        """Return what of this the ladder of a partner goes by."""
        return Bounds(
            queue_messages=self.queue_messages,
            queue_age=timedelta(hours=self.queue_hours),
            clock_skew=timedelta(seconds=self.clock_skew_seconds),
            certificate_left=timedelta(days=self.certificate_days),
        )


class LogSettings(BaseModel):
    """How the log is written; what may stand in it is no setting."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["plain", "json"] = Field(
        default="plain", description="`plain`, or `json` for one JSON object a line"
    )
    level: Literal["info", "warning", "error"] = Field(
        default="warning", description="`info` tells every request and act, `warning`, `error`"
    )


class MetricsSettings(BaseModel):
    """Who may read the figures at `/metrics`; nobody unless told."""

    model_config = ConfigDict(extra="forbid")

    enabled: bool = Field(default=False, description="whether the officers' door has `/metrics`")
    token_file: Path | None = Field(
        default=None, description="a file with the token that readers show as a bearer"
    )
    addresses: tuple[str, ...] = Field(
        default=("127.0.0.1", "::1"),
        description="addresses that may read without a token, when there is no token file",
    )

    @field_validator("addresses")
    @classmethod
    def _are_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            try:
                ipaddress.ip_address(each)
            except ValueError:
                raise PydanticCustomError("address", "write IP addresses") from None
        return value

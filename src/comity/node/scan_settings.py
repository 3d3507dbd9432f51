"""What a node is told about the malware scanner of exhibits: `[scan]` in `comity.toml`."""

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from comity.evidence.clamd import Clamd, host_and_port


class ScanSettings(BaseModel):
    """Who scans exhibits before anybody opens one; nobody unless told."""

    model_config = ConfigDict(extra="forbid")

    clamd: str = Field(
        default="",
        max_length=300,
        description="where clamd listens: the path of its unix socket, or `host:port`; empty for "
        "no scanner",
    )

    @field_validator("clamd")
    @classmethod
    def _is_a_place(cls, value: str) -> str:
        if value and not value.startswith("/") and host_and_port(value) is None:
            raise PydanticCustomError(
                "place", "write the path of a unix socket, beginning with /, or host:port"
            )
        return value

    def scanner(self) -> Clamd | None:
        """Return the scanner that is told; None for none."""
        return Clamd(self.clamd) if self.clamd else None

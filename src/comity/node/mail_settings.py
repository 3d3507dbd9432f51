"""What a node is told about mail: `[mail]` in `comity.toml`. It names no case, and goes one way."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class MailSettings(BaseModel):
    """By which server officers are told that something is new; by none unless told."""

    model_config = ConfigDict(extra="forbid")

    host: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9.\-]{0,253}$",
        description="name of the mail server; empty for no mail",
    )
    port: int = Field(default=587, ge=1, le=65535, description="its port")
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="`starttls`, `tls`, or `none` for a server on this machine",
    )
    username: str = Field(default="", max_length=200, description="empty for no sign-in there")
    password_file: Path | None = Field(
        default=None, description="a file with the password for that sign-in"
    )
    sender: str = Field(
        default="comity@localhost",
        pattern=r"^[A-Za-z0-9._+\-]{1,64}@[A-Za-z0-9.\-]{1,189}$",
        description="address the mail comes from",
    )
    every_hours: int = Field(
        default=24, ge=1, le=336, description="an officer is told at most once in so many hours"
    )

    @property
    def is_told(self) -> bool:
        """Whether there is a server at all."""
        return bool(self.host)

    def every(self) -> timedelta:
        """Return within which time nobody is told twice."""
        return timedelta(hours=self.every_hours)

    def password(self) -> str:
        """Return the password for the sign-in; empty without a file."""
        file = self.password_file
        return file.read_text(encoding="utf-8").strip() if file else ""

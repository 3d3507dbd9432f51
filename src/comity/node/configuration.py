"""What one node is told about itself: `node.toml` in its home folder, and the environment.

Every setting is typed, and all that is wrong is told at once. Secrets come by the environment
(`COMITY_KEYSTORE_PASSPHRASE`) or from files in the home folder that only the node may read.
"""

import os
from pathlib import Path

from pydantic import BaseModel, Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class AgencySettings(BaseModel):
    """An agency of the administration."""

    code: str = Field(pattern=r"^[A-Z0-9-]{2,20}$")
    name: str = Field(min_length=1, max_length=200)


class DoorSettings(BaseModel):
    """Where a door listens."""

    host: str = Field(default="127.0.0.1", description="address listened on")
    port: int = Field(ge=1, le=65535, description="port listened on")
    name: str = Field(default="localhost", description="DNS name callers use")


def home_folder() -> Path:
    """Return the node's home folder: `COMITY_HOME`, or `./comity-home`."""
    return Path(os.environ.get("COMITY_HOME", "comity-home")).resolve()


class NodeSettings(BaseSettings):
    """The settings of one node."""

    model_config = SettingsConfigDict(
        env_prefix="COMITY_", env_nested_delimiter="__", extra="forbid"
    )

    country: str = Field(
        default="XX", pattern=r"^[A-Z]{2}$", description="ISO 3166 code of the administration"
    )
    administration: str = Field(default="Unnamed administration", description="its name")
    agencies: tuple[AgencySettings, ...] = Field(
        default=(), description="its agencies, each with `code` and `name`"
    )
    officers_door: DoorSettings = DoorSettings(port=8100)
    partners_door: DoorSettings = DoorSettings(port=8400)
    database: str = Field(default="sqlite", description="`sqlite`, or `postgresql://…`")
    register_folder: Path | None = Field(
        default=None, description="where the register files lie; the shipped ones otherwise"
    )
    boundaries: Path | None = Field(
        default=None,
        description="the boundary file of the maps, already projected; the shipped one otherwise",
    )
    language: str = Field(default="en", description="language of pages before sign-in")
    time_zone: str = Field(default="UTC", description="whose civil days the node reckons in")
    demo: bool = Field(
        default=False, description="a demonstration: plain http, and a banner that says so"
    )
    sign_in_fresh_seconds: int = Field(
        default=120, ge=10, le=3600, description="how long a fresh sign-in counts as fresh"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over `node.toml`."""
        toml = TomlConfigSettingsSource(settings_cls, toml_file=home_folder() / "node.toml")
        return init_settings, env_settings, toml


class Environment(BaseSettings):
    """What may stand in the environment only."""

    model_config = SettingsConfigDict(env_prefix="COMITY_", extra="ignore")

    keystore_passphrase: str = ""

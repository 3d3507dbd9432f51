"""What one node is told about itself: `comity.toml` in its home folder, and the environment.

Every setting is typed, unknown ones are refused, and all that is wrong is told at once with its
place (`settings_faults`). Secrets never stand here: the keystore's passphrase has ways of its own
(`passphrase`).
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from comity.crypto.age_text import read_recipient
from comity.crypto.errors import KeyMalformedError
from comity.kernel.codes import CountryCode
from comity.node.clock_settings import ClockSettings
from comity.node.key_settings import KeySettings, KeyTokenSettings
from comity.node.letter_seal_settings import LetterSealSettings
from comity.node.limit_settings import LimitSettings
from comity.node.mail_settings import MailSettings
from comity.node.quota_settings import QuotaSettings
from comity.node.scan_settings import ScanSettings
from comity.node.settings_faults import SettingsRefusedError, problems_of
from comity.node.settings_file import SettingsFile, read_settings_file
from comity.node.sign_in_settings import SignInSettings
from comity.node.watching_settings import HealthSettings, LogSettings, MetricsSettings

SETTINGS_NAME = "comity.toml"
LOCALES = Path(__file__).resolve().parent / "locale"
# What else of our own may stand in the environment.
OTHER_VARIABLES = frozenset(
    {
        "COMITY_HOME",
        "COMITY_KEYSTORE_FD",
        "COMITY_KEYSTORE_PASSPHRASE",
        "COMITY_REGISTER",
    }
)


class AgencySettings(BaseModel):
    """An agency of the administration."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^[A-Z0-9-]{2,20}$", description="its code in every reference")
    name: str = Field(min_length=1, max_length=200, description="its name")


class DoorSettings(BaseModel):
    """Where a door listens."""

    model_config = ConfigDict(extra="forbid")

    host: str = Field(default="127.0.0.1", min_length=1, description="address listened on")
    port: int = Field(ge=1, le=65535, description="port listened on")
    name: str = Field(
        default="localhost",
        pattern=r"^[A-Za-z0-9.\-]{1,253}$",
        description="DNS name callers use",
    )


@cache
def _time_zones() -> frozenset[str]:
    # Read from a folder of files, and a process reads its settings more than once.
    return frozenset(available_timezones())


def home_folder() -> Path:
    """Return the node's home folder: `COMITY_HOME`, or `./comity-home`."""
    return Path(os.environ.get("COMITY_HOME", "comity-home")).resolve()


def settings_path() -> Path:
    """Return where this node's settings stand."""
    return home_folder() / SETTINGS_NAME


class NodeSettings(BaseSettings):
    """The settings of one node."""

    model_config = SettingsConfigDict(
        env_prefix="COMITY_", env_nested_delimiter="__", extra="forbid"
    )

    country: str = Field(
        default="XX", pattern=r"^[A-Z]{2}$", description="ISO 3166 code of the administration"
    )
    administration: str = Field(
        default="Unnamed administration", min_length=1, max_length=200, description="its name"
    )
    agencies: tuple[AgencySettings, ...] = Field(
        default=(), description="its agencies, each with `code` and `name`"
    )
    officers_door: DoorSettings = DoorSettings(port=8100)
    partners_door: DoorSettings = DoorSettings(port=8400)
    database: str = Field(default="sqlite", description="`sqlite`, or `postgresql://…`")
    web_processes: int = Field(
        default=1,
        ge=1,
        le=64,
        description="processes of the officers' door; more than one with PostgreSQL only",
    )
    workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="processes of the partners' door, each with a worker of the exchange; "
        "more than one with PostgreSQL only",
    )
    register_folder: Path | None = Field(
        default=None, description="where the register files lie; the shipped ones otherwise"
    )
    code_lists_folder: Path | None = Field(
        default=None,
        description="where the node's own code lists lie; each takes the place of the shipped one "
        "of its name",
    )
    boundaries: Path | None = Field(
        default=None,
        description="the boundary file of the maps, already projected; the shipped one otherwise",
    )
    backup_recipients: tuple[str, ...] = Field(
        default=(), description="whom `comity backup` seals to: `age1pq1…`, one a recovery key"
    )
    language: str = Field(default="en", description="language of pages before sign-in")
    time_zone: str = Field(default="UTC", description="whose civil days the node reckons in")
    demo: bool = Field(
        default=False, description="a demonstration: plain http, and a banner that says so"
    )
    sign_in_fresh_seconds: int = Field(
        default=120, ge=10, le=3600, description="how long a fresh sign-in counts as fresh"
    )
    sign_in: SignInSettings = SignInSettings()
    scan: ScanSettings = ScanSettings()
    quota: QuotaSettings = QuotaSettings()
    limits: LimitSettings = LimitSettings()
    letter_seal: LetterSealSettings = LetterSealSettings()
    keys: KeySettings = KeySettings()
    key_token: KeyTokenSettings = KeyTokenSettings()
    clocks: ClockSettings = ClockSettings()
    health: HealthSettings = HealthSettings()
    log: LogSettings = LogSettings()
    metrics: MetricsSettings = MetricsSettings()
    mail: MailSettings = MailSettings()

    def __init__(self, **given: Any) -> None:
        """Read file and environment.

        Raises:
            SettingsRefusedError: with everything that is wrong, each at its place.
        """
        told = read_settings_file(settings_path())
        problems = problems_of(type(self), told, os.environ, others=OTHER_VARIABLES)
        try:
            super().__init__(**given)
        except ValidationError as error:
            named = {problem.field for problem in problems}
            typed = problems_of(type(self), told, os.environ, others=frozenset(), found=error)
            problems += tuple(each for each in typed if each.field not in named)
        except ValueError as error:  # a variable that should hold JSON and does not
            if not problems:
                raise SettingsRefusedError(told.problems) from error
        if told.problems or problems:
            raise SettingsRefusedError((*told.problems, *problems))

    @field_validator("country")
    @classmethod
    def _is_a_country(cls, value: str) -> str:
        # `XX` is what a node that was told nothing yet is called.
        if value != "XX":
            try:
                CountryCode(value)
            except ValueError:
                raise PydanticCustomError("country", "no country has this code") from None
        return value

    @field_validator("database")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        try:
            url = urlsplit(value)
            port = url.port
        except ValueError:
            url, port = urlsplit(""), 0
        known = url.scheme in {"postgresql", "postgres"} and len(url.path) > 1 and port != 0
        if value != "sqlite" and not known:
            raise PydanticCustomError(
                "database", "write `sqlite`, or postgresql://user:password@host:port/name"
            )
        return value

    @field_validator("web_processes", "workers")
    @classmethod
    def _has_one_writer(cls, value: int, told: ValidationInfo) -> int:
        if value > 1 and told.data.get("database") == "sqlite":
            raise PydanticCustomError(
                "processes",
                "SQLite serves one of these; for more, move to PostgreSQL (comity db move)",
            )
        return value

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if value not in _time_zones():
            raise PydanticCustomError("zone", "no time zone has this name; write Area/City")
        return value

    @field_validator("language")
    @classmethod
    def _is_spoken(cls, value: str) -> str:
        spoken = languages()
        if value not in spoken:
            raise PydanticCustomError(
                "language", "pages speak {spoken}", {"spoken": ", ".join(spoken)}
            )
        return value

    @field_validator("backup_recipients")
    @classmethod
    def _are_recipients(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            try:
                read_recipient(each)
            except KeyMalformedError:
                raise PydanticCustomError(
                    "recipient",
                    "not a recipient of backups; `comity backup-key` makes one (age1pq1…)",
                ) from None
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over `comity.toml`."""
        told: SettingsFile = read_settings_file(settings_path())
        kept: Mapping[str, Any] = told.values
        return init_settings, env_settings, InitSettingsSource(settings_cls, dict(kept))


def languages() -> tuple[str, ...]:
    """Return the languages this node's pages speak."""
    return tuple(sorted({"en", *(path.name for path in LOCALES.iterdir() if path.is_dir())}))

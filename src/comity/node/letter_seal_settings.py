"""What a node is told about the key that seals letters: `[letter_seal]` in `comity.toml`."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError


class LetterSealSettings(BaseModel):
    """A key in a PKCS#11 token; the node's own key unless told."""

    model_config = ConfigDict(extra="forbid")

    module: Path | None = Field(
        default=None,
        description="path of the PKCS#11 module that came with the token; letters are sealed with "
        "the node's own key when it is not given",
    )
    token: str = Field(default="", max_length=32, description="label of the token")
    key: str = Field(default="", max_length=200, description="label of the private key in it")
    certificate: str = Field(
        default="", max_length=200, description="label of the key's certificate in the token"
    )
    certificate_file: Path | None = Field(
        default=None,
        description="the certificate as a PEM file instead, and after it those that vouch for it",
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        named = (self.token, self.key, self.certificate, self.certificate_file)
        if self.module is None:
            if any(named):
                raise PydanticCustomError("module", "a token needs `module`, its PKCS#11 module")
            return self
        if not self.module.is_absolute():
            raise PydanticCustomError(
                "module", "write the whole path of `module`, beginning with /"
            )
        if not (self.token and self.key):
            raise PydanticCustomError("token", "name the `token`, and the `key` in it")
        if bool(self.certificate) == (self.certificate_file is not None):
            raise PydanticCustomError(
                "certificate", "give either `certificate` or `certificate_file`"
            )
        return self

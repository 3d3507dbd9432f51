"""What a node is told about shares of its disk: `[quota]` in `comity.toml`."""

from pydantic import BaseModel, ConfigDict, Field

from comity.evidence.terms import MB, Shares


class QuotaSettings(BaseModel):
    """How much is taken in within 24 hours."""

    model_config = ConfigDict(extra="forbid")

    officer_mb_a_day: int = Field(
        default=20_480, ge=1, description="MB of exhibits that one officer takes in within 24 hours"
    )
    # One exhibit of the largest size always fits.
    partner_mb_a_day: int = Field(
        default=102_400,
        ge=2048,
        description="MB of exhibits that are pulled from one partner within 24 hours; the rest "
        "waits",
    )

    def shares(self) -> Shares:
        """Return the shares in bytes."""
        return Shares(officer=self.officer_mb_a_day * MB, partner=self.partner_mb_a_day * MB)

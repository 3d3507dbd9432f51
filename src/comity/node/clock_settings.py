"""What a node is told about time: `[clocks]` in `comity.toml`. Customs of the house, and no law."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from comity.assistance.terms.clocks import Customary
from comity.assistance.terms.kinds import KINDS


class ClockSettings(BaseModel):
    """How long things take where no article says, and when they are told."""

    model_config = ConfigDict(extra="forbid")

    decision_days: int = Field(
        default=5, ge=1, le=250, description="working days to decide on a partner's request"
    )
    answer_months: int = Field(
        default=3, ge=1, le=60, description="months to answer, where no article names a time"
    )
    answer_months_of: dict[str, int] = Field(
        default_factory=dict, description="the same for single kinds of assistance, by their codes"
    )
    approval_days: int = Field(
        default=2, ge=1, le=250, description="working days to approve what was submitted"
    )
    dispatch_days: int = Field(
        default=3, ge=1, le=250, description="working days until an approved letter leaves"
    )
    completion_days: int = Field(
        default=10, ge=1, le=250, description="working days to add what a partner misses"
    )
    opening_days: int = Field(
        default=3, ge=1, le=250, description="working days to open an answer that came"
    )
    closing_days: int = Field(
        default=20, ge=1, le=250, description="working days to close what has ended"
    )
    confirmation_days: int = Field(
        default=3,
        ge=1,
        le=60,
        description="working days in which an oral request is confirmed, where no article says",
    )
    due_soon_days: int = Field(
        default=3, ge=1, le=60, description="so many working days before its day a clock is told"
    )
    escalation_days: int = Field(
        default=5,
        ge=1,
        le=250,
        description="working days over its day after which the central unit is told",
    )
    holidays_file: Path | None = Field(
        default=None,
        description="the node's own holidays and days worked, beside those that are known",
    )

    @field_validator("answer_months_of")
    @classmethod
    def _are_kinds(cls, value: dict[str, int]) -> dict[str, int]:
        unknown = sorted(set(value) - {kind.value for kind in KINDS})
        if unknown:
            raise PydanticCustomError(
                "kind", "no kind of assistance has the code {code}", {"code": unknown[0]}
            )
        if any(not 1 <= months <= 60 for months in value.values()):
            raise PydanticCustomError("months", "write 1 to 60 months")
        return value

    def customary(self) -> Customary:
        """Return what of this clocks are counted by."""
        return Customary(
            decision=self.decision_days,
            answer_months=self.answer_months,
            answer_months_of=self.answer_months_of,
            approval=self.approval_days,
            dispatch=self.dispatch_days,
            completion=self.completion_days,
            opening=self.opening_days,
            closing=self.closing_days,
            confirmation=self.confirmation_days,
            due_soon=self.due_soon_days,
            escalation=self.escalation_days,
        )

"""The life of a request: its moves, one table for both records. Pure."""

from comity.assistance.lifecycle.step import Step
from comity.assistance.lifecycle.table import (
    BEGINNING_BY_LETTER,
    BEGINNINGS,
    BEGINNINGS_BY_IMPORT,
    ENDS,
    MAYBE_UNHEARD,
    STEPS,
    hindrance,
    next_step,
    steps_from,
)

__all__ = [
    "BEGINNINGS",
    "BEGINNINGS_BY_IMPORT",
    "BEGINNING_BY_LETTER",
    "ENDS",
    "MAYBE_UNHEARD",
    "STEPS",
    "Step",
    "hindrance",
    "next_step",
    "steps_from",
]

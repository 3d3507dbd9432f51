"""The life of a request: its moves, one table for both records. Pure."""

from comity.assistance.lifecycle.step import Step
from comity.assistance.lifecycle.table import (
    BEGINNING_BY_LETTER,
    BEGINNINGS,
    BEGINNINGS_BY_IMPORT,
    BEGINNINGS_OF_INFORMATION,
    ENDS,
    INFORMATION_BY_LETTER,
    MAYBE_UNHEARD,
    STEPS,
    hindrance,
    next_step,
    steps_from,
)

__all__ = [
    "BEGINNINGS",
    "BEGINNINGS_BY_IMPORT",
    "BEGINNINGS_OF_INFORMATION",
    "BEGINNING_BY_LETTER",
    "ENDS",
    "INFORMATION_BY_LETTER",
    "MAYBE_UNHEARD",
    "STEPS",
    "Step",
    "hindrance",
    "next_step",
    "steps_from",
]

"""What people, rules and proofs read of the agreements."""

from comity.agreements.queries.register import (
    RegisterNotImportedError,
    current_register,
    settlements_about,
    text_of,
)

__all__ = ["RegisterNotImportedError", "current_register", "settlements_about", "text_of"]

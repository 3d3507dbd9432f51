"""Acts on the register and on what stands beside it."""

from comity.agreements.services.register import import_register, settle

__all__ = ["import_register", "settle"]

"""The register and the rulings: instruments, provisions, what each permits on a day."""

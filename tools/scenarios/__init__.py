"""The scenarios of `docs/protocol/vectors/scenarios.json`: what two ends of a channel are given.

Each step says what is handed over and what must come back. The messages, heads, receipts and
parcels stand in the file by name, so that a reader needs nothing but the file, the keys and the
descriptors beside it. What is drawn anew by its standard is kept as long as it still verifies.
"""

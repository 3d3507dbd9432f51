"""The record of what was done: event catalogue, append, checkpoints, proofs."""

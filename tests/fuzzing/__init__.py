"""Fuzzing of every parser that reads what strangers and partners send."""

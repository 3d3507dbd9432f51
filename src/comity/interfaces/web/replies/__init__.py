"""Partial replies, and the questions that follow a reply."""

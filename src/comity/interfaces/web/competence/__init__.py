"""Requests passed to the competent body, and the table of such bodies."""

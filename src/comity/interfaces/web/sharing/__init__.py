"""Showing another agency of this node what a partner supplied."""

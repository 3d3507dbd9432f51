"""Matters that may be the same: told on a request's page, and the central unit's list."""

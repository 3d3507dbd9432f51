"""Whom and what a matter is about: code lists, identifiers and their checks, structured parties."""

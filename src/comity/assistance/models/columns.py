"""Columns for what people write; every length is that of the drafts."""

from django.db import models

from comity.assistance.terms import LIMITS


def short_text(name: str) -> "models.CharField[str, str]":
    """Return a column for one line."""
    return models.CharField(max_length=LIMITS[name], blank=True, default="")


def long_text(name: str) -> "models.TextField[str, str]":
    """Return a column for several lines."""
    return models.TextField(max_length=LIMITS[name], blank=True, default="")

"""Consulting a partner on a draft, informally, on either side."""

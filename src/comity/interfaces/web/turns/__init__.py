"""Turns of a request on its way: returned for completion, postponed, withdrawn."""

"""Clocks: what is due, set, met, stopped, and told."""

"""Composition root: settings, addresses, wiring, health, demo."""

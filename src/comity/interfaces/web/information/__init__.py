"""Giving information that nobody asked for, alerts, and what partners give so."""

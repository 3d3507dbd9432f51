"""Verbs of the node itself: what an administrator types on the machine it runs on."""

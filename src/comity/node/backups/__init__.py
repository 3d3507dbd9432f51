"""Backups: one sealed file holding all of a node, made while it runs and checked to the last byte.

The file is an age file sealed to recovery keys; inside it is a tar archive whose first item says
what it is and whose last lists every other item with its SHA-256, as `sha256sum` writes it. Any
auditor can open and check one with stock tools.
"""

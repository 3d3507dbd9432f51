"""Administrations, agencies, people, roles: who is acting."""

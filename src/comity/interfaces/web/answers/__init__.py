"""Answers: writing, opening and using them; exhibits."""

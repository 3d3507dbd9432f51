"""Handling and evaluation codes, and originators, of answers and exhibits."""

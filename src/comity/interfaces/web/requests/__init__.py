"""Requests: the list, a request with its timeline, writing one."""

"""Matters by letter that go on by node."""

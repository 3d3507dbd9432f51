"""A second implementation of CX-1, after `docs/protocol/` and public specifications.

It imports nothing of this project: `tests/conformance/test_conformance.py` asserts that.
"""

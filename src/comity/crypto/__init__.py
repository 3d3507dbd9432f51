"""Digests, Merkle trees, signed notes, sealing and keys. The only package that touches primitives.

Every primitive comes from the `cryptography` library or the standard library's `hashlib`; nothing
here invents one. Formats are public ones: RFC 9162 trees, C2SP signed notes, checkpoints and
cosignatures, age v1 files.
"""

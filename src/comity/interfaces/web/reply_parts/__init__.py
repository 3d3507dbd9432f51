"""A reply in parts: whose each is, what is ruled of it, and what its originator decides."""

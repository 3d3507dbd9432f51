"""Proofs that an entry stood in the record on a day, which a partner's receipt confirms.

`proof` says how one is written, `checking` reads one without believing it; both are pure, and
neither needs a database or a network. `making` is what the node does. The format is described in
`docs/reference/day-proof.md`.
"""

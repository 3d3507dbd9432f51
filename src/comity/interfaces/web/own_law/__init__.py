"""Own law: its files, the node's instructions, what partners promised, and what was broken."""

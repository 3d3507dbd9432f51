"""Single keys: what they do, and whether this officer has them on."""

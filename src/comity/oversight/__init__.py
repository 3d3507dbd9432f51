"""What auditors and data protection officers do: look, prove, take out, and be seen doing it."""

"""Statistics with partners: seen, taken out, released."""

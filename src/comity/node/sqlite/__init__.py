"""Django's SQLite engine with the write discipline of this house."""

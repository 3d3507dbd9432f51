"""Every table of a node as rows that read the same on SQLite and on PostgreSQL."""

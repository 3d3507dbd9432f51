"""The REST API, for the same acts as the pages."""

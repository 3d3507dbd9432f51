"""Tags and filters of the officers' pages."""

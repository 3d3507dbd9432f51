"""What persons ask about their data: the desk of the data protection officer."""

"""Sign-in and security: an officer's factors and sessions."""

"""Practice notes: techniques, trends and methods that administrations share under an article."""

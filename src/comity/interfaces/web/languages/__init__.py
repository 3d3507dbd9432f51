"""The languages of the pages, and how far each is."""

"""The page and the card of translations beside a text."""

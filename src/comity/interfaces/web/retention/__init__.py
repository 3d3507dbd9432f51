"""Closed matters: until when they are kept, and erasing them."""

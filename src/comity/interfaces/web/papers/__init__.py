"""What a page shows of a request and of an answer, field by field, in words."""

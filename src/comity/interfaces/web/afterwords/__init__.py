"""What is asked or told of what was supplied: consent, recall, notice."""

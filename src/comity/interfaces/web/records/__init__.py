"""The record of what was done, and the proof that it is whole."""

"""Carrying by file: media that people carry, and the folder a gateway empties and fills."""

"""The inbox: what waits for whom."""

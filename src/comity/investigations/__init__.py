"""Joint case folders: what several agencies and partners hold of one matter, item by item."""

"""Comity: the node a customs administration runs to live its mutual assistance agreements."""

"""Controlled delivery: the plan, decisions, go or no go, what happens on the road, the result."""

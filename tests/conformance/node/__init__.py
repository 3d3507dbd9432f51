"""This node behind the adapter: a thin layer that calls what its doors and jobs call."""

"""Joint case folders: opening one, who is in it, what each member may see of it, and why."""

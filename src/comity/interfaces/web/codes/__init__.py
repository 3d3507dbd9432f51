"""The code lists as officers read them: every list, and each version of one."""

"""The pages by which the former caseload is taken in."""

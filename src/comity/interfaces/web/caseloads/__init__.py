"""The page by which a caseload is handed over."""

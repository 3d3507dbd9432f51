"""Terms of a standing exchange, and a file that is as agreed."""

COLUMNS = ("declaration", "accepted_on", "hs_code", "goods", "value", "currency")
TERMS = {
    "data_set": "export-declarations/1",
    "columns": "\n".join(COLUMNS),
    "direction": "both",
    "purpose": "offence-prevention",
    "data_format": "csv",
    "schedule": "weekly",
    "schedule_day": "1",
    "grace": "2",
    "zone_requested": "America/New_York",
    "zone_requesting": "Europe/Kyiv",
    "starts_on": "2026-11-23",
    "ends_on": "2027-11-22",
    "release": "each",
    "assurance": "confidential_and_enforcement",
    "retention_days": "365",
    "contact": "Data desk, in office hours.",
}
LINE = "26US001,2026-11-24,848210,Ball bearings,1200.50,USD"


def csv_of(*lines: str) -> bytes:
    """A file with its headings."""
    return "\n".join([",".join(COLUMNS), *lines, ""]).encode()

"""Where the code lists lie that come with this software."""

from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[1] / "code_lists"

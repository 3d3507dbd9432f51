"""A process that writes acts at a node until it is ended: each one row and one entry, together."""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from comity.exchange.services import publish_descriptor
from comity.node.configuration import home_folder
from comity.node.home import Home

RAW = Home(home_folder()).descriptor.read_bytes()
# Between any two steps of a verb something is written; a core is not taken from it for that.
PAUSE_SECONDS = 0.02

if __name__ == "__main__":
    written = 0
    while True:
        with transaction.atomic(durable=True):
            publish_descriptor(RAW, at=datetime.now(UTC))
        written += 1
        # Under another name first: a reader never finds it empty.
        part = Path(f"{sys.argv[1]}.part")
        part.write_text(str(written))
        part.replace(sys.argv[1])
        time.sleep(PAUSE_SECONDS)

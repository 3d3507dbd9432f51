"""Run inside a node: queue one small message of the link to the partner named."""

import sys
from datetime import UTC, datetime

from django.db import transaction

from comity.exchange.services import queue_link_message
from comity.exchange.terms import TERMS_DIFFER_TYPE, NewMessage

BODY = {"agreement": "ke-ua-2020", "relied_on": "0" * 64, "own": "1" * 64}
with transaction.atomic(durable=True):
    queue_link_message(NewMessage(TERMS_DIFFER_TYPE, BODY), to=sys.argv[1], at=datetime.now(UTC))

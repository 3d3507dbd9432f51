"""The scene with terms: a partner shows its encoding, like ours or with an article more."""

from django.db import transaction

from comity.agreements.queries import current_register, own_text
from comity.agreements.register_files import instrument_from_text
from comity.agreements.services import Carried, receive_proposal
from comity.agreements.terms.countersigning import Statement
from comity.exchange.terms import Reliance
from tests.integration.assistance.scene import AGREEMENT, AT, Scene, request_body

MORE = """
[[provisions]]
kind = "exe.deadline"
article = "Article 9"
parameters.days = 30
verified = { by = "O. Koval", on = 2026-01-05, against = "the text of record" }
"""


def proposed_by_partner(scene: Scene, *, more: str = "", number: int = 1) -> tuple[int, str]:
    """Take a proposal of the partner in; return its id and the digest proposed."""
    text = own_text(AGREEMENT) + more
    digest = instrument_from_text(text, among=current_register()).digest
    statement = Statement(AGREEMENT, digest, "UA", "US", number, "", AT)
    note = scene.partner.keys.sender.sign_note(statement.text())
    carried = Carried("a-message", AT, scene.now)
    with transaction.atomic():
        row = receive_proposal(statement, encoding=text, note=note, carried=carried)
    return int(row.pk), digest


def asked_on_other_terms(scene: Scene) -> None:
    """The partner asks, relying on an encoding that this node has never seen."""
    unknown = Reliance(AGREEMENT, "Art. 4", "d" * 64)
    scene.tell("assistance.request", request_body(), under=unknown)

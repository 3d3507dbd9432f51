"""Words for the turns a request can take, as a scene plays them."""

from django.db import transaction

from comity.assistance import services
from tests.integration.assistance.scene import ON, Scene

LACKS = {"missing": "documents", "reasons": "The invoice is missing."}
PUT_OFF = {"ground": "proceedings", "until": "2027-02-01", "reasons": "A court has it."}


def ask_completion(scene: Scene, reference: str, who: str = "c.unit", **change: str) -> None:
    told = {**LACKS, **change}
    with transaction.atomic(durable=True):
        services.ask_for_completion(
            reference, officer=scene.officer(who), at=scene.now, on=ON, **told
        )


def postpone(scene: Scene, reference: str, **change: str) -> None:
    told = {**PUT_OFF, **change}
    with transaction.atomic(durable=True):
        services.postpone_request(
            reference, officer=scene.officer("c.unit"), at=scene.now, on=ON, **told
        )


def take_back(scene: Scene, reference: str, who: str = "m.chen") -> None:
    with transaction.atomic(durable=True):
        services.take_back_request(
            reference, reasons="The importer paid.", officer=scene.officer(who), at=scene.now, on=ON
        )


def returned_there(scene: Scene, reference: str) -> None:
    body = {"reference": reference, "missing": "documents", "reasons": "No invoice."}
    scene.tell("assistance.incomplete", body)


def complete(scene: Scene, reference: str, who: str = "j.alvarez", **change: str) -> None:
    with transaction.atomic(durable=True):
        services.change_draft(reference, changed=change, officer=scene.officer(who), at=scene.now)
    scene.submit(reference, who)

"""`comity node health` and `comity node doctor`: on the machine itself, when no door answers."""

from datetime import UTC, datetime
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


def node_health(json: Json = False) -> None:
    """Say what is found on this node, whether or not its doors are open."""
    from comity.node.django_start import start_django

    start_django()
    from comity.interfaces.cli.watching import show_checks
    from comity.interfaces.diagnosis import checks_json
    from comity.node.health.report import health

    show_checks(checks_json(health(datetime.now(UTC))), as_json=json)


def node_doctor(
    partner: Annotated[str, typer.Argument(help="The partner's country, such as UA.")],
    json: Json = False,
) -> None:
    """Climb every rung between this node and a partner's, whether or not its doors are open."""
    from comity.node.django_start import start_django

    start_django()
    from django.utils import timezone

    from comity.interfaces.cli.watching import show_checks
    from comity.interfaces.diagnosis import checks_json
    from comity.node.health.report import ladder

    at = datetime.now(UTC)
    found = ladder(partner.upper(), at, timezone.localdate(at))
    show_checks({"partner": partner.upper(), **checks_json(found)}, as_json=json)

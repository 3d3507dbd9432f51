"""What the health of a node says of its channels, by what is known of each partner."""

from dataclasses import replace

import pytest

from comity.exchange.ladder.figures import PartnerFigures
from comity.exchange.terms import LinkState
from comity.node.health.looks import check_channels

WELL = PartnerFigures("UA", LinkState.CONFIRMED, 0, None, 0, 0, None, None, None, False, False)
STANDS = replace(WELL, code="KE", halted=True)
FORKED = replace(WELL, code="IN", halted=True)


@pytest.mark.parametrize(
    ("partners", "forked", "code", "facts"),
    [
        ([WELL], [], "health_channels_good", {}),
        ([WELL, STANDS], [], "health_channels_halted", {"partner": "KE"}),
        ([WELL, FORKED], ["IN"], "health_channels_forked", {"partner": "IN"}),
        (
            [WELL, STANDS, FORKED, replace(STANDS, code="BR")],
            ["IN"],
            "health_channels_forked_and_halted",
            {"partner": "IN", "partners": "KE, BR"},
        ),
        ([replace(STANDS, state=LinkState.REVOKED)], [], "health_channels_good", {}),
    ],
)
def test_each_partner_whose_channel_is_at_fault_is_named_with_its_fault(
    partners: list[PartnerFigures], forked: list[str], code: str, facts: dict[str, str]
) -> None:
    found = check_channels(partners, forked)
    assert (found.code, dict(found.facts)) == (code, facts)

"""Every message type this node takes refuses a body with any of its fields wrong, and names it."""

import pytest

from comity.assistance import messages as assistance
from comity.exchange import wiring
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.terms import MessageKind
from comity.investigations import messages as investigations
from comity.practices import messages as practices
from tests.hostile.schemas import bad_bodies_of, smallest

KINDS = (*assistance.KINDS, *practices.KINDS, *investigations.KINDS, *LINK_KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.type}.{kind.version}")
def test_each_field_wrong_by_itself_is_refused_and_named(kind: MessageKind) -> None:
    before = wiring.current()
    wiring.register([kind])
    fits = wiring.current().validator_of(kind.type, kind.version)
    wiring._joined[0] = before
    fits(smallest(kind.schema))
    cases = list(bad_bodies_of(kind))
    assert cases
    for case in cases:
        with pytest.raises(MessageRefusedError) as refused:
            fits(case.body)
        assert refused.value.fault is MessageFault.BODY_INVALID, case.name
        what = dict(refused.value.facts)["what"]
        assert case.field in what or "required" in what, f"{case.name}: {what}"

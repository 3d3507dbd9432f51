"""Messages of the link: a closed list, each with a schema, none with room for a case."""

import json

from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.link_schemas import LINK_SCHEMAS
from comity.exchange.terms import LINK_MESSAGES


def test_the_list_the_schemas_and_the_handlers_name_the_same_messages() -> None:
    assert set(LINK_SCHEMAS) == LINK_MESSAGES == {kind.type for kind in LINK_KINDS}
    assert all(kind.schema is LINK_SCHEMAS[kind.type] for kind in LINK_KINDS)


def test_every_text_a_partner_sends_is_bounded() -> None:
    for name, schema in LINK_SCHEMAS.items():
        for field, rule in json.loads(json.dumps(schema))["properties"].items():
            is_text = rule["type"] not in {"integer", "boolean"}
            bounded = not is_text or "maxLength" in rule or "{" in rule["pattern"]
            assert bounded, f"{name}.{field}"

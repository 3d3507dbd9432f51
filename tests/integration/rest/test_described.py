"""What the API says of itself is true: Schemathesis asks it everything, in two offices."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from comity.interfaces.rest.api import api
from tests.integration.assistance.scene import AGREEMENT, Scene
from tests.integration.rest.client import Caller

WHOLE_DOOR = WSGIHandler()


def called_from_here(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
    """The whole door, told by which address it is called, as a server tells it."""
    return WHOLE_DOOR({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)


LONG = os.environ.get("FAULTS_CAMPAIGN") == "long"
EXAMPLES = 30 if LONG else 2
DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
SCHEMA.app = called_from_here
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
AREAS = sorted({tag for each in OPERATIONS for tag in each.tags or ()})
OFFICERS = {"request officer": "k.ortiz", "treaty desk": "t.brooks"}
BUDGET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not LONG,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
TAKES_NOTHING = {"/api/v1/health"}
# A draft may be wrong in ways no schema can say: a form that is refused in words is no lie.
UNPROMISED = [positive_data_acceptance]


@pytest.fixture(params=OFFICERS)
def officer(request: pytest.FixtureRequest, scene: Scene) -> Iterator[Caller]:
    caller = Caller(OFFICERS[request.param]).sign_in()
    caller.sign_in_afresh()
    # A call through the whole door must not end the transaction the scene stands in.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield caller
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def things_there(scene: Scene) -> Mapping[str, list[Any]]:
    """What exists in the scene, by the name of the parameter that may name it."""
    scene.settle_assessment()
    draft, sent = scene.draft("k.ortiz"), scene.sent()
    exhibit = scene.attach(scene.draft("k.ortiz"), b"invoice", "k.ortiz")
    references = [draft, sent, scene.received(), AGREEMENT, "domestic/us"]
    return {
        "reference": references,
        "about": references,
        "partner": ["UA", "KE"],
        "exhibit_id": [str(exhibit.id)],
        "place": ["1-1", "1-5"],
        "number": [1],
        "proposal": [1],
        "difference": [1],
    }


def lead_to(case: Any, there: Mapping[str, list[Any]], data: st.DataObject) -> None:
    """Name what is there every other time; a made-up name is hardly ever that of anything."""
    for name in case.path_parameters.keys() & there.keys():
        if data.draw(st.booleans()):
            case.path_parameters[name] = data.draw(st.sampled_from(there[name]))


@pytest.mark.parametrize("area", AREAS)
def test_every_answer_is_one_the_document_names(scene: Scene, officer: Caller, area: str) -> None:
    there = things_there(scene)
    headers = {"X-Session-Token": officer.token}
    for operation in (each for each in OPERATIONS if area in (each.tags or ())):
        for mode in MODES if operation.path not in TAKES_NOTHING else MODES[:1]:

            @BUDGET
            @given(case=operation.as_strategy(mode), data=st.data())
            def ask(case: Any, data: st.DataObject) -> None:
                if case.meta.generation.mode.is_positive:
                    lead_to(case, there, data)
                case.call_and_validate(headers=headers, excluded_checks=UNPROMISED)

            ask()

"""Coming to a door: what stands in the places of its address, and what the reply gives away."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from comity.assistance import duties as cases
from comity.assistance.models import Share
from comity.kernel.duties import FOR_THE_NODE, Duty, Within
from comity.ledger.models import LedgerEntry
from tests.integration.doors.routes import Row
from tests.integration.doors.world import LAW_MARK, MARKS, House, Reader, exhibit_of

JSON = "application/json"
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\{(?:\w+:)?(\w+)\}")
SEEN_BY_ALL_OF = (cases.SEE_EVERY_REQUEST, cases.SEE_AGENCYS_REQUESTS)
REFUSED = frozenset({403, 404})
# A 403 that is not about the office: the office may, and something else stands against it.
_OTHER_CAUSES = frozenset({"sign_in_afresh", "ruling_stands_against", "second_person"})


def carries(reader: Reader, duty: Duty, owner: str) -> bool:
    """Say whether an office carries a duty on what belongs to an agency; "" for nobody's yet."""
    if reader.role is None or reader.role not in duty.roles:
        return False
    match duty.within:
        case Within.NODE:
            return True
        case Within.SEEN:
            return sees(reader, owner)
        case Within.REFERRED:
            return False
        case Within.AGENCY:
            # What is shared belongs to ICE still, and CBP reads it.
            home = {"shared": "ICE"}.get(owner, owner)
            reads = duty is cases.SEE_AGENCYS_REQUESTS and owner == "shared"
            return reader.role is FOR_THE_NODE or reader.agency == home or reads


def sees(reader: Reader, owner: str) -> bool:
    return any(carries(reader, duty, owner) for duty in SEEN_BY_ALL_OF)


def knocks(house: House, reader: Reader, row: Row, reference: str = "") -> Any:
    """Come to a row's address as a reader, with what is sent there."""
    address = address_of(house, row, reference)
    return send(house, reader, row.method, address, filled(house, row.body), rest=row.is_rest)


def filled(house: House, body: Any) -> Any:
    """Fill the places of what is sent."""
    if not isinstance(body, dict):
        return body
    return {n: v.format(**house.places) if isinstance(v, str) else v for n, v in body.items()}


def send(
    house: House, reader: Reader, method: str, address: str, body: Any = None, *, rest: bool
) -> Any:
    browser = house.browser(reader)
    # What was said of the visit before, and has not been shown yet, is no part of this one.
    browser.cookies.pop(settings.MESSAGES_COOKIE_NAME, None)
    if method == "GET":
        return browser.get(address)
    if rest:
        raw = body if isinstance(body, bytes) else json.dumps(body if body is not None else {})
        kind = "application/octet-stream" if isinstance(body, bytes) else JSON
        return browser.generic(method, address, raw, content_type=kind)
    return browser.post(address, body or {})


def address_of(
    house: House, row: Row, reference: str = "", *, instead: Mapping[str, str] | None = None
) -> str:
    """Fill the places of a row's address; `instead` stands there whatever the row says."""
    told = {**house.places, "case": reference, "exhibit": "", "place": "1-0"}
    if reference:
        told |= _of_case(reference)
    # What a place is called when the row says nothing else.
    told["reference"] = reference or house.places["agreement"]
    told["about"] = told["reference"]
    told |= {name: str(value).format(**told) for name, value in row.places.items()}
    told |= instead or {}
    filled = _PLACE.sub(lambda place: str(told[place[1] or place[2]]), row.route)
    query = "?file_name=a.pdf&source=here" if row.route.endswith("/exhibits") else row.query
    return filled + query.format(**told)


def _of_case(reference: str) -> dict[str, Any]:
    entry = LedgerEntry.objects.filter(about=reference).order_by("index").first()
    share = Share.objects.filter(request__reference=reference).first()
    exhibit = exhibit_of(reference)
    return {
        "exhibit": exhibit,
        "exhibit_id": exhibit,
        "place": f"{entry.epoch}-{entry.index}" if entry else "1-999999",
        "number": share.pk if share else 999998,
        "afterword": 1,
    }


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{content.decode(errors='replace')} {answer.headers.get('Location', '')}"


def is_refused(answer: Any) -> bool:
    """Say whether a door stayed shut because of who came."""
    if answer.status_code not in REFUSED:
        return False
    if "problem+json" in answer["Content-Type"]:
        return answer.json()["code"] not in _OTHER_CAUSES
    return True


def given_away(reader: Reader, text: str, law: frozenset[Any]) -> list[str]:
    """Return what a reply tells its reader that the reader may not see."""
    found = [mark for owner, mark in MARKS.items() if mark in text and not sees(reader, owner)]
    if LAW_MARK in text and reader.role not in law:
        found.append(LAW_MARK)
    return found

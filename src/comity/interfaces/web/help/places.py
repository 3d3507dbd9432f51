"""Which section of the help tells about which page."""

from collections.abc import Mapping
from enum import StrEnum


class Place(StrEnum):
    """A section of the help page; the value is its anchor."""

    START = "start"
    KEYS = "keys"
    SIGN_IN = "sign-in"
    INBOX = "inbox"
    SEARCH = "search"
    REQUESTS = "requests"
    WRITING = "writing"
    REQUEST = "request"
    DECIDING = "deciding"
    ANSWERING = "answering"
    USING = "using"
    AGREEMENTS = "agreements"
    MAY = "may"
    REGISTER_CHANGES = "register-changes"
    OWN_LAW = "own-law"
    CLOCKS = "clocks"
    CODES = "codes"
    RECORDS = "records"
    PERSONAL_DATA = "personal-data"
    PRACTICES = "practices"
    FOLDERS = "folders"
    STATISTICS = "statistics"
    LETTERS = "letters"
    SAME_MATTER = "same-matter"
    LINKS = "links"
    ABSENCE = "absence"
    PEOPLE = "people"
    NODE = "node"


# By the name of the page's address; where none is here, by the longest beginning that is.
_PLACES: Mapping[str, Place] = {
    "inbox": Place.INBOX,
    "search": Place.SEARCH,
    "help": Place.START,
    "requests": Place.REQUESTS,
    "request_new": Place.WRITING,
    "request_edit": Place.WRITING,
    "request_approve": Place.DECIDING,
    "request_accept": Place.DECIDING,
    "request_refuse": Place.DECIDING,
    "request_ask_completion": Place.DECIDING,
    "request_postpone": Place.DECIDING,
    "request_take_back": Place.REQUEST,
    "request": Place.REQUEST,
    "answer_write": Place.ANSWERING,
    "answer_release": Place.DECIDING,
    "answer_use": Place.USING,
    "exhibit": Place.USING,
    "answer_open": Place.USING,
    "answer_mark": Place.ANSWERING,
    "reply_part": Place.ANSWERING,
    "afterword": Place.USING,
    "reply_open": Place.USING,
    "feedback": Place.USING,
    "question": Place.REQUEST,
    "delivery": Place.REQUEST,
    "standing": Place.REQUEST,
    "information": Place.WRITING,
    "information_tell": Place.DECIDING,
    "information_allocate": Place.DECIDING,
    "information_register": Place.LETTERS,
    "alert": Place.DECIDING,
    "alert_add": Place.WRITING,
    "consultation": Place.WRITING,
    "competent_bod": Place.DECIDING,
    "task": Place.DECIDING,
    "oral": Place.REQUEST,
    "request_alone": Place.DECIDING,
    "duty_release": Place.DECIDING,
    "filter": Place.REQUESTS,
    "agreements_may": Place.MAY,
    "agreements_gaps": Place.REGISTER_CHANGES,
    "agreements": Place.AGREEMENTS,
    "agreement": Place.AGREEMENTS,
    "agreement_edit": Place.REGISTER_CHANGES,
    "agreement_settle": Place.REGISTER_CHANGES,
    "proposal": Place.REGISTER_CHANGES,
    "register_import": Place.REGISTER_CHANGES,
    "own_law": Place.OWN_LAW,
    "codes": Place.CODES,
    "data_transfer": Place.PERSONAL_DATA,
    "access": Place.PERSONAL_DATA,
    "personal_data": Place.PERSONAL_DATA,
    "retention": Place.PERSONAL_DATA,
    "records": Place.RECORDS,
    "practice": Place.PRACTICES,
    "folder": Place.FOLDERS,
    "statistics": Place.STATISTICS,
    "letter": Place.LETTERS,
    "postal_addresses": Place.LETTERS,
    "request_letter": Place.LETTERS,
    "request_dispatch": Place.LETTERS,
    "request_reply": Place.LETTERS,
    "request_translate": Place.LETTERS,
    "clocks": Place.CLOCKS,
    "request_clock": Place.CLOCKS,
    "reminders": Place.CLOCKS,
    "notices": Place.CLOCKS,
    "calendar": Place.CLOCKS,
    "mail": Place.CLOCKS,
    "deconfliction": Place.SAME_MATTER,
    "joining": Place.LINKS,
    "links": Place.LINKS,
    "link": Place.LINKS,
    "set_aside": Place.LINKS,
    "parked": Place.LINKS,
    "link_epochs": Place.LINKS,
    "terms": Place.LINKS,
    "health": Place.NODE,
    "own_key": Place.NODE,
    "people": Place.PEOPLE,
    "person": Place.PEOPLE,
    "machine": Place.PEOPLE,
    "account": Place.SIGN_IN,
    "mfa": Place.SIGN_IN,
    "password": Place.SIGN_IN,
    "session": Place.SIGN_IN,
    "programs": Place.SIGN_IN,
    "card_sign_in": Place.SIGN_IN,
    "openid": Place.SIGN_IN,
    "absence": Place.ABSENCE,
    "caseload": Place.ABSENCE,
    "caseload_import": Place.LETTERS,
    "stand": Place.ABSENCE,
    "keys": Place.KEYS,
}
_BY_LENGTH = tuple(sorted(_PLACES.items(), key=lambda pair: -len(pair[0])))


def place_of(name: str) -> Place:
    """Return the section that tells about a page; the start of the help where none does.

    Args:
        name: of the page's address; empty where there is no such page.
    """
    fitting = (place for begins, place in _BY_LENGTH if name.startswith(begins))
    return _PLACES.get(name) or next(fitting, Place.START)

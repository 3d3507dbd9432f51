"""What the letter that answers a person about their data is made from. Pure."""

from dataclasses import dataclass
from datetime import date

from comity.assistance.terms.access import Exemption, ItemPlace, SubjectRight
from comity.assistance.terms.access_files import FilePlace
from comity.letters.terms import Side


@dataclass(frozen=True, slots=True)
class PersonGiven:
    """One thing the person is given.

    Attributes:
        place: where it stands.
        since: on which day the matter began here.
        partner: with which administration; its code.
        article: the agreement and article it was exchanged under; may be empty.
        texts: the label of each field, with what stands in it.
        file: of an attached file, what it is called.
        places: of an attached file, the first places the person is named in.
        place_count: how many there are.
    """

    place: ItemPlace
    since: date
    partner: str
    article: str
    texts: tuple[tuple[str, str], ...] = ()
    file: str = ""
    places: tuple[FilePlace, ...] = ()
    place_count: int = 0


@dataclass(frozen=True, slots=True)
class PersonMatter:
    """What such a letter is made from; what is not given has no place in it but its ground.

    Attributes:
        reference: of the person's request.
        own: who answers.
        person: who asked, with the lines of the address.
        right: what was asked for.
        received_on: the civil day the request came.
        approved_on: the civil day a second person approved the reply.
        made_on: the civil day of the letter.
        given: what is given.
        withheld: each ground told, with the article it stands in.
    """

    reference: str
    own: Side
    person: Side
    right: SubjectRight
    received_on: date
    approved_on: date
    made_on: date
    given: tuple[PersonGiven, ...]
    withheld: tuple[tuple[Exemption, str], ...]

"""The parts of a partner's reply: whose each is, and which are withheld."""

from comity.assistance.models import Answer, Enclosure, ReplyPart
from comity.assistance.parts_bodies import parts_in
from comity.assistance.terms.afterwords import NotTheirsToAskError
from comity.exchange.terms import Received


def take_parts(received: Received, answer: Answer) -> None:
    """Keep of which parts a partner's reply is made; what they say stands in its text.

    Raises:
        NotTheirsToAskError: a part is told twice, or is an exhibit that did not come.
    """
    parts = parts_in(received.body)
    if not parts:
        return
    enclosed = Enclosure.objects.filter(answer=answer).select_related("exhibit")
    exhibits = {each.exhibit.partner_exhibit: each.exhibit for each in enclosed}
    known = ReplyPart.objects.filter(request=answer.request).values_list("number", flat=True)
    numbers, named = [each.number for each in parts], [e.exhibit for e in parts if e.exhibit]
    twice = len({*numbers, *known}) != len(numbers) + len(known) or len(set(named)) != len(named)
    if twice or not set(named) <= set(exhibits):
        raise NotTheirsToAskError(reference=answer.request.reference)
    ReplyPart.objects.bulk_create(
        ReplyPart(
            request=answer.request,
            answer=answer,
            number=part.number,
            exhibit=exhibits.get(part.exhibit),
            originator=part.originator,
            named=part.named,
            supplier=part.supplier,
            withheld=part.withheld,
            withheld_article=part.article,
            written_at=received.at,
        )
        for part in parts
    )

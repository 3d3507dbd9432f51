"""What is wrong with what is typed in a joint folder, and whom an item reaches. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from comity.agreements.rules import bearing_of
from comity.agreements.rules.bearings import Bearing
from comity.agreements.terms import NOTHING, AssistanceKind, Contents, DataCategory, Volunteer
from comity.agreements.wording.citations import cited_in_english
from comity.assistance.handling_rules import bars_showing
from comity.assistance.terms.markings import HANDLING
from comity.investigations.terms import (
    LIMITS,
    LONGEST_ARTICLE,
    FolderDraft,
    ItemDraft,
    ItemKind,
    Reach,
    Why,
)
from comity.kernel.codes import CountryCode
from comity.kernel.countries import NAMES
from comity.kernel.errors import Problem
from comity.kernel.rulings import Ground, Limb, Permission, Referral, Ruling
from comity.kernel.texts import has_hidden_characters

_CONSENT = "third_party_consent_needed"
_NO_INSTRUMENT = "no_instrument"
_COVERED = "covered"
_OF_A_REQUEST = frozenset({ItemKind.REQUEST, ItemKind.ANSWER})


class Content(NamedTuple):
    """What an item holds, as far as its reach asks about it.

    Attributes:
        handling: scheme and code; both empty for none.
        categories: of data in it.
        suppliers: administrations that supplied some of it.
        consented: those of them that consented to its being passed on.
        kept_from: members that its originator keeps it from.
    """

    handling: tuple[str, str] = ("", "")
    categories: frozenset[str] = frozenset()
    suppliers: frozenset[str] = frozenset()
    consented: frozenset[str] = frozenset()
    kept_from: frozenset[str] = frozenset()


def problems_in_folder(draft: FolderDraft) -> tuple[Problem, ...]:
    """Return everything that keeps a folder from being opened; empty when it may be."""
    return (
        *_in_text(draft.title, "title", lines=False),
        *_in_text(draft.mandate, "mandate", lines=True),
    )


def problems_in_item(draft: ItemDraft) -> tuple[Problem, ...]:
    """Return everything that keeps an item from being kept, but for what only the node knows."""
    return (
        *_unknown(draft.kind, frozenset(ItemKind), "kind"),
        *_in_text(draft.title, "title", lines=False),
        *_in_text(draft.text, "text", lines=True),
        *_in_links(draft),
        *_in_conditions(draft),
        *_in_task(draft),
    )


def problems_in_reason(reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with a reason that may be left out."""
    return tuple(_in_text(reason, "reason", lines=True)) if reason.strip() else ()


def telling_of(content: Content, *, by: str, to: str) -> Volunteer:
    """Return the act of telling a member something of a joint folder.

    What the member supplied itself needs nobody's consent to go back to it.
    """
    others = content.suppliers - {by, to}
    contents = Contents(
        categories=frozenset(DataCategory(code) for code in content.categories),
        suppliers=frozenset(CountryCode(code) for code in others),
        consented=frozenset(CountryCode(code) for code in content.consented & others),
    )
    kind = AssistanceKind.OFFENCE_INFORMATION
    return Volunteer(CountryCode(by), CountryCode(to), kind, contents=contents)


def barred_before_law(content: Content, *, member: str) -> Reach | None:
    """Return the reach where originator or handling code hide it; None where the law is asked."""
    if member in content.kept_from:
        return Reach(Why.ORIGINATOR_CHOSE)
    if code := bars_showing([content.handling]):
        return Reach(Why.HANDLING, code)
    return None


def reach_under(ruling: Ruling, *, linked: bool) -> Reach:
    """Return the reach that a ruling on telling a member comes down to.

    Args:
        ruling: of the originator's node, between originator and member alone.
        linked: whether anything can be carried to the member now.
    """
    if isinstance(ruling, Permission):
        why = Why.AGREEMENT if linked else Why.NO_LINK
        return Reach(why, _carrying(ruling), ruling)
    found = {ground.code: ground for ground in ruling.grounds}
    if _NO_INSTRUMENT in found:
        return Reach(Why.NO_AGREEMENT, _article(_limits(ruling.grounds)), ruling)
    against = [ground for ground in ruling.grounds if bearing_of(ground) is not Bearing.FOR]
    if _CONSENT in found and all(ground.code == _CONSENT for ground in against):
        return Reach(Why.CONSENT_MISSING, _article(against), ruling)
    if all(ground.limb is Limb.OWN_LAW for ground in against):
        return Reach(Why.OWN_LAW, _article(against), ruling)
    why = Why.REFERRED if isinstance(ruling, Referral) else Why.AGREEMENT_BARS
    return Reach(why, _article(_limits(against)), ruling)


def reach_of_agency(content: Content, *, is_writers: bool, in_audience: bool) -> Reach:
    """Return whether an agency here is shown an item that was written here.

    Args:
        content: of the item.
        is_writers: whether it is the agency that wrote it.
        in_audience: whether it may see the request that the item links; true where none is.
    """
    if is_writers:
        return Reach(Why.OWN)
    if code := bars_showing([content.handling]):
        return Reach(Why.HANDLING, code)
    if content.suppliers - content.consented:
        return Reach(Why.CONSENT_MISSING)
    return Reach(Why.OWN_AGENCY if in_audience else Why.AUDIENCE)


def reach_of_sharing(ruling: Ruling) -> Reach:
    """Return whether an agency here is shown what a partner told another agency here."""
    if isinstance(ruling, Permission):
        return Reach(Why.OWN_AGENCY, ruling.article, ruling)
    against = [ground for ground in ruling.grounds if bearing_of(ground) is not Bearing.FOR]
    own_law = all(ground.limb is Limb.OWN_LAW for ground in against)
    needs = any(ground.code == "consent_needed" for ground in against)
    why = Why.CONSENT_MISSING if needs else Why.OWN_LAW if own_law else Why.AGREEMENT_BARS
    return Reach(why, _article(against), ruling)


def _limits(grounds: Iterable[Ground]) -> list[Ground]:
    return [ground for ground in grounds if ground.limb is Limb.INSTRUMENT]


def _article(grounds: Iterable[Ground]) -> str:
    """Return the first article that grounds against an act cite; empty where they cite none."""
    against = (ground.cites for ground in grounds if bearing_of(ground) is not Bearing.FOR)
    cited = next((each for each in against if each != NOTHING), None)
    return "" if cited is None else cited_in_english(cited)[:LONGEST_ARTICLE]


def _carrying(ruling: Permission) -> str:
    """Return the article that carries the telling, with the name of its instrument."""
    cited = next((g.cites for g in ruling.grounds if g.code.startswith(_COVERED)), None)
    return (cited_in_english(cited) if cited else ruling.article)[:LONGEST_ARTICLE]


def _in_links(draft: ItemDraft) -> Iterator[Problem]:
    if draft.kind in _OF_A_REQUEST and not draft.request.strip():
        yield Problem("missing", "request")
    if draft.kind == ItemKind.EXHIBIT and not draft.exhibit.strip():
        yield Problem("missing", "exhibit")


def _in_conditions(draft: ItemDraft) -> Iterator[Problem]:
    if draft.handling and draft.handling not in HANDLING.get(draft.handling_scheme, ()):
        yield Problem("unknown_code", "handling")
    for code in draft.categories:
        yield from _unknown(code, frozenset(DataCategory), "categories")
    for field in ("suppliers", "keep_from"):
        for code in getattr(draft, field):
            yield from _in_country(code, field)
    if not set(draft.consented) <= set(draft.suppliers):
        yield Problem("unknown_code", "consented")
    if draft.consented:
        yield from _in_text(draft.consent, "consent", lines=False)


def _in_task(draft: ItemDraft) -> Iterator[Problem]:
    is_task = draft.kind == ItemKind.TASK
    if is_task and bool(draft.for_member) is bool(draft.for_agency):
        yield Problem("missing", "for_member")
    if not is_task and (draft.for_member or draft.for_agency or draft.due_on):
        yield Problem("unknown_code", "for_member")
    if is_task and day_of(draft.due_on) is None:
        yield Problem("missing" if not draft.due_on else "not_a_day", "due_on")


def day_of(text: str) -> date | None:
    """Return the day that is typed; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _in_country(code: str, field: str) -> Iterator[Problem]:
    if code not in NAMES:
        yield Problem("unknown_code", field)


def _unknown(code: str, known: frozenset[str], field: str) -> Iterator[Problem]:
    if code not in known:
        yield Problem("unknown_code", field)


def _in_text(text: str, field: str, *, lines: bool) -> Iterator[Problem]:
    if not text.strip():
        yield Problem("missing", field)
    if len(text) > LIMITS[field]:
        facts = (("limit", str(LIMITS[field])), ("length", str(len(text))))
        yield Problem("too_long", field, facts)
    if has_hidden_characters(text, lines=lines):
        yield Problem("control_characters", field)

"""Releasing an item: a second person lets it go to whom it reaches, and tells the others why not.

Every node sends its own items itself. Whom no agreement joins to us hears of what is hidden from
the folder's host, to whom we say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from comity.assistance.services.law import demand_higher_approval
from comity.assistance.stored_rulings import kept_ruling
from comity.assistance.terms.retention import ErasedAlreadyError
from comity.exchange.queries import facts_of_many
from comity.investigations.duties import RELEASE_ITEM
from comity.investigations.models import Folder, Item, ItemReach
from comity.investigations.queries.reach import ReachLine, reach_of_item, reach_of_member
from comity.investigations.schemas import ITEM_TYPE, WITHHELD_TYPE
from comity.investigations.services.holding import demand_written, item_in_hand
from comity.investigations.services.opening import show_here, touch
from comity.investigations.services.recording import record
from comity.investigations.services.telling import joined, name_of, tell, way_to
from comity.investigations.terms import (
    ItemChangedError,
    ItemState,
    ItemWriterReleasesError,
    NobodyReachedError,
    Reach,
)
from comity.investigations.terms.events import FOLDER_ITEM_RELEASED
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Permission
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer

Told = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class _Release:
    """One release: the item, whom it reaches now, and the day.

    Attributes:
        item: that is released.
        reach: of every member it is decided for now.
        at: aware UTC instant.
        on: the civil day ruled on.
    """

    item: Item
    reach: dict[str, Reach]
    at: datetime
    on: date

    @property
    def folder(self) -> Folder:
        return self.item.folder


def release_item(
    number: int,
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> tuple[ReachLine, ...]:
    """Let an item go to every member whose reach permits it, each under a ruling of its own.

    It may be released again for members that joined since, that it did not reach before, or whose
    node refused it.

    Args:
        number: of an item of ours.
        version: that the officer read; no other leaves.
        officer: an approver of the agency that wrote it, who did not write in it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Returns:
        Whom it reaches now, and whom not, with the reasons.

    Raises:
        ItemWriterReleasesError: who wrote it would release it.
        ErasedAlreadyError: what it retold was erased, and its words with it.
        FreshSignInNeededError: the officer has not just signed in afresh.
        ItemChangedError: it is not as it was read.
        NobodyReachedError: everybody whom it reaches has it.
        HigherApprovalNeededError: another office must do this.
        FolderNotOpenError: nothing is done any more in its folder.
        NotFoundError, NotAllowedError: there is no such item, or the act is not theirs.
    """
    item = item_in_hand(number, officer=officer, duty=RELEASE_ITEM)
    _demand_releaser(item, officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    if item.version != version:
        raise ItemChangedError(read=version, found=item.version)
    release = _Release(item, _reach_now(item, on=on), at, on)
    for reach in release.reach.values():
        if reach.shown and isinstance(reach.ruling, Permission):
            demand_higher_approval(reach.ruling, officer=officer)
    _keep(release, officer=officer)
    messages = _send(release)
    touch(item.folder, at)
    record(
        item.folder,
        FOLDER_ITEM_RELEASED,
        officer.name,
        at,
        item=str(item.item_id),
        item_kind=item.kind,
        shown_to=sorted(code for code, reach in release.reach.items() if reach.shown),
        hidden_from=sorted(code for code, reach in release.reach.items() if not reach.shown),
        under=sorted(_relied_on(release)),
        message=messages,
    )
    return reach_of_item(item)


def _demand_releaser(item: Item, officer: Viewer) -> None:
    demand_written(item)
    if item.agency is None or not officer.reaches(item.agency.code, roles=RELEASE_ITEM.roles):
        raise NotFoundError()
    if not officer.people.isdisjoint(item.writers):
        raise ItemWriterReleasesError()
    if not item.text:
        raise ErasedAlreadyError()


def _reach_now(item: Item, *, on: date) -> dict[str, Reach]:
    """Return the reach of every member that does not have the item yet."""
    rows = {row.member: row for row in item.reach.filter(agency__isnull=True)}
    facts = facts_of_many(row.message_id for row in rows.values() if row.message_id)
    refused = {id_ for id_, fact in facts.items() if fact.refused is not None}
    have = {code for code, row in rows.items() if row.shown and row.message_id not in refused}
    found = {
        code: reach_of_member(item, code, on=on) for code in joined(item.folder) if code not in have
    }
    before = {code: row.why for code, row in rows.items() if not row.shown}
    changed = [code for code, reach in found.items() if before.get(code) != reach.why.value]
    if item.is_released and not changed:
        raise NobodyReachedError()
    return found


def _keep(release: _Release, *, officer: Viewer) -> None:
    item = release.item
    for code, reach in release.reach.items():
        ItemReach.objects.update_or_create(
            item=item,
            member=code,
            agency=None,
            defaults={
                "shown": reach.shown,
                "why": reach.why.value,
                "article": reach.article,
                "told": item.tell_existence,
                "ruling_kept": kept_ruling(reach.ruling) if reach.ruling else None,
                "message_id": "",
                "at": release.at,
            },
        )
    item.state, item.released_by = ItemState.RELEASED.value, officer.name
    item.save(update_fields=["state", "released_by"])
    for agency in item.folder.agencies.all():
        show_here(item, item.folder, agency, at=release.at, on=release.on)


def _send(release: _Release) -> list[str]:
    """Send the item to whom it reaches, and word of it to whom it does not and who is told."""
    told = _told(release)
    sent = {
        code: _send_item(release, code, reach.ruling, told)
        for code, reach in release.reach.items()
        if reach.shown and isinstance(reach.ruling, Permission)
    }
    if release.item.tell_existence:
        for code, reach in release.reach.items():
            under = None if reach.shown else way_to(release.folder, code, on=release.on)
            if under is not None:
                sent[code] = _send_word_of_it(release, code, reach, under, told)
    for code, message in sent.items():
        release.item.reach.filter(member=code, agency__isnull=True).update(message_id=message)
    return sorted(sent.values())


def _send_item(release: _Release, to: str, under: Permission, told: Told) -> str:
    item = release.item
    body: dict[str, object] = {
        "item": str(item.item_id),
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "unit": item.unit,
        "request": item.request_reference,
        "exhibit": item.exhibit_name,
        "handling_scheme": item.handling_scheme,
        "handling": item.handling,
        "for_member": item.for_member,
        "due_on": item.due_on.isoformat() if item.due_on else "",
        "reach": told,
    }
    return tell(release.folder, ITEM_TYPE, body, to=to, under=under, at=release.at)


def _send_word_of_it(
    release: _Release, to: str, reach: Reach, under: Permission, told: Told
) -> str:
    """Tell a member that something is there, and why it is not shown; the host tells others so.

    Of whom else it reaches the host learns nothing but those whom it is asked to tell.
    """
    body: dict[str, object] = {
        **name_of(release.item),
        "why": reach.why.value,
        "article": reach.article,
        "reach": [line for line in told if line["relay"]] if to == release.folder.host else [],
    }
    return tell(release.folder, WITHHELD_TYPE, body, to=to, under=under, at=release.at)


def _told(release: _Release) -> Told:
    """Return whom the item reaches as members read it, and whom the host is asked to tell."""
    rows: Sequence[ItemReach] = list(release.item.reach.filter(agency__isnull=True))
    return [
        {
            "member": row.member,
            "why": row.why,
            "article": row.article,
            "told": row.told,
            "relay": not row.shown and row.told and _has_no_way(release, row.member),
        }
        for row in rows
    ]


def _has_no_way(release: _Release, code: str) -> bool:
    return way_to(release.folder, code, on=release.on) is None


def _relied_on(release: _Release) -> set[str]:
    rulings = (reach.ruling for reach in release.reach.values() if reach.shown)
    return {ruling.under for ruling in rulings if isinstance(ruling, Permission)}

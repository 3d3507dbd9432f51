"""The sentence of every code of this package, and the names of its words."""

from collections.abc import Callable, Mapping

from comity.investigations.terms import (
    EVENTS,
    FolderState,
    ItemKind,
    ItemState,
    MemberState,
    Why,
)
from comity.kernel.wording import N_, fill

REACH_SENTENCES: Mapping[Why, str] = {
    Why.OWN: N_("{member} wrote it."),
    Why.AGREEMENT: N_("Shown to {member} under {article}."),
    Why.OWN_AGENCY: N_("Shown to {member}, which is in the folder."),
    Why.NO_AGREEMENT: N_(
        "Not shown to {member}: no agreement between {originator} and {member} permits it."
    ),
    Why.AGREEMENT_BARS: N_(
        "Not shown to {member}: the agreement between {originator} and {member} does not permit it."
    ),
    Why.OWN_LAW: N_("Not shown to {member}: the own law of {originator} does not open it."),
    Why.REFERRED: N_(
        "Not shown to {member}: a person at {originator} must first decide whether the agreement"
        " permits it."
    ),
    Why.CONSENT_MISSING: N_(
        "Not shown to {member}: part of it is another's, who has not consented to its being passed"
        " on."
    ),
    Why.HANDLING: N_("Not shown to {member}: its handling code does not permit it."),
    Why.NO_LINK: N_("Not shown to {member}: no link joins {originator} and {member} now."),
    Why.ORIGINATOR_CHOSE: N_("Not shown to {member}: {originator} keeps it from {member}."),
    Why.AUDIENCE: N_("Not shown to {member}: it may not see the request that the item links."),
    Why.NOT_RELEASED: N_("Not shown to {member}: it is not released."),
}
# What the reason rests on, where there is more to say than the reason itself.
RESTS_ON = N_("{reason} ({article})")
_SAYS_ITS_ARTICLE = frozenset({Why.AGREEMENT})

KIND_NAMES: Mapping[ItemKind, str] = {
    ItemKind.REQUEST: N_("linked request"),
    ItemKind.EXHIBIT: N_("exhibit"),
    ItemKind.ANSWER: N_("answer"),
    ItemKind.NOTE: N_("note"),
    ItemKind.TASK: N_("task"),
    ItemKind.DECISION: N_("decision"),
}
FOLDER_STATE_NAMES: Mapping[FolderState, str] = {
    FolderState.INVITED: N_("we are invited"),
    FolderState.OPEN: N_("open"),
    FolderState.DECLINED: N_("not joined"),
    FolderState.LEFT: N_("left"),
    FolderState.CLOSED: N_("closed"),
}
MEMBER_STATE_NAMES: Mapping[MemberState, str] = {
    MemberState.INVITED: N_("invited"),
    MemberState.JOINED: N_("takes part"),
    MemberState.DECLINED: N_("does not join"),
    MemberState.LEFT: N_("left"),
}
ITEM_STATE_NAMES: Mapping[ItemState, str] = {
    ItemState.WRITTEN: N_("not released yet"),
    ItemState.RELEASED: N_("released"),
    ItemState.RECEIVED: N_("received"),
    ItemState.WITHHELD: N_("not shown to us"),
}
REASON_NAMES: Mapping[Why, str] = {
    Why.OWN: N_("its originator"),
    Why.AGREEMENT: N_("the agreement"),
    Why.OWN_AGENCY: N_("in the folder"),
    Why.NO_AGREEMENT: N_("no agreement"),
    Why.AGREEMENT_BARS: N_("the agreement does not permit it"),
    Why.OWN_LAW: N_("own law"),
    Why.REFERRED: N_("waits for a decision"),
    Why.CONSENT_MISSING: N_("consent is missing"),
    Why.HANDLING: N_("handling code"),
    Why.NO_LINK: N_("no link"),
    Why.ORIGINATOR_CHOSE: N_("kept back by its originator"),
    Why.AUDIENCE: N_("outside the audience of the request"),
    Why.NOT_RELEASED: N_("not released"),
}
AGREES_NAMES: Mapping[str, str] = {"yes": N_("agreed"), "no": N_("not agreed")}
HAPPENINGS: Mapping[str, str] = {
    "happened_opened": N_("{originator} opened the folder."),
    "happened_invited": N_("{originator} was invited."),
    "happened_joined": N_("{originator} joined."),
    "happened_declined": N_("{originator} did not join."),
    "happened_left": N_("{originator} left."),
    "happened_hidden": N_("{originator} added an item that is not shown to you."),
    "happened_request": N_("{originator} linked a request: {title}"),
    "happened_exhibit": N_("{originator} added an exhibit: {title}"),
    "happened_answer": N_("{originator} added an answer: {title}"),
    "happened_note": N_("{originator} added a note: {title}"),
    "happened_task": N_("{originator} gave a task: {title}"),
    "happened_decision": N_("{originator} put a decision: {title}"),
    "happened_done": N_("The task is done: {title}"),
    "happened_agreed": N_("{originator} agreed: {title}"),
    "happened_disagreed": N_("{originator} did not agree: {title}"),
}
SENTENCES: Mapping[str, str] = {
    **{event.name: event.sentence for event in EVENTS},
    **HAPPENINGS,
    "folder_not_open": N_("Nothing is added to this folder now: it is {folder_state}."),
    "folder_not_ours": N_("Only the administration that opened the folder does this."),
    "folder_not_ended": N_("The folder goes on. It is erased when it was closed or left."),
    "folder_ours": N_("The folder is ours: close it, and its members are told."),
    "folder_second_person": N_(
        "You opened the folder, so another person must invite: four eyes release what leaves."
    ),
    "folder_unknown": N_("{partner} speaks of a joint folder that it is no member of."),
    "folder_member_not_named": N_(
        "{partner} speaks in a joint folder before its host has said that it takes part: its"
        " messages wait, and are taken up as soon as the host says so."
    ),
    "folder_purported": N_("{partner} speaks in a joint folder for somebody else."),
    "folder_not_invited": N_("No invitation waits for an answer."),
    "folder_member_already": N_("{partner} takes part already, or was invited."),
    "folder_agency_already": N_("{agency} is in the folder already."),
    "folder_item_released": N_("The item has been released, so it is not taken away any more."),
    "folder_item_second_person": N_(
        "You wrote the item, so another person must release it: four eyes release what leaves."
    ),
    "folder_item_changed": N_(
        "It was changed after you read it (you read version {read}, it stands at {found}). Read it"
        " again."
    ),
    "folder_item_unknown": N_(
        "{partner} speaks of an item that it was never shown, or tells one twice."
    ),
    "folder_nobody_reached": N_(
        "Everybody whom the item reaches has it, and for the others nothing has changed."
    ),
    "folder_word_given": N_("The word on this decision has been given."),
    "folder_task_done": N_("The task was reported done already."),
    "folder_task_not_yours": N_("The task is for somebody else."),
    "too_many_members": N_("A folder has at most {limit} members beside its host."),
    "not_a_member": N_("Choose somebody who takes part in the folder."),
    "told_in_a_folder": N_(
        "Telling by a code what became of it is under the agreement that the folder rests on, and"
        " discloses nothing else."
    ),
}


def reach_sentence(
    why: Why, *, originator: str, member: str, article: str, translate: Callable[[str], str]
) -> str:
    """Return why an item is shown to somebody, or is not, with what that rests on.

    Args:
        why: the reason.
        originator: name of the administration whose it is, as the reader reads it.
        member: name of the administration or agency it is, or is not, shown to.
        article: as the originator cites it; empty where there is none.
        translate: into the reader's language.
    """
    facts = (("originator", originator), ("member", member), ("article", article))
    told = fill(translate(REACH_SENTENCES[why]), facts)
    if not article or why in _SAYS_ITS_ARTICLE:
        return told
    return fill(translate(RESTS_ON), (("reason", told), ("article", article)))

"""A joint folder of one agency, and an invitation that the central unit has not answered."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db import transaction

from comity.investigations import services
from comity.investigations.models import Folder, Item
from comity.investigations.terms import FolderDraft, ItemDraft
from tests.integration.assistance.scene import ON, Scene

T = TypeVar("T")
THEIRS = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1c11"


def joint_folders(scene: Scene, *, mark: str) -> dict[str, int]:
    """Open one for CBP with an item of each sort, be invited to another, and say what is where.

    Args:
        scene: the node.
        mark: what stands in every item, and in nothing that others may see.
    """
    writer = scene.officer("j.alvarez")
    draft = FolderDraft(title="Three ports", mandate="Value.")
    folder = _in_one(lambda: services.open_folder(draft, officer=writer, at=scene.now))
    task = ItemDraft(kind="task", title=mark, text=mark, for_agency="CBP", due_on=ON.isoformat())
    note = ItemDraft(title=mark, text=mark)
    decision = ItemDraft(kind="decision", title=mark, text=mark)
    made = {
        name: _added(scene, folder, each)
        for name, each in {"item": note, "task": task, "decision": decision}.items()
    }
    _release(scene, made["decision"])
    body = {"folder": THEIRS, "title": "Timber", "mandate": "Species.", "unit": "Kyiv Customs"}
    scene.tell("investigation.invitation", {**body, "members": ["UA", "US"]})
    invited = Folder.objects.get(folder_id=THEIRS)
    items = {f"folder_{name}": item.pk for name, item in made.items()}
    return {"folder": folder.pk, "folder_invited": invited.pk, **items}


def _added(scene: Scene, folder: Folder, draft: ItemDraft) -> Item:
    officer = scene.officer("j.alvarez")
    return _in_one(lambda: services.add_item(folder.pk, draft, officer=officer, at=scene.now))


def _release(scene: Scene, item: Item) -> None:
    _in_one(
        lambda: services.release_item(
            item.pk,
            version=item.version,
            officer=scene.officer("m.chen"),
            signed_in_afresh_at=scene.now - timedelta(seconds=5),
            at=scene.now,
            on=ON,
        )
    )


def _in_one(act: Callable[[], T]) -> T:
    with transaction.atomic(durable=True):
        return act()

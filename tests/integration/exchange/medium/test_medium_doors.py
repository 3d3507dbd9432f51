"""A medium at the doors: taken along as one archive, brought as an archive or as files."""

import io
import tarfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comity.exchange.carried import Told
from comity.exchange.models import CarriedFile, Link
from comity.interfaces import media
from comity.ledger.models import LedgerEntry
from comity.node.medium.carrying import Carrier
from comity.node.medium.uploads import read_uploads
from comity.officers.terms import Viewer
from tests.integration.assistance.scene import Scene
from tests.integration.exchange.test_link_doors import browser
from tests.integration.rest.client import Caller, content_of, problem_of


@pytest.fixture
def carrying(scene: Scene) -> Scene:
    carrier = Carrier("US", scene.keys, lambda: scene.now)

    def read(files: media.Files, officer: Viewer) -> list[Told]:
        return read_uploads(files, officer, carrier=lambda: carrier)

    media.furnish(ready=carrier.ready_for, read=read)
    return scene


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name.replace("_", "."))
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


def test_the_page_hands_out_an_archive_of_what_waits(carrying: Scene) -> None:
    carrying.settle_assessment()
    carrying.sent()
    desk = browser("n.okafor")
    assert "Write the medium" in desk.get("/links/UA/files/").content.decode()
    answer = desk.post("/links/UA/files/write/")
    raw = content_of(answer)
    with tarfile.open(fileobj=io.BytesIO(raw)) as tar:
        (name,) = tar.getnames()
        parcel = tar.extractfile(name)
        assert parcel is not None
        assert carrying.partner.take(parcel.read())
    assert name.startswith("parcel-")
    assert LedgerEntry.objects.filter(event="medium.written").count() == 1
    assert "their channel then has 1 messages" in desk.get("/links/UA/files/").content.decode()


def test_an_archive_that_was_brought_is_taken_file_by_file(carrying: Scene) -> None:
    carrying.partner.write("assistance.unknown", body={"text": "one"})
    parcel = carrying.partner.parcel()
    raw = archive(a_comity=parcel, b_txt=b"not ours", evil_part=b"x")
    desk = browser("n.okafor")
    files = [SimpleUploadedFile("medium.tar", raw)]
    page = desk.post("/links/UA/files/read/", {"files": files}).content.decode()
    assert "Held: messages of Ukraine up to size 1" in page
    assert "no parcel, no receipt and no sealed exhibit" in page
    assert CarriedFile.objects.get(direction="in").kind == "parcel"


def test_hostile_members_of_an_archive_are_told_and_never_unpacked(
    carrying: Scene, tmp_path: Path
) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, kind in (("../up", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            tar.addfile(member)
        device = tarfile.TarInfo("device")
        device.type = tarfile.CHRTYPE
        tar.addfile(device)
    caller = Caller("n.okafor").sign_in()
    answer = caller.post("/carried-files", out.getvalue(), content_type="application/x-tar")
    codes = [each["code"] for each in answer.json()["items"]]
    assert codes == ["medium_name_strange", "medium_no_file", "medium_no_file"]
    assert not (tmp_path.parent / "up").exists()


def test_an_archive_that_breaks_off_is_told(carrying: Scene) -> None:
    raw = archive(a_comity=b"x" * 5000)
    answer = (
        Caller("n.okafor")
        .sign_in()
        .post("/carried-files", raw[:2000], content_type="application/x-tar")
    )
    codes = {each["code"] for each in answer.json()["items"]}
    assert codes <= {"medium_unreadable", "medium_foreign"}
    assert codes


def test_a_folder_carries_a_link_for_as_long_as_the_administrator_says(carrying: Scene) -> None:
    caller = Caller("n.okafor").sign_in()
    assert caller.post("/links/UA/by-folder", {"by_folder": True}).json()["by_folder"]
    assert Link.objects.get().by_folder
    assert caller.get("/links/UA/files").json()["by_folder"] is True
    browser("n.okafor").post("/links/UA/files/by-folder/", {"by_folder": "no"})
    assert not Link.objects.get().by_folder


def test_nobody_else_takes_or_brings_a_medium(carrying: Scene) -> None:
    caller = Caller("j.alvarez").sign_in()
    problem_of(caller.get("/links/UA/files"), 403, "not_allowed")
    problem_of(caller.post("/links/UA/files", {}), 403, "not_allowed")
    problem_of(caller.post("/links/UA/by-folder", {"by_folder": True}), 403, "not_allowed")
    assert browser("j.alvarez").get("/links/UA/files/").status_code == 403
    problem_of(Caller("n.okafor").sign_in().get("/links/KE/files"), 404, "not_found")

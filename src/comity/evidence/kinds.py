"""What the first bytes of a file say it is, beside what its name and its owner say. Pure.

A mark and never a bar: evidence is taken as it is, and a file under another's name may be the very
thing that is to be shown. Sources of the signatures: ISO 32000 (PDF), ITU-T T.81 (JPEG), ISO 15948
(PNG), TIFF 6.0, PKWARE APPNOTE (ZIP), [MS-CFB] (OLE), ISO 14496-12 (MP4) and their like.
"""

from collections.abc import Mapping

from comity.kernel.errors import Problem

HEAD_SIZE = 64
OTHER = "OTHER"
_OFFICE = frozenset({"ZIP", "OLE"})  # what Office encrypts with a password lies in an OLE file

_AT_START: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"PK\x07\x08", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
    (b"{\\rtf", "RTF"),
    (b"ID3", "MP3"),
    (b"\xff\xfb", "MP3"),
    (b"\xff\xf3", "MP3"),
    (b"\xff\xf2", "MP3"),
    (b"OggS", "OGG"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b", "GZIP"),
    (b"!BDN", "PST"),
    (b"SQLite format 3\0", "SQLITE"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)
# Files made of boxes or chunks: how they begin, and what stands a little further on.
_INSIDE: tuple[tuple[bytes, int, bytes, str], ...] = (
    *((b"\0", 4, box, "MP4") for box in (b"ftyp", b"moov", b"mdat", b"wide", b"free")),
    (b"RIFF", 8, b"WEBP", "WEBP"),
    (b"RIFF", 8, b"AVI ", "AVI"),
    (b"RIFF", 8, b"WAVE", "WAV"),
)

_OF_NAME: Mapping[str, frozenset[str]] = {
    "pdf": frozenset({"PDF"}),
    **{ending: frozenset({"JPEG"}) for ending in ("jpg", "jpeg", "jpe")},
    **{ending: frozenset({"TIFF"}) for ending in ("tif", "tiff")},
    **{ending: frozenset({"MP4"}) for ending in ("mp4", "m4v", "m4a", "mov", "3gp", "heic")},
    **{ending: frozenset({"OLE"}) for ending in ("doc", "xls", "ppt", "msg")},
    **dict.fromkeys(("docx", "xlsx", "pptx", "docm", "xlsm", "pptm"), _OFFICE),
    **{ending: frozenset({"ZIP"}) for ending in ("zip", "odt", "ods", "odp")},
    **{ending: frozenset({"GZIP"}) for ending in ("gz", "tgz")},
    **{ending: frozenset({"EXE"}) for ending in ("exe", "dll")},
    **{
        ending: frozenset({ending.upper()})
        for ending in ("png", "gif", "rtf", "webp", "avi", "wav", "mp3", "ogg", "7z", "rar", "pst")
    },
    **{
        ending: frozenset({OTHER}) for ending in ("txt", "csv", "eml", "xml", "json", "html", "htm")
    },
}

_OF_TYPE: Mapping[str, frozenset[str]] = {
    "application/pdf": frozenset({"PDF"}),
    "image/jpeg": frozenset({"JPEG"}),
    "image/png": frozenset({"PNG"}),
    "image/gif": frozenset({"GIF"}),
    "image/tiff": frozenset({"TIFF"}),
    "image/webp": frozenset({"WEBP"}),
    "application/zip": frozenset({"ZIP"}),
    "application/msword": frozenset({"OLE"}),
    "application/vnd.ms-excel": frozenset({"OLE"}),
    "application/vnd.ms-powerpoint": frozenset({"OLE"}),
    "application/vnd.ms-outlook": frozenset({"OLE"}),
    "video/mp4": frozenset({"MP4"}),
    "video/quicktime": frozenset({"MP4"}),
    "message/rfc822": frozenset({OTHER}),
    "text/plain": frozenset({OTHER}),
    "text/csv": frozenset({OTHER}),
}
_OFFICE_TYPES = "application/vnd.openxmlformats-officedocument."


def kind_in(head: bytes) -> str:
    """Return what the first bytes of a file say it is; `OTHER` when no signature is known.

    Args:
        head: the first bytes, up to `HEAD_SIZE` of them.
    """
    for start, kind in _AT_START:
        if head.startswith(start):
            return kind
    for start, at, mark, kind in _INSIDE:
        if head.startswith(start) and head.startswith(mark, at):
            return kind
    return OTHER


def mark_on(file_name: str, media_type: str, *, kind: str) -> Problem | None:
    """Return where a file's first bytes differ from what is said of it; None where they do not.

    Its name is asked first, and its type only when the name is in order: one mark is enough.

    Args:
        file_name: as its owner calls it.
        media_type: as its owner says.
        kind: what its first bytes say; empty when nobody has looked at them.
    """
    if not kind:
        return None
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    if _differs(_OF_NAME.get(ending), kind):
        return _mark("name", ending.upper(), kind)
    if _differs(_of_type(media_type), kind):
        return _mark("type", media_type, kind)
    return None


def _of_type(media_type: str) -> frozenset[str] | None:
    return _OFFICE if media_type.startswith(_OFFICE_TYPES) else _OF_TYPE.get(media_type)


def _differs(said: frozenset[str] | None, kind: str) -> bool:
    return said is not None and kind not in said


def _mark(where: str, said: str, kind: str) -> Problem:
    if kind == OTHER:
        return Problem(f"first_bytes_unlike_{where}", facts=(("said", said),))
    return Problem(f"first_bytes_not_of_{where}", facts=(("said", said), ("kind", kind)))


class Head:
    """Keeps the first bytes of a file that passes by."""

    def __init__(self) -> None:
        self._bytes = b""

    def note(self, data: bytes) -> bytes:
        """Note what passes, and hand it on."""
        if len(self._bytes) < HEAD_SIZE:
            self._bytes += data[: HEAD_SIZE - len(self._bytes)]
        return data

    @property
    def kind(self) -> str:
        """What the bytes noted say."""
        return kind_in(self._bytes)

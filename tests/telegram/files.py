"""Files that have been sent: kept, so that they can be sent again and fetched."""

import mimetypes
import struct
from typing import Any

from tests.telegram.refusal import bad_request
from tests.telegram.schema import File

IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
"""How pictures begin."""
MIME = {"voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4", "animation": "video/mp4"}
NAMED = ("document", "audio", "video", "animation")
"""Kinds whose name is kept."""
DETAILS: dict[str, dict[str, Any]] = {
    "audio": {"duration": 0, "performer": None, "title": None},
    "voice": {"duration": 0},
    "video": {"duration": 0, "width": 1, "height": 1},
    "animation": {"duration": 0, "width": 1, "height": 1},
    "video_note": {"duration": 0, "length": 1},
    "document": {},
}
"""What is told about a file by kind, with the value where a call says nothing; None: then it is left out."""


class Files:
    """By file id."""

    def __init__(self) -> None:
        self.all: dict[str, File] = {}

    def keep(self, given: File | str) -> tuple[str, File]:
        """The id of a new file, or an earlier file by its id. Raises ``Refusal``."""
        if isinstance(given, File):
            file_id = f"FILE{len(self.all) + 1:06}"
            self.all[file_id] = given
            return file_id, given
        if given.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        if given not in self.all:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return given, self.all[given]

    def described(self, kind: str, given: File | str, call: dict[str, Any]) -> tuple[dict[str, Any], File]:
        """The part of a message that holds a file of a kind, and the file. Raises ``Refusal``."""
        file_id, file = self.keep(given)
        about: dict[str, Any] = {"file_id": file_id, "file_unique_id": f"U{file_id}", "file_size": len(file.content)}
        if kind == "photo":
            width, height = _size(file.content)
            return {"photo": [{**about, "width": width, "height": height}]}, file
        told = {name: call.get(name, default) for name, default in DETAILS[kind].items()}
        about |= {name: value for name, value in told.items() if value is not None}
        if kind != "video_note":
            about["mime_type"] = mimetypes.guess_type(file.name)[0] or MIME.get(kind, "application/octet-stream")
        if kind in NAMED:
            about["file_name"] = file.name
        return {kind: about, **({"document": _as_document(about)} if kind == "animation" else {})}, file


def _as_document(about: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name not in DETAILS["animation"]}


def _size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG; pictures of other kinds are taken as they come."""
    if not content.startswith(IMAGES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if content.startswith(IMAGES[0]) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    return 1, 1

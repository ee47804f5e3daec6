"""The container of a bundle: a ZIP with one spelling only.

Nothing is compressed, names are sorted and every date is the same, so the same files give the same
bytes on any machine. Whoever reads one writes it again and compares: a hidden entry, a second file
of one name, other names inside than outside, anything before, between or behind is found at once.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence

LONG_AGO = (1980, 1, 1, 0, 0, 0)
MOST_FILES = 10_000


class NotAContainer(ValueError):
    """The bytes are no ZIP, or not one that this service writes."""


def write_container(files: Mapping[str, bytes]) -> bytes:
    """The ZIP of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()


def _is_plain(entries: Sequence[zipfile.ZipInfo], *, room: int) -> bool:
    """Whether the directory promises what such a file can hold, so that reading it is bounded.

    Entries that share their bytes promise more than the file has, whatever they unpack to.
    """
    names = {entry.filename for entry in entries}
    return (
        len(entries) <= MOST_FILES
        and len(names) == len(entries)
        and all(is_plain_name(name) for name in names)
        and not any(entry.compress_type for entry in entries)
        and sum(max(entry.file_size, entry.compress_size) for entry in entries) <= room
    )


def is_plain_name(name: str) -> bool:
    """Whether a name stays inside the folder it is unpacked to, on any system."""
    parts = name.split("/")
    return not ({"", ".", ".."} & set(parts)) and not any(
        sign in "\\:" or not sign.isprintable() for sign in name
    )


def read_container(data: bytes) -> dict[str, bytes]:
    """The files of a ZIP that was written by ``write_container``. Raises ``NotAContainer``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if not _is_plain(entries, room=len(data)):
                raise NotAContainer
            files = {entry.filename: archive.read(entry) for entry in entries}
    except NotAContainer:
        raise
    except Exception:  # noqa: BLE001 - whatever a hostile file breaks in the reader
        raise NotAContainer from None
    if write_container(files) != data:
        raise NotAContainer
    return files

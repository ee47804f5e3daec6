"""The parts of a Word file, taken out of their archive within limits."""

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from mentoring_pages.importing.refusals import Unreadable, UnreadableFile
from mentoring_pages.importing.sources.word_names import STRICT, W

MOST_MEMBERS = 3_000
LARGEST_PACKAGE = 200 * 1024 * 1024
"""Bytes of all members unpacked; pictures of an act are some megabytes."""

LARGEST_PART = 24 * 1024 * 1024
"""Bytes of one part of XML; a thousand pages of text take less."""

LARGEST_RATIO = 200
"""Unpacked bytes for a packed one. XML that Word writes packs 10 to 40 times."""

RATIO_MATTERS_FROM = 8 * 1024 * 1024
FIRST_OF_XML = 64 * 1024
"""Bytes in which a document type would stand: it comes before the first element."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
)
"""What reading a torn or forged archive ends in."""

PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MACRO_MEMBERS = ("vbaproject.bin", "vbadata.xml")
TYPES = "[content_types].xml"
TYPE_OF_DOCUMENT = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
TYPE_WITH_MACROS = "macroenabled"


@dataclass(slots=True)
class Package:
    """An opened Word file whose directory has been checked.

    ``names`` are its members by their names in lower case; ``related`` are the parts its text
    refers to, by what they are («numbering», «header»).
    """

    archive: zipfile.ZipFile
    names: dict[str, str]
    document: str = ""
    related: dict[str, list[str]] = field(default_factory=dict)

    def part(self, name: str) -> Any:
        """The root of a part of XML, or ``None`` where the file has no such part."""
        stored = self.names.get(name.lower())
        if stored is None:
            return None
        info = self.archive.getinfo(stored)
        if info.file_size > LARGEST_PART:
            raise UnreadableFile(Unreadable.LONG_TEXT)
        return parse(self.bytes_of(stored, LARGEST_PART))

    def bytes_of(self, stored: str, most: int) -> bytes:
        """The first bytes of a member; raises where the archive does not say the truth of it."""
        try:
            with self.archive.open(stored) as member:
                return member.read(most)
        except BROKEN as error:
            raise UnreadableFile(Unreadable.DAMAGED) from error

    def first(self, kind: str) -> Any:
        """The root of the first related part of a kind, or ``None``."""
        names = self.related.get(kind, [])
        return self.part(names[0]) if names else None


def open_package(data: bytes) -> Package:
    """A Word file, its directory checked before any member is unpacked.

    Raises ``UnreadableFile``: it is no archive, another kind of document, locked, has macros, or
    would unpack to more than a document is.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except BROKEN as error:
        raise UnreadableFile(Unreadable.DAMAGED) from error
    _check_sizes(members)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(Unreadable.PASSWORD)
    if any(member.compress_type not in PACKINGS for member in members):
        raise UnreadableFile(Unreadable.DAMAGED)
    names = {_plain(member.filename): member.filename for member in members}
    package = Package(archive, names)
    package.document = _document_name(package)
    package.related = _related(package)
    return package


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_PACKAGE:
        raise UnreadableFile(Unreadable.BOMB)
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > max(RATIO_MATTERS_FROM, LARGEST_RATIO * packed):
            raise UnreadableFile(Unreadable.BOMB)


def _document_name(package: Package) -> str:
    """Which part is the text; raises where the archive is no Word file without macros."""
    names = package.names
    if any(name.endswith(MACRO_MEMBERS) for name in names):
        raise UnreadableFile(Unreadable.MACROS)
    types = package.part(TYPES)
    for override in types if types is not None else ():
        kind = override.get("ContentType", "").lower()
        name = _plain(override.get("PartName", ""))
        if name in names and TYPE_WITH_MACROS in kind:
            raise UnreadableFile(Unreadable.MACROS)
        if name in names and kind.endswith(TYPE_OF_DOCUMENT):
            return name
    if "word/document.xml" in names:
        return "word/document.xml"
    if "mimetype" in names:
        kind_of_text = b"opendocument.text" in package.bytes_of(names["mimetype"], 200)
        raise UnreadableFile(Unreadable.ODT if kind_of_text else Unreadable.ARCHIVE)
    is_office = any(name.startswith(("xl/", "ppt/")) for name in names)
    raise UnreadableFile(Unreadable.SPREADSHEET if is_office else Unreadable.ARCHIVE)


def _related(package: Package) -> dict[str, list[str]]:
    folder, name = posixpath.split(package.document)
    root = package.part(f"{folder}/_rels/{name}.rels")
    related: dict[str, list[str]] = {}
    for entry in root if root is not None else ():
        target = entry.get("Target", "")
        if entry.get("TargetMode") == "External" or not target:
            continue
        path = target if target.startswith("/") else posixpath.join(folder, target)
        kind = entry.get("Type", "").rsplit("/", 1)[-1]
        related.setdefault(kind, []).append(_plain(posixpath.normpath(path)))
    return related


def parse(data: bytes) -> Any:
    """XML as Word writes it: no document type, no entities, nothing fetched."""
    head = data[:FIRST_OF_XML]
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnreadableFile(Unreadable.ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.replace(STRICT.encode(), W.strip("{}").encode()), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        too_deep = "depth" in str(error)
        reason = Unreadable.DEEP_LIST if too_deep else Unreadable.DAMAGED
        raise UnreadableFile(reason) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(Unreadable.ENTITIES)
    return root

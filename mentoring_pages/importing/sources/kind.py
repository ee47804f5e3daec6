"""What a file is, told by its content: the name may lie."""

import re

from mentoring_pages.importing.refusals import Unreadable
from mentoring_pages.importing.sources.source import DOCX, HTML, PDF, TEXT

FIRST = 4096
"""Bytes that tell the kind of a file."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORD_STREAM = "WordDocument".encode("utf-16-le")

STARTS = (
    (b"{\\rtf", Unreadable.RTF),
    (b"\x89PNG", Unreadable.PICTURE),
    (b"\xff\xd8\xff", Unreadable.PICTURE),
    (b"GIF8", Unreadable.PICTURE),
    (b"II*\x00", Unreadable.PICTURE),
    (b"MM\x00*", Unreadable.PICTURE),
    (b"BM", Unreadable.PICTURE),
    (b"Rar!", Unreadable.ARCHIVE),
    (b"7z\xbc\xaf", Unreadable.ARCHIVE),
    (b"\x1f\x8b", Unreadable.ARCHIVE),
    (b"PK\x05\x06", Unreadable.ARCHIVE),
    (b"MIME-Version:", Unreadable.OLD_WORD),
)
"""First bytes of what is never read. A web archive (MIME) is one of the ways Word saves."""

HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html)\b"
)
HTML_TAG = re.compile(rb"<(?:html|head|body|title|meta|p|div|h[1-6]|ul|ol|table)\b[^>]*>")
WORD_XML = re.compile(rb"\s*<\?xml[^>]*>\s*<\?mso-application\s+progid=.word")
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")

FRONT_MATTER_START = re.compile(r"\ufeff?\s*---[ \t]*\r?\n")
WIKI_LINK = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]")
HEADING_LINE = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
MARKDOWN_NAMES = (".md", ".markdown", ".mdown")
READ_NAMES = frozenset({".docx", ".pdf", ".txt", ".htm", ".html", ".xhtml", *MARKDOWN_NAMES})
ENDING = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9]{1,8}$")
"""«.exe», «.mp4»; not the end of «Приказ 12.09» or of «Т.С. Ольхина»."""


def kind_of(data: bytes, name: str) -> str | Unreadable:
    """The kind of a file, or why such files are not read; an archive may yet be no Word file."""
    start = data[:FIRST]
    if start.startswith(OLE):
        if ENCRYPTED in data:
            return Unreadable.PASSWORD
        return Unreadable.OLD_WORD if WORD_STREAM in data else Unreadable.SPREADSHEET
    if start.startswith(b"PK\x03\x04"):
        return DOCX
    if b"%PDF-" in start[:1024] and not start.startswith(WIDE_MARKS):
        return PDF
    reason = next((reason for mark, reason in STARTS if start.startswith(mark)), None)
    if reason is not None:
        return reason
    plain = _narrow(start)
    if WORD_XML.match(plain):
        return Unreadable.OLD_WORD
    if HTML_START.match(plain):
        return HTML
    is_named = name.lower().endswith((".htm", ".html", ".xhtml"))
    if plain.startswith((b"<body", b"<head", b"<meta")) or (is_named and HTML_TAG.search(plain)):
        return HTML
    return TEXT


def has_readable_name(name: str) -> bool:
    """Whether a file called so is one of those that are read; a name without an ending may be.

    Only of use once the content was read: old Word and the like have sentences of their own.
    """
    ending = ENDING.search(name.lower())
    return ending is None or ending.group() in READ_NAMES


def is_markdown(text: str, name: str) -> bool:
    """Whether a text is a note: named so, or with front matter, wiki links or several headings."""
    if name.lower().endswith(MARKDOWN_NAMES):
        return True
    return bool(
        FRONT_MATTER_START.match(text)
        or WIKI_LINK.search(text)
        or len(HEADING_LINE.findall(text[:100_000])) > 1
    )


def _narrow(start: bytes) -> bytes:
    """The first bytes in lower case, with the mark of their order and the zeros of UTF-16 gone."""
    if start.startswith(WIDE_MARKS):
        start = start[2:].replace(b"\x00", b"")
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()

"""The kind of a file is told by its content, then the file is read by that kind."""

from mentoring_pages.importing.decoding import LARGEST_FILE, decode
from mentoring_pages.importing.refusals import Unreadable, UnreadableFile
from mentoring_pages.importing.sources.docx import read_docx
from mentoring_pages.importing.sources.html import read_html
from mentoring_pages.importing.sources.kind import has_readable_name, is_markdown, kind_of
from mentoring_pages.importing.sources.markdown import read_markdown
from mentoring_pages.importing.sources.pdf import read_pdf
from mentoring_pages.importing.sources.source import DOCX, HTML, PDF, TEXT, Source
from mentoring_pages.importing.sources.writing import check_size


def read_source(data: bytes, *, name: str = "") -> Source:
    """The text of a file; ``name`` only helps to tell Markdown and HTML from plain text.

    Raises ``UnreadableFile`` with one sentence for a person.
    """
    source = _read(data, name)
    check_size(source.text)
    return source


def read_upload(data: bytes, *, name: str) -> Source:
    """The same of a file that a person chose: it is also called as what it holds is.

    Raises ``UnreadableFile``.
    """
    source = read_source(data, name=name)
    if not has_readable_name(name):
        raise UnreadableFile(Unreadable.OTHER_NAME)
    return source


def _read(data: bytes, name: str) -> Source:
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(Unreadable.TOO_BIG)
    if not data.strip():
        raise UnreadableFile(Unreadable.EMPTY)
    kind = kind_of(data, name)
    if isinstance(kind, Unreadable):
        raise UnreadableFile(kind)
    if kind == DOCX:
        return read_docx(data)
    if kind == PDF:
        return read_pdf(data)
    if kind == HTML:
        return read_html(data)
    text = decode(data)
    return read_markdown(text) if is_markdown(text, name) else Source(text, TEXT)

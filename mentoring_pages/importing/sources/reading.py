"""The kind of a file is told by its content, then the file is read by that kind."""

from mentoring_pages.importing.decoding import decode
from mentoring_pages.importing.sources.source import TEXT, Source


def read_source(data: bytes, *, name: str = "") -> Source:
    """The text of a file; ``name`` only tells Markdown from plain text.

    Raises ``UnreadableFile`` with one sentence for a person.
    """
    return Source(decode(data), TEXT)

"""What a file of any format hands to the recogniser."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoring_pages.importing.act import Link

DOCX = "docx"
PDF = "pdf"
HTML = "html"
MARKDOWN = "markdown"
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file in the language of lines, and what stood beside it.

    A line of ``text`` is a paragraph, or a piece of one where the file breaks lines itself (text,
    PDF). Blank lines part paragraphs, a form feed is the end of a page, «**…**» and «# …» mark what
    is printed bold or as a heading, «| … | … |» is a row of a table (a bar inside a cell is «\\|»,
    a paragraph inside it ends with «<br>»), blanks stand before what is set at the right. Numbers
    and bullets of lists are printed as the reader of the file sees them.

    ``dropped`` is what is no part of the text and stands in no line of it (headers and footers of a
    Word file). ``doubts`` are sentences for the editor about the file itself. ``front_matter`` and
    ``links`` are those of a Markdown note; they stand in ``text`` as well, as written.
    """

    text: str
    kind: str
    dropped: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

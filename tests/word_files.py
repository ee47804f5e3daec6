"""Word files made part by part, for tests of how they are read."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def run(text: str, *, properties: str = "") -> str:
    """A run; a tab or a line break in ``text`` is one of Word."""
    inside = escape(text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    inside = inside.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{rpr}<w:t xml:space='preserve'>{inside}</w:t></w:r>"


def paragraph(
    *content: str, properties: str = "", style: str = "", num: tuple[int, int] | None = None
) -> str:
    """A paragraph of texts or ready runs; ``num`` is its list and depth."""
    runs = "".join(part if part.startswith("<w:") else run(part) for part in content)
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    if style:
        properties = f'<w:pStyle w:val="{style}"/>' + properties
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(content: str, *, properties: str = "") -> str:
    inside = content if content.startswith("<w:") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: tuple[str, ...], borders: bool = True) -> str:
    """A table of texts or ready cells."""
    line = "single" if borders else "none"
    sides = "".join(f'<w:{side} w:val="{line}"/>' for side in ("top", "left", "insideH", "insideV"))
    written = "".join(
        "<w:tr>" + "".join(c if c.startswith("<w:tc>") else cell(c) for c in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{written}</w:tbl>"


def level(depth: int, number_format: str, text: str, *, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(lists: Mapping[int, str], nums: Mapping[int, tuple[int, str]]) -> str:
    """Descriptions of lists by key; lists by key as (description, what they override)."""
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>'
        for key, levels in lists.items()
    )
    made = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'
        for key, (abstract, more) in nums.items()
    )
    return f"<w:numbering {SPACES}>{abstracts}{made}</w:numbering>"


def docx(
    body: str, *, parts: Mapping[str, str | bytes] | None = None, main_type: str = MAIN
) -> bytes:
    """A Word file; ``parts`` are more of its members by path («word/numbering.xml»).

    A part of the folder ``word`` is related to the text by the letters of its name.
    """
    parts = dict(parts or {})
    names = [name.removeprefix("word/") for name in parts if name.startswith("word/")]
    kinds = [name.partition(".")[0].rstrip("0123456789") for name in names]
    related = "".join(
        f'<Relationship Id="r{name}" Type="{RELATED}/{kind}" Target="{name}"/>'
        for name, kind in zip(names, kinds, strict=True)
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ),
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships">{related}</Relationships>'
        ),
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        **parts,
    }
    return archive(files)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()

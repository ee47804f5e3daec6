"""The text of one paragraph of a Word file, tracked changes accepted."""

import re
from dataclasses import dataclass, field
from typing import Any

from mentoring_pages.importing.sources.word_names import MATH, MC, VAL, W, is_on

SKIPPED = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sdtPr")
)
CHANGES = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
HANGING_TAB = re.compile(
    r"^(\s*(?:(?:\d{1,3}\s?[.)]){1,9}\d{0,3}|\d{1,3}|[а-яa-zIVX]{1,5}[.)]|[-–—•●▪·o\uf0b7\uf0a7]))\t\s*"
)
BLANK_FOR_TAB = "______"
GAP = "    "
"""What a tab between words becomes: a gap between two columns of a line."""

FAR_RIGHT = 4_000
"""Twentieths of a point (7 cm) of indent: the paragraph stands at the right."""

SIGNS = {
    ("wingdings", "f0a8"): "☐",
    ("wingdings", "f06f"): "☐",
    ("wingdings", "f0fe"): "☑",
    ("wingdings", "f0fc"): "✓",
    ("symbol", "f0b7"): "•",
    ("wingdings", "f0a7"): "•",
    ("wingdings", "f0d8"): "•",
    ("symbol", "f0b0"): "°",
    ("symbol", "f0d7"): "×",
}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Text:
    """What the runs of a paragraph hold, in their order."""

    pieces: list[str] = field(default_factory=list)
    is_bold: list[bool] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    objects: int = 0
    changes: int = 0

    @property
    def is_strong(self) -> bool:
        return bool(self.is_bold) and all(self.is_bold)


def text_of(paragraph: Any, *, bold: bool, note_number: int) -> Text:
    """The runs of ``paragraph``; ``bold`` says its style is, ``note_number`` counts footnotes."""
    text = Text()
    _walk(paragraph, text, bold, note_number)
    return text


def laid_out(text: str) -> tuple[str, bool]:
    """The text with tabs as gaps, and whether they push it to the right side."""
    far = len(text) - len(text.lstrip("\t ")) >= 3 and text.lstrip(" ").startswith("\t\t\t")
    lines = []
    for line in text.split("\n"):
        line = HANGING_TAB.sub(r"\1 ", line.strip("\t "))
        lines.append(re.sub(r"[ ]*\t[\t ]*", GAP, line))
    return "\n".join(lines), far


def _walk(element: Any, text: Text, bold: bool, note_number: int) -> None:
    for child in element:
        tag = child.tag
        if tag in CHANGES:
            text.changes += 1
        if tag in SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{W}r":
            _run(child, text, bold, note_number)
        elif tag == f"{W}sdt" and is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
            text.pieces.append(BLANK_FOR_TAB)
        elif tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
            text.pieces.append("".join(child.itertext(f"{MATH}t")))
            text.objects += 1
        elif tag == f"{MC}AlternateContent":
            _walk(next(iter(child), ()), text, bold, note_number)
        else:
            _walk(child, text, bold, note_number)


def _run(run: Any, text: Text, bold: bool, note_number: int) -> None:
    properties = run.find(f"{W}rPr")
    hidden = underlined = False
    if properties is not None:
        switch = properties.find(f"{W}b")
        bold = bold if switch is None else is_on(switch)
        hidden = is_on(properties.find(f"{W}vanish"))
        line = properties.find(f"{W}u")
        underlined = line is not None and is_on(line)
    written = "".join(_pieces(run, text, note_number))
    if hidden:
        text.hidden.append(written)
        return
    if underlined and written and not written.strip():
        written = written.replace("\t", BLANK_FOR_TAB).replace(" ", "_").replace("\u00a0", "_")
    if any(sign.isalnum() for sign in written):
        text.is_bold.append(bold)
    text.pieces.append(written)


def _pieces(run: Any, text: Text, note_number: int) -> list[str]:
    pieces = []
    for child in run:
        tag = child.tag
        if tag == f"{W}t":
            pieces.append((child.text or "").replace("\n", " "))
        elif tag in (f"{W}tab", f"{W}ptab"):
            pieces.append("\t")
        elif tag == f"{W}br":
            pieces.append("\f" if child.get(f"{W}type") == "page" else "\n")
        elif tag == f"{W}cr":
            pieces.append("\n")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif tag == f"{W}sym":
            font, code = child.get(f"{W}font", "").lower(), child.get(f"{W}char", "").lower()
            pieces.append(SIGNS.get((font, code), "•"))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            number = str(note_number + len(text.notes) + 1)
            text.notes.append((tag[len(W) : -len("Reference")], child.get(f"{W}id", "")))
            pieces.append(number.translate(SUPERSCRIPT))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"):
            _figure(child, text)
        elif tag not in SKIPPED and tag in (f"{W}ins", f"{W}r"):
            pieces += _pieces(child, text, note_number)
    return pieces


def _figure(element: Any, text: Text) -> None:
    """A picture, an embedded object, or a box with text, which is there twice in new files."""
    if element.tag == f"{MC}AlternateContent":
        ways = [way for way in element if way.find(f".//{W}txbxContent") is not None]
        element = (ways or list(element) or [element])[0]
    box = element.find(f".//{W}txbxContent")
    if box is not None:
        text.boxes += [box, *_beside(box, element)]
    elif element.tag == f"{W}object":
        text.objects += 1
    else:
        text.pictures += 1


def _beside(first: Any, element: Any) -> list[Any]:
    """The other boxes of a group, those within a box left out."""
    inside = set(first.iter(f"{W}txbxContent"))
    boxes = []
    for box in element.iter(f"{W}txbxContent"):
        if box not in inside:
            boxes.append(box)
            inside.update(box.iter(f"{W}txbxContent"))
    return boxes


def stands_right(properties: Any) -> bool:
    """Whether paragraph properties put the text at the right side of the page."""
    if properties is None:
        return False
    side, indent = properties.find(f"{W}jc"), properties.find(f"{W}ind")
    if side is not None and side.get(VAL) in ("right", "end"):
        return True
    left = "" if indent is None else indent.get(f"{W}left", indent.get(f"{W}start", ""))
    return left.isdigit() and int(left) >= FAR_RIGHT

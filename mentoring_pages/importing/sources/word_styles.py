"""What the styles of a Word file say about a paragraph."""

from dataclasses import dataclass, field
from typing import Any

from mentoring_pages.importing.sources.word_names import VAL, W, is_on
from mentoring_pages.importing.sources.word_numbers import as_number

LONGEST_CHAIN = 20
"""Styles based on one another; more is a ring."""

TITLE_NAMES = ("title", "название", "заголовок")
CONTENTS_NAMES = ("toc ", "оглавление ")
NO_HEADING = 9
"""The outline level of ordinary text."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it takes from those it is based on.

    ``heading`` is 1 for the topmost, 0 for ordinary text.
    """

    num_id: str = ""
    depth: int | None = None
    bold: bool = False
    heading: int = 0
    right: bool = False
    is_contents: bool = False


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a file, and the lists of its list styles."""

    by_id: dict[str, Style] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    default: str = ""

    def of(self, style_id: str) -> Style:
        return self.by_id.get(style_id or self.default, Style())


def read_styles(root: Any) -> Styles:
    styles = Styles()
    elements = {} if root is None else {e.get(f"{W}styleId", ""): e for e in root.iter(f"{W}style")}
    for key, element in elements.items():
        if element.get(f"{W}type") == "numbering":
            num_id = element.find(f"{W}pPr/{W}numPr/{W}numId")
            if num_id is not None:
                styles.lists[key] = num_id.get(VAL, "")
        elif element.get(f"{W}type") == "paragraph":
            styles.by_id[key] = _resolved(key, elements)
            if element.get(f"{W}default") in ("1", "true", "on"):
                styles.default = key
    return styles


def _resolved(key: str, elements: dict[str, Any]) -> Style:
    chain: list[Any] = []
    while key in elements and len(chain) < LONGEST_CHAIN:
        chain.append(elements[key])
        base = elements[key].find(f"{W}basedOn")
        key = "" if base is None else base.get(VAL, "")

    def first(path: str) -> Any:
        found = (element.find(path) for element in chain)
        return next((element for element in found if element is not None), None)

    name_element = chain[0].find(f"{W}name")
    name = (name_element.get(VAL, "") if name_element is not None else "").lower()
    num_id, depth = first(f"{W}pPr/{W}numPr/{W}numId"), first(f"{W}pPr/{W}numPr/{W}ilvl")
    outline, side = first(f"{W}pPr/{W}outlineLvl"), first(f"{W}pPr/{W}jc")
    heading = NO_HEADING if outline is None else as_number(outline.get(VAL), NO_HEADING)
    return Style(
        num_id="" if num_id is None else num_id.get(VAL, ""),
        depth=None if depth is None else as_number(depth.get(VAL), 0),
        bold=is_on(first(f"{W}rPr/{W}b")),
        heading=heading + 1 if heading < NO_HEADING else int(name in TITLE_NAMES),
        right=side is not None and side.get(VAL) in ("right", "end"),
        is_contents=name.startswith(CONTENTS_NAMES),
    )

"""What stands above an act: its school, where it is, and the order the act is appended to."""

import re
from collections.abc import Sequence

from mentoring_pages.importing.approval_words import DAY, NAME, NUMBERS
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.paragraphs import Paragraph, join_lines

OF_AN_ORDER = re.compile(
    r"приложени\w*\s*(?:(?:№|N)\s*)?\d*\s*к\s+(?:приказ|распоряжени)", re.IGNORECASE
)
LINES_OF_AN_ORDER = 8
LONGEST_LETTERHEAD = 20
"""Words of one of its lines; a longer one is text of the act."""

CONTACTS = re.compile(
    r"(?<!\w)(?:тел(?:ефон)?\b|факс|e-?mail|https?:|www\.|ИНН|КПП|ОГРН|ОКПО|БИК|[\w.-]+@|\d{6},?\s)",
    re.IGNORECASE,
)
"""Where the school is and how to write to it: a line of its letterhead, however long."""

LONGEST_TITLE = 100
"""Characters: what the field of a page holds."""


def text_of(line: Line) -> str:
    return line.text or " ".join(cell for cell in line.cells if cell)


def split_order_head(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The letterhead, and the words «Приложение № 1 к приказу … от … № …» out of it."""
    for index in range(len(lines)):
        nearby = " ".join(text_of(line) for line in lines[index : index + 2])
        if not OF_AN_ORDER.match(nearby):
            continue
        end = index + 1
        for place in range(index, min(index + LINES_OF_AN_ORDER, len(lines))):
            text = text_of(lines[place])
            if place > index and lines[place].after_blank and DAY.search(text_of(lines[place - 1])):
                break
            if DAY.search(text) or any(p.search(text) for p in NUMBERS) or place <= index + 1:
                end = place + 1
        order = " ".join(text_of(line) for line in lines[index:end])
        return [*lines[:index], *lines[end:]], order
    return list(lines), ""


def split_text(lines: Sequence[Line]) -> tuple[list[Line], list[Paragraph]]:
    """The letterhead, and what begins with a whole sentence: text of the act, never left out."""
    for index, line in enumerate(lines):
        long = len(line.text.split()) > LONGEST_LETTERHEAD
        ended = line.text.endswith((".", ":", ";")) and len(line.text.split()) > 4
        is_text = (long or ended) and not CONTACTS.search(line.text)
        if line.text and is_text and not NAME.search(line.text):
            start = next((i for i in range(index, 0, -1) if lines[i].after_blank), 0)
            return list(lines[:start]), join_lines(lines[start:])
    return list(lines), []


def title_of_letterhead(lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The letterhead without its title: a heading, or its last paragraph."""
    strong = [index for index, line in enumerate(lines) if line.strong and line.text]
    start = strong[0] if strong else len(lines) - 1
    while not strong and start > 0 and not lines[start].after_blank:
        start -= 1
    end = start + 1
    while end < len(lines) and lines[end].strong == lines[start].strong:
        if lines[end].after_blank:
            break
        end += 1
    title = " ".join(text_of(line) for line in lines[start:end])
    if len(title) > LONGEST_TITLE or not re.search(r"[А-ЯЁа-яё]{3}", title):
        return list(lines), ""
    return [*lines[:start], *lines[end:]], title

"""Notes at the foot of a page, which a text file prints in the middle of a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.paragraphs import Paragraph, starts_anew

RULE = re.compile(r"_{5,40}")
"""What parts the notes from the text of the page."""

NOTE = re.compile(r"(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,3})\s*(?=[А-ЯЁA-Z«])")
LONGEST_NOTE = 8
"""Lines."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note with the mark that refers to it."""

    mark: str
    text: str


def take_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[Note]]:
    """The lines without the notes below a rule, if the text above has their marks; the notes."""
    kept: list[Line] = []
    notes: list[Note] = []
    index = 0
    while index < len(lines):
        found = _notes_at(lines, index) if RULE.fullmatch(lines[index].text) else []
        above = [line.text for line in lines[:index]]
        if found and all(_place(above, note.mark) >= 0 for note, _ in found):
            notes += [note for note, _ in found]
            index += 1 + sum(count for _, count in found)
            if index < len(lines):
                kept.append(replace(lines[index], after_blank=True))
        else:
            kept.append(lines[index])
        index += 1
    return kept, notes


def put_footnotes(paragraphs: Sequence[Paragraph], notes: Sequence[Note]) -> list[Paragraph]:
    """The paragraphs with each note after the first one that refers to it."""
    whole = list(paragraphs)
    start = 0
    for note in notes:
        texts = [paragraph.text for paragraph in whole]
        place = _place(texts, note.mark, start)
        place = place if place >= 0 else len(whole) - 1
        space = "" if note.mark[0] == "*" else " "
        whole.insert(place + 1, Paragraph(f"{note.mark}{space}{note.text}"))
        start = place + 2
    return whole


def _notes_at(lines: Sequence[Line], rule: int) -> list[tuple[Note, int]]:
    """The notes below the rule at ``rule``, each with the lines it takes."""
    found: list[tuple[Note, int]] = []
    for line in lines[rule + 1 : rule + 1 + LONGEST_NOTE]:
        match = NOTE.match(line.text)
        if match:
            found.append((Note(match["mark"], line.text[match.end() :]), 1))
        elif not found or line.after_blank or line.cells or starts_anew(line):
            break
        else:
            note, count = found[-1]
            found[-1] = replace(note, text=f"{note.text} {line.text}"), count + 1
    return found


def _place(texts: Sequence[str], mark: str, start: int = 0) -> int:
    """Where a mark stands right after a word or a sentence; -1 where it stands nowhere."""
    sign = re.compile(rf"(?<=[\w.,;»)]){re.escape(mark)}(?![¹²³⁴⁵⁶⁷⁸⁹*])")
    return next((i for i in range(start, len(texts)) if sign.search(texts[i])), -1)

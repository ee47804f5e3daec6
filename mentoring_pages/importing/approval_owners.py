"""Whose a line is where approval blocks were printed side by side and came out one below another.

A PDF gives such blocks piece by piece: the heads first, then the minutes of one and the order of
the other.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mentoring_pages.importing.approval_text import read_approval
from mentoring_pages.importing.approval_words import (
    BODIES,
    DAY,
    NAME,
    NUMBERS,
    POST,
    ROLE,
    name_of,
)
from mentoring_pages.importing.lines import Line

MINUTES = re.compile(r"\(?протокол(?!\w)", re.IGNORECASE)
ORDER = re.compile(r"\(?(?:приказ|распоряжени)\w*", re.IGNORECASE)
CHAIR = re.compile(r"(?:председател|секретар)\w*", re.IGNORECASE)
HEAD_OF_SCHOOL = re.compile(r"(?:директор|заведующ|начальник|ректор)\w*", re.IGNORECASE)
BODY = re.compile("|".join(f"(?:{pattern})" for pattern, _ in BODIES), re.IGNORECASE)
OWN = re.compile(
    rf"(?<!\w)(?:{ORDER.pattern[3:]}|(?:и\.\s?о\.\s*)?{HEAD_OF_SCHOOL.pattern})", re.IGNORECASE
)
SIGNED = re.compile(r"[_/\s]*")
FEWEST_IN_TURN = 4
"""Paragraphs below two heads that show they are printed in turn."""


@dataclass(slots=True)
class Block:
    """The words gathered for one approval block; ``column`` is where it begins on the paper.

    ``is_ragged`` says that its lines begin now here, now there: tabs parted them, not blanks.
    ``is_lost`` says that its word «Утверждаю» is not readable: under a stamp or a signature.
    """

    text: list[str] = field(default_factory=list)
    column: int = 0
    is_ragged: bool = False
    is_lost: bool = False

    @property
    def joined(self) -> str:
        return " ".join(self.text)

    @property
    def approves(self) -> bool:
        return not self.is_lost and read_approval(self.text[0])[0].approves

    @property
    def is_dated(self) -> bool:
        """Whether its paper was read: a day and a number."""
        text = self.joined
        return bool(DAY.search(text) and any(pattern.search(text) for pattern in NUMBERS))

    @property
    def is_of_body(self) -> bool:
        """Whether a council or a meeting decided here."""
        return bool(BODY.search(self.joined))


def owner_below(blocks: Sequence[Block], current: Block, lines: Sequence[Line]) -> Block:
    """The block that ``lines[0]`` below ``current`` belongs to; a fresh one when none of them.

    Minutes belong to the council that has none yet, an order to the block that approves.
    """
    line = lines[0]
    text = line.text
    councils = [b for b in blocks if not b.approves and b.is_of_body and not b.is_dated]
    approving = [b for b in blocks if b.approves and not b.is_of_body]
    without_order = [b for b in approving if not ORDER.search(b.joined)]
    if current in approving and len(councils) == 1:
        paragraph = _paragraph(lines) if line.after_blank else text
        if MINUTES.match(text) or (
            line.after_blank and MINUTES.search(paragraph) and not ORDER.search(paragraph)
        ):
            return councils[0]
    if current in approving and CHAIR.match(text) and _is_signed(current):
        unsigned = [b for b in blocks if not b.approves and b.is_of_body and not _is_signed(b)]
        if len(unsigned) == 1:
            return unsigned[0]
    if current.is_of_body and not current.approves and current.is_dated:
        if len(without_order) == 1 and _is_of_order(lines):
            return without_order[0]
        unsigned = [b for b in approving if not _is_signed(b) and re.search(POST, b.joined)]
        is_name = NAME.fullmatch(text.strip(" _/"))
        is_place = text.startswith("__") and not CHAIR.search(current.joined)
        if len(unsigned) == 1 and is_name and (line.after_blank or is_place):
            return unsigned[0]
        if line.after_blank and not current.is_lost and _is_of_another(text):
            return Block(is_lost=True)
    return current


def _paragraph(lines: Sequence[Line]) -> str:
    """The words of ``lines`` up to the next empty line or the head of a block."""
    below = itertools.takewhile(
        lambda line: not line.after_blank and not ROLE.match(line.text), lines[1:]
    )
    return " ".join(line.text for line in [lines[0], *below])


def _is_of_order(lines: Sequence[Line]) -> bool:
    """Whether the line begins an order, or a signature with an order right below it."""
    text = lines[0].text
    if ORDER.match(text):
        return True
    is_signature = bool(NAME.fullmatch(text.strip(" _/")))
    return is_signature and lines[0].after_blank and bool(ORDER.search(_paragraph(lines)))


def _is_of_another(text: str) -> bool:
    """Whether a line below a council's complete minutes is no signature under them."""
    return not (CHAIR.match(text) or text[0] in "_/" or NAME.fullmatch(text) or DAY.fullmatch(text))


def _is_signed(block: Block) -> bool:
    return name_of(block.joined) is not None


def days_in_order(blocks: Sequence[Block], lines: Sequence[Line]) -> tuple[tuple[Block, str], ...]:
    """Days below all blocks, as many as there are blocks without a day: each of its own."""
    days = [*itertools.takewhile(lambda line: DAY.fullmatch(line.text), lines)]
    undated = [block for block in blocks if not DAY.search(block.joined)]
    if len(days) < 2 or len(days) != len(undated) or not lines[0].after_blank:
        return ()
    return tuple((block, day.text) for block, day in zip(undated, days, strict=True))


def in_turn(row: Sequence[Block], lines: Sequence[Line]) -> tuple[list[list[Line]], bool]:
    """The paragraphs of ``lines``, and whether they belong to two bare heads turn by turn.

    They do where no paper, post or council then stands in the wrong block.
    """
    paragraphs = _paragraphs(lines)
    if len(row) != 2 or len(paragraphs) < FEWEST_IN_TURN:
        return [], False
    if any(ROLE.match(line.text) for line in lines):
        return [], False
    texts = [_joined(paragraph) for paragraph in paragraphs]
    approving = [index for index, block in enumerate(row) if block.approves]
    if len(approving) != 1:
        return [], False
    own, other = texts[approving[0] :: 2], texts[1 - approving[0] :: 2]
    fits = not any(MINUTES.search(text) or BODY.search(text) for text in own)
    fits = fits and not any(ORDER.match(text) or HEAD_OF_SCHOOL.match(text) for text in other)
    shown = any(ORDER.match(text) or HEAD_OF_SCHOOL.match(text) for text in own)
    return (paragraphs, True) if fits and shown else ([], False)


def by_kind(row: Sequence[Block], lines: Sequence[Line]) -> list[tuple[Block, list[Line]]]:
    """The paragraphs below two bare heads, each with its block by what it is about.

    Minutes and councils are of the block that does not approve, orders and heads of schools of the
    one that does. Empty where a paragraph is of both or of none.
    """
    approving = [block for block in row if block.approves]
    others = [block for block in row if not block.approves]
    if len(approving) != 1 or len(others) != 1:
        return []
    below = itertools.takewhile(lambda line: not ROLE.match(line.text), lines)
    found = []
    for paragraph in _paragraphs([*below]):
        text = _joined(paragraph)
        is_own = bool(OWN.search(text))
        if is_own == bool(MINUTES.search(text) or BODY.search(text)):
            return []
        found.append((approving[0] if is_own else others[0], paragraph))
    return found if any(block is others[0] for block, _ in found) else []


def by_line(row: Sequence[Block], lines: Sequence[Line]) -> list[tuple[Block, list[Line]]]:
    """The lines below two bare heads where no blank parts them, each with its block.

    A line goes on with the one above it unless a council, minutes, a post or an order begins in it;
    a signature is of the post that has none yet. Empty where the first line is of neither.
    """
    approving = [block for block in row if block.approves]
    others = [block for block in row if not block.approves]
    below = [*itertools.takewhile(lambda line: not ROLE.match(line.text), lines)]
    if len(approving) != 1 or len(others) != 1 or len(_paragraphs(below)) != 1:
        return []
    own: list[Line] = []
    found: list[tuple[Block, list[Line]]] = []
    for line in below:
        text = line.text
        if MINUTES.match(text) or (BODY.search(text) and not re.match(POST, text)):
            block = others[0]
        elif OWN.match(text) or (own and _awaits(own) and _is_signature(text)):
            block = approving[0]
        elif found:
            block = found[-1][0]
        else:
            return []
        own += [line] if block is approving[0] else []
        found.append((block, [line]))
    return found if own and len(own) < len(found) else []


def _awaits(lines: Sequence[Line]) -> bool:
    """Whether a post stands in the lines, and no name."""
    text = _joined(lines)
    return bool(HEAD_OF_SCHOOL.search(text)) and name_of(text) is None


def _is_signature(text: str) -> bool:
    return text.startswith("__") or bool(NAME.fullmatch(text.strip(" _/")))


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    for line in lines:
        if line.after_blank or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _joined(paragraph: Sequence[Line]) -> str:
    return " ".join(line.text for line in paragraph)

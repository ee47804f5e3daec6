"""An order printed before the act it approves."""

import re
from collections.abc import Sequence

from mentoring_pages.domain.clauses import APPENDIX, PARAGRAPH, TABLE, Block
from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.approval_blocks import opens_block
from mentoring_pages.importing.approval_text import DAY, NAME, POST, read_approval
from mentoring_pages.importing.heading import ACT_KIND, OF_AN_ORDER
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.paragraphs import join_lines

COMMANDS = re.compile(r"\bприказываю\b\s*:?", re.IGNORECASE)
ORDER = re.compile(r"(?:приказ|распоряжение)\b", re.IGNORECASE)
FIRST_LINES = 60
"""So many lines from the top the word «приказываю» is looked for."""


def split_order(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of an order that stands first, and those of the act; no order is no lines."""
    command = next(
        (i for i, line in enumerate(lines[:FIRST_LINES]) if COMMANDS.search(line.text)), None
    )
    if command is None:
        return [], list(lines)
    for index in range(command + 1, len(lines)):
        line = lines[index]
        nearby = " ".join(near.text for near in lines[index : index + 2])
        opens = OF_AN_ORDER.match(nearby) or opens_block(line)
        titled = ACT_KIND.match(line.text) and (line.strong or line.text.split()[0].isupper())
        if opens or titled:
            return list(lines[:index]), list(lines[index:])
    return [], list(lines)


def approval_of(order: Sequence[Line]) -> Approval:
    """The approval an order gives to the act: its number, its day and who signed it."""
    texts = [line.text or " ".join(line.cells) for line in order]
    command = next(i for i, text in enumerate(texts) if COMMANDS.search(text))
    head = " ".join(texts[:command])
    place = ORDER.search(head)
    approval, _ = read_approval(f"УТВЕРЖДЕНО приказом {head[place.end() if place else 0 :]}")
    if not approval.order_date and (day := DAY.search(head)):
        number = read_approval(f"УТВЕРЖДЕНО {day.group(0)} {head}")[0]
        approval = number if number.order_number else approval
    signed = next((text for text in reversed(texts) if NAME.search(text)), "")
    name = NAME.search(signed)
    post = re.match(rf"{POST}[^_/]*?(?=\s*(?:_|/|[А-ЯЁ]\.))", signed)
    return Approval(
        heading="УТВЕРЖДЕНО",
        post=post.group(0).strip() if post else "",
        name=name.group(0).strip() if name else "",
        order_number=approval.order_number,
        order_date=approval.order_date,
    )


def block_of(order: Sequence[Line]) -> list[Block]:
    """The order as the last part of the document, so that nothing of it is lost."""
    paragraphs = join_lines(order)
    if not paragraphs:
        return []
    found = [Block(APPENDIX, 1, "", "Приказ об утверждении")]
    for paragraph in paragraphs:
        kind = TABLE if paragraph.rows else PARAGRAPH
        found.append(Block(kind, 2, "", paragraph.text, paragraph.rows))
    return found

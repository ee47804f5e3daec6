"""An order printed before the act it approves, and an order that is itself the act."""

import itertools
import re
from collections.abc import Sequence

from mentoring_pages.domain.clauses import APPENDIX, PARAGRAPH, TABLE, Block
from mentoring_pages.domain.numbering import split_number
from mentoring_pages.importing import approval_doubts as doubt
from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.approval_blocks import opens_block
from mentoring_pages.importing.approval_text import read_approval
from mentoring_pages.importing.approval_words import DAY, NAME, POST
from mentoring_pages.importing.growing import COMMANDS
from mentoring_pages.importing.heading import ACT_KIND, LONGEST_SUBTITLE, PLACE_AND_YEAR, Head
from mentoring_pages.importing.letterhead import OF_AN_ORDER
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.paragraphs import join_lines
from mentoring_pages.importing.titles import appendix_head

ORDER = re.compile(r"(?:приказ|распоряжение)\b", re.IGNORECASE)
ORDER_WORD = re.compile(
    r"(?P<word>приказ|распоряжение)(?P<paper>\s*(?:№|N|от\s).*)?", re.IGNORECASE
)
ABOUT = re.compile(r"[«\"]?(?:О|Об|Обо)\s", re.IGNORECASE)
ACQUAINTED = re.compile(r"\bознакомлен", re.IGNORECASE)
FIRST_LINES = 60
"""So many lines from the top the word «приказываю» is looked for."""

LINES_OF_A_HEAD = 3
"""Lines below «Приложение 1» that may say it is of the order: «к приказу …», «УТВЕРЖДЕНА …»."""

LINES_TO_A_TITLE = 15


def split_order(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of an order that stands first, and those of the act; no order is no lines.

    An order with several appendices of its own is the act itself, unless its first appendix is the
    only act among them.
    """
    command = _command(lines)
    if command is None or _holds_several(lines, command):
        return [], list(lines)
    for index in range(command + 1, len(lines)):
        line = lines[index]
        nearby = " ".join(near.text for near in lines[index : index + 2])
        opens = OF_AN_ORDER.match(nearby) or opens_block(line)
        titled = ACT_KIND.match(line.text) and (line.strong or line.text.split()[0].isupper())
        if opens or titled:
            return list(lines[:index]), list(lines[index:])
    return [], list(lines)


def _command(lines: Sequence[Line]) -> int | None:
    """The line with «приказываю»."""
    first = enumerate(itertools.islice(lines, FIRST_LINES))
    return next((index for index, line in first if COMMANDS.search(line.text)), None)


def _holds_several(lines: Sequence[Line], command: int) -> bool:
    """Whether the order approves several papers, and not one act with papers behind it."""
    heads = [
        index
        for index in range(command + 1, len(lines))
        if appendix_head(lines[index].text) is not None and _is_of_the_order(lines, index)
    ]
    acts = [_titles_an_act(lines[start : start + LINES_TO_A_TITLE]) for start in heads]
    return len(heads) > 1 and not (acts[0] and sum(acts) == 1)


def _is_of_the_order(lines: Sequence[Line], index: int) -> bool:
    below = lines[index + 1 : index + 1 + LINES_OF_A_HEAD]
    nearby = " ".join(line.text for line in (lines[index], *below[:1]))
    return bool(OF_AN_ORDER.match(nearby)) or any(opens_block(line) for line in below)


def _titles_an_act(lines: Sequence[Line]) -> bool:
    """Whether an appendix whose head is first in ``lines`` is titled as an act."""
    for index, line in enumerate(lines):
        if index and appendix_head(line.text) is not None:
            return False
        if ACT_KIND.match(line.text) and line.text[:1].isupper() and line.text[-1] not in ".;:":
            return True
    return False


def read_order(lines: Sequence[Line]) -> tuple[Head, int] | None:
    """The head of an order that is itself the act, and where its points begin.

    ``None`` where the lines are no order: the word «Приказ», «О …», «ПРИКАЗЫВАЮ».
    """
    command = _command(lines)
    if command is None:
        return None
    words = [i for i in range(command) if ORDER_WORD.fullmatch(lines[i].text)]
    if not words or any(opens_block(line) for line in lines[: words[0]]):
        return None
    title = next((i for i in range(words[0] + 1, command) if ABOUT.match(lines[i].text)), None)
    if title is None:
        return None
    end = title + 1
    while end < command and not lines[end].after_blank and not _is_ended(lines[end - 1].text):
        end += 1
    about = " ".join(line.text for line in lines[title:end]).strip(" «».")
    if len(about) > LONGEST_SUBTITLE:
        return None
    points = (i for i in range(command + 1, len(lines)) if split_number(lines[i].text))
    start = next(points, command + 1)
    paper = [line.text for line in lines[words[0] : title]]
    place = [text for text in paper if PLACE_AND_YEAR.fullmatch(text)]
    word = ORDER_WORD.fullmatch(lines[words[0]].text)
    approval = approval_of(lines)
    found = Head(
        title=(word["word"] if word else "Приказ").capitalize(),
        subtitle=about[:1].lower() + about[1:],
        approvals=(approval,),
        preamble=tuple(join_lines(lines[end:start])),
        dropped=(*(line.text for line in lines[: words[0]]), *place),
        doubts=tuple(doubt.about_head([approval])),
        used=" ".join([*(text for text in paper if text not in place), about]),
        left=(),
    )
    return found, start


def _is_ended(text: str) -> bool:
    return text[-1:] in ".;:"


def approvals_of_parts(head: Head, blocks: Sequence[Block]) -> list[Approval]:
    """The approvals printed at the appendices of an order; its own where they do not repeat it."""
    parts = [read_approval(block.text)[0] for block in blocks if block.kind == APPENDIX]
    printed = [approval for approval in parts if approval.heading]
    own = head.approvals[0]
    repeated = (own.order_number, own.order_date) in {
        (approval.order_number, approval.order_date) for approval in printed
    }
    return printed if repeated else [own, *printed]


def approval_of(order: Sequence[Line]) -> Approval:
    """The approval an order gives to the act: its number, its day and who signed it."""
    texts = [line.text or " ".join(line.cells) for line in order]
    command = next(i for i, text in enumerate(texts) if COMMANDS.search(text))
    end = next((i for i, text in enumerate(texts) if i > command and _is_behind(text)), len(texts))
    head = " ".join(texts[:command])
    place = ORDER.search(head)
    approval, _ = read_approval(f"УТВЕРЖДЕНО приказом {head[place.end() if place else 0 :]}")
    if not approval.order_date and (day := DAY.search(head)):
        number = read_approval(f"УТВЕРЖДЕНО {day.group(0)} {head}")[0]
        approval = number if number.order_number else approval
    lines = [text for text in texts[command + 1 : end] if not split_number(text)]
    signed = next(
        (text for text in reversed(lines) if re.match(POST, text) and NAME.search(text)), ""
    )
    name = NAME.search(signed)
    post = re.match(rf"{POST}[^_/]*?(?=\s*(?:_|/|[А-ЯЁ]\.))", signed)
    return Approval(
        heading="УТВЕРЖДЕНО",
        post=post.group(0).strip() if post else "",
        name=name.group(0).strip() if name else "",
        order_number=approval.order_number,
        order_date=approval.order_date,
    )


def _is_behind(text: str) -> bool:
    """Whether the order is signed already: people learn of it, or an appendix begins."""
    return bool(ACQUAINTED.search(text)) or appendix_head(text) is not None


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

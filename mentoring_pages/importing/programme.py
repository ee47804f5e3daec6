"""A mentoring programme: its goal, tasks and results, told by the words that head them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mentoring_pages.domain.clauses import (
    APPENDIX,
    ITEM,
    PARAGRAPH,
    SECTION,
    TABLE,
    Block,
)
from mentoring_pages.importing.act import Programme

GOAL = "goal"
TASKS = "tasks"
EXPECTED = "expected"
MEASURED = "measured"
PARTICIPANTS = "participants"
TERM = "term"
FORM = "form"
INTRO = "intro"
OTHER = "other"

HEADS = (
    (FORM, r"форма\s+(?:наставничества\s*)?[:«\"]"),
    (
        MEASURED,
        r"(?:оцениваем|измерим|измеряем|количественн|контролируем)\w*\s+(?:\w+\s+)?результат"
        r"|(?:целевые\s+)?(?:показател|индикатор|критери)\w*",
    ),
    (
        EXPECTED,
        r"(?:ожидаем|планируем|прогнозируем|предполагаем)\w*\s+(?:\w+\s+)?(?:результат|эффект)"
        r"|результат(?:ы|ом)?\s+(?:реализации|программы|наставничества|работы)",
    ),
    (GOAL, r"(?:основн\w+\s+|главн\w+\s+)?цел(?:ь|и|ью)(?!\w)"),
    (TASKS, r"(?:основны\w+\s+)?задач(?:и|а|ами)(?!\w)"),
    (PARTICIPANTS, r"(?:участник|целев(?:ая|ые)\s+(?:групп|аудитори)|портрет|кто\s+участвует)\w*"),
    (
        TERM,
        r"(?:срок|период|продолжительность|длительность)\w*(?:\s+реализации|\s+программы"
        r"|\s+действия)?(?!\w)",
    ),
    (
        INTRO,
        r"(?:введение|пояснительная\s+записка|актуальность|общие\s+положения|обоснование"
        r"|аннотация)",
    ),
)
"""What a part is called; the first that fits wins."""

HEADED = tuple((key, re.compile(words, re.IGNORECASE)) for key, words in HEADS)
NUMBERED_FORM = re.compile(r"[«\"](?P<form>[^«»\"]{2,60}?\s?[–—-]\s?[^«»\"]{2,60}?)[»\"]")
LONGEST_HEAD = 14
"""Words of a heading without a colon."""

LONGEST_PLAIN_HEAD = 4
SENTENCE = re.compile(r"\s(?:[–—-]\s|является\s|состоит\s+в\s+)")


@dataclass(slots=True)
class _Parts:
    """The parts as they fill up."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    others: list[tuple[str, list[str]]] = field(default_factory=list)
    current: str = INTRO

    def add(self, text: str) -> None:
        if not text:
            return
        if self.current == OTHER and self.others:
            self.others[-1][1].append(text)
        else:
            self.texts.setdefault(self.current, []).append(text)


def head_of(text: str) -> tuple[str, str, str] | None:
    """The part a text opens: its key, its heading as printed, and what follows on the line."""
    for key, words in HEADED:
        if not (match := words.match(text)):
            continue
        colon = text.find(":", match.start())
        if colon >= 0 and len(text[:colon].split()) <= LONGEST_HEAD:
            return key, text[: colon + 1], text[colon + 1 :].strip()
        if len(text.split()) <= LONGEST_HEAD and text[-1:] not in ".;,":
            return key, text, ""
        said = SENTENCE.search(text)
        if said and len(text[: said.start()].split()) <= LONGEST_HEAD:
            return key, text[: said.end()].rstrip(), text[said.end() :].strip()
        return None
    return None


def headings_of(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a programme without numbers, its heads told from its text."""
    main = _before_appendices(blocks)
    found: list[Block] = []
    inside = False
    for block in main:
        head = head_of(block.text) if block.kind == PARAGRAPH else None
        if _is_plain_heading(block):
            head = (OTHER, block.text, "")
        if head and (head[1].endswith(":") or not head[2]):
            inside = True
            found.append(Block(SECTION, 1, "", head[1]))
            if head[2]:
                found.append(Block(PARAGRAPH, 2, "", head[2]))
        elif block.kind == SECTION:
            inside = False
            found.append(block)
        else:
            found.append(replace(block, level=max(block.level, 2)) if inside else block)
    return [*found, *blocks[len(main) :]]


def _is_plain_heading(block: Block) -> bool:
    """Whether a paragraph is a heading by its look: a few words without a full stop."""
    words = block.text.split()
    return (
        block.kind == PARAGRAPH
        and len(words) <= LONGEST_PLAIN_HEAD
        and block.text[:1].isupper()
        and block.text[-1].isalpha()
    )


def read_programme(blocks: Sequence[Block], name: str) -> Programme:
    """The parts of the programme in ``blocks``, called ``name``.

    «Цель и задачи» heads the goal until the tasks are named.
    """
    parts = _Parts()
    form = _form_in(name)
    for block in _before_appendices(blocks):
        if block.kind == TABLE:
            for row in block.rows:
                parts.add(" – ".join(cell for cell in row if cell))
            continue
        head = head_of(block.text)
        if head is None and block.kind == SECTION:
            parts.current = OTHER
            parts.others.append((block.text, []))
        elif head is None or (block.kind == ITEM and not head[1].endswith(":")):
            parts.add(block.text)
        else:
            key, _, rest = head
            form = form or (_form_in(block.text) if key == FORM else "")
            parts.current = INTRO if key == FORM else key
            parts.add(rest)
    return _programme(parts, form)


def _form_in(text: str) -> str:
    match = NUMBERED_FORM.search(text)
    return match["form"] if match else ""


def _before_appendices(blocks: Sequence[Block]) -> list[Block]:
    end = next((i for i, block in enumerate(blocks) if block.kind == APPENDIX), len(blocks))
    return list(blocks[:end])


def _programme(parts: _Parts, form: str) -> Programme:
    def texts(key: str) -> tuple[str, ...]:
        return tuple(parts.texts.get(key, ()))

    return Programme(
        form=form,
        intro=texts(INTRO),
        goal="\n".join(texts(GOAL)),
        tasks=texts(TASKS),
        expected=texts(EXPECTED),
        measured=texts(MEASURED),
        participants=texts(PARTICIPANTS),
        term="\n".join(texts(TERM)),
        parts=tuple((heading, tuple(lines)) for heading, lines in parts.others),
    )

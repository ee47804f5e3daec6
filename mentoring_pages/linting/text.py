"""A text as the checks read it: blocks with keys, cut into the act and its papers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from mentoring_pages.domain.clauses import (
    APPENDIX,
    PARAGRAPH,
    SECTION,
    TABLE,
    Block,
    owner_of,
)
from mentoring_pages.domain.contents import NBSP, NUMERO

BODY = "body"
CONSENT = "consent"
PUBLICATION = "publication"
AGREEMENT = "agreement"
PLAN = "plan"
ROADMAP = "roadmap"
REGISTER = "register"
GLOSSARY = "glossary"
QUESTIONNAIRE = "questionnaire"
APPLICATION = "application"
OTHER = "other"

PAPERS = (
    (
        PUBLICATION,
        r"соглас\w+[^.]{0,40}\b(?:распространени|публикаци|использовани\w*\s+изображени)",
    ),
    (CONSENT, r"\bсогласи[ея](?!\s+сторон)"),
    (AGREEMENT, r"\b(?:соглашени|договор)"),
    (ROADMAP, r"\bдорожн\w+\s+карт"),
    (GLOSSARY, r"\bглоссари|\bтермин"),
    (QUESTIONNAIRE, r"\bанкет|\bопрос"),
    (PLAN, r"\bплан(?:а|у|ом|е|ы|ов)?\b"),
    (APPLICATION, r"\bзаявлени|\bходатайств"),
    (REGISTER, r"\bбаз\w*\s+(?:данных|наставн)|\bреестр|\bпо\s+форме"),
)
"""Which paper a title or a phrase names, the first that fits."""

FORMS = {
    "processing": CONSENT,
    "processing-full": CONSENT,
    "publication": PUBLICATION,
    "policy": OTHER,
    "withdrawal": OTHER,
    "pep-agreement": OTHER,
    "agreement": AGREEMENT,
}
"""Which paper a wording is. The agreement about the electronic signature binds nobody to mentoring:
what is asked of an agreement between mentor and mentee is not asked of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """The act itself, an appendix, or one of several papers in an appendix.

    ``start`` and ``end`` are indexes of blocks; ``number`` is that of the appendix.
    """

    kind: str
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Act:
    """An act or a wording: its name, its approval, its blocks with their permanent keys."""

    heading: str
    title: str
    post: str
    keys: tuple[str, ...]
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    terms: tuple[tuple[str, str, str], ...] = field(default=())

    def part_at(self, index: int) -> Part:
        """The part a block stands in."""
        return next(part for part in self.parts if part.start <= index < part.end)

    def body(self) -> Part:
        return self.parts[0]

    def lines(self, part: Part) -> Iterator[tuple[int, str]]:
        """Index and text of every block of a part; the cells of a table are joined."""
        for index in range(part.start, part.end):
            yield index, text_of(self.blocks[index])

    def whole(self, part: Part) -> str:
        return "\n".join(text for _, text in self.lines(part))

    def place(self, index: int) -> str:
        """«п. 3.2», «п. 2.1 Приложения № 3», «Приложение № 2», or empty for the text as a whole."""
        if index < 0:
            return ""
        block = self.blocks[index]
        part = self.part_at(index)
        appendix = f"{NUMERO}{NBSP}{part.number}" if part.number else ""
        if block.kind == APPENDIX or (owner := owner_of(self.blocks, index)) is None:
            if part.kind == BODY and not appendix:
                return ""
            return f"Приложение {appendix}".strip() if block.number or appendix else _titled(block)
        number = self.blocks[owner].number.strip().rstrip(".")
        word = "раздел" if self.blocks[owner].kind == SECTION else "п."
        called = f"{word}{NBSP}{number}"
        return f"{called} Приложения {appendix}" if appendix else called


def text_of(block: Block) -> str:
    if block.kind == TABLE:
        return "\n".join(cell for row in block.rows for cell in row)
    return block.text


def paper_named(text: str) -> str:
    """The kind of the paper a title names; ``other`` when none is known."""
    folded = text.replace("ё", "е")
    return next((kind for kind, words in PAPERS if re.search(words, folded, re.IGNORECASE)), OTHER)


def act_of_tree(tree: Mapping[str, Any]) -> Act:
    """An act or a wording from its frozen tree (``services.edition.tree_of``)."""
    blocks = [(str(block["key"]), _block(block)) for block in tree["blocks"]]
    return make_act(
        heading=str(tree.get("heading", "")),
        title=str(tree.get("title", "")),
        post=str((tree.get("approval") or {}).get("post", "")),
        keys=[key for key, _ in blocks],
        blocks=[block for _, block in blocks],
        terms=[
            (str(term["term"]), str(term["definition"]), str(term.get("clause", "")))
            for term in tree.get("terms", ())
        ],
        form=str(tree.get("kind", "")) if "heading" not in tree else "",
    )


def make_act(
    *,
    heading: str,
    title: str,
    post: str,
    keys: Sequence[str],
    blocks: Sequence[Block],
    terms: Sequence[tuple[str, str, str]] = (),
    form: str = "",
) -> Act:
    """``form`` is the kind of a wording of its own; empty for an act with appendices."""
    whole = Part(FORMS.get(form, OTHER), "", 0, len(blocks))
    return Act(
        heading=heading,
        title=title,
        post=post,
        keys=tuple(keys),
        blocks=tuple(blocks),
        parts=(whole,) if form else tuple(_parts(blocks)),
        terms=tuple(terms),
    )


def _block(stored: Mapping[str, Any]) -> Block:
    """A block of an act, or a line of a wording, from the stored value."""
    kind, value = str(stored["type"]), stored["value"]
    if not isinstance(value, Mapping):
        return Block(SECTION if kind == "heading" else PARAGRAPH, 1, text=str(value or ""))
    if kind == TABLE or "data" in value:
        rows = tuple(tuple(str(cell or "") for cell in row) for row in (value.get("data") or ()))
        return Block(TABLE, int(value.get("level") or 3), rows=rows)
    return Block(
        kind,
        int(value.get("level") or 2),
        str(value.get("number") or ""),
        str(value.get("text") or ""),
        meanings=tuple(value.get("meaning") or ()),
    )


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    heads = [index for index, block in enumerate(blocks) if block.kind == APPENDIX]
    yield Part(BODY, "", 0, heads[0] if heads else len(blocks))
    for start, end in pairwise([*heads, len(blocks)]):
        number = blocks[start].number.strip().rstrip(".")
        cuts = _papers(blocks, start, end)
        for first, last in pairwise([*cuts, end]):
            yield Part(_kind(blocks, first, last), number, first, last)


def _papers(blocks: Sequence[Block], start: int, end: int) -> list[int]:
    """Where the papers of one appendix begin: at its head, then at each further titled paper.

    The lines above a title that address somebody («Директору …») belong to the paper below.
    """
    titles = [
        index
        for index in range(start + 1, end)
        if blocks[index].kind == SECTION
        and not blocks[index].number
        and paper_named(blocks[index].text) in (CONSENT, PUBLICATION, AGREEMENT)
    ]
    cuts = [start]
    for title in titles[1:]:
        first = title
        while first - 1 > cuts[-1] and ADDRESSED.match(blocks[first - 1].text):
            first -= 1
        cuts.append(first)
    return cuts


ADDRESSED = re.compile(r"(?:Директору|Руководителю|Заведующ|Начальнику|от\s+_)", re.IGNORECASE)


def _kind(blocks: Sequence[Block], start: int, end: int) -> str:
    """What paper a part is, by its first headings; by its first lines where it has none."""
    headings = [
        block.text
        for block in blocks[start:end]
        if block.kind == SECTION and not block.number and block.text
    ]
    head = blocks[start].text if not re.match(r"к\s", blocks[start].text) else ""
    for named in [head, *headings[:2]]:
        if named and (kind := paper_named(named)) != OTHER:
            return kind
    return OTHER


def _titled(block: Block) -> str:
    return f"Приложение «{block.text}»" if block.text else "Приложение"

"""The body of an act: one flat list of blocks, from which the tree is derived by level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

SECTION = "section"
CLAUSE = "clause"
ITEM = "item"
PARAGRAPH = "paragraph"
APPENDIX = "appendix"
TABLE = "table"

DEEPEST_LEVEL = 6

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an act in reading order.

    ``level`` 1 is a section of the act or an appendix; ``number`` is as printed without the
    closing dot and empty where nothing is printed; ``rows`` belong to tables only; ``meanings``
    are the keys of ``meanings.MEANINGS`` the clause carries with its paragraphs and items.
    """

    kind: str
    level: int
    number: str = ""
    text: str = ""
    rows: Rows = ()
    meanings: tuple[str, ...] = ()


@dataclass(slots=True)
class Node:
    """A block with what stands under it; ``index`` is its place in the flat list."""

    index: int
    block: Block
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """This node and everything under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list."""

    index: int
    kind: str
    number: str
    title: str


def tree(blocks: Sequence[Block]) -> list[Node]:
    """The blocks as a tree: a block stands under the last one before it of a smaller level."""
    roots: list[Node] = []
    path: list[Node] = []
    for index, block in enumerate(blocks):
        node = Node(index, block)
        while path and path[-1].block.level >= block.level:
            path.pop()
        (path[-1].children if path else roots).append(node)
        path.append(node)
    return roots


def owner_of(blocks: Sequence[Block], index: int) -> int | None:
    """The numbered clause or section a block belongs to, itself included; what a reader cites."""
    level = DEEPEST_LEVEL + 1
    for position in range(index, -1, -1):
        block = blocks[position]
        if block.level >= level and position != index:
            continue
        if block.kind in (SECTION, CLAUSE) and block.number:
            return position
        level = block.level
    return None


def title_of(node: Node) -> str:
    """What an appendix is called: its own first heading, or what its head says."""
    headings = (
        child.block.text
        for child in node.children
        if child.block.kind == SECTION and not child.block.number
    )
    return next(headings, node.block.text)


def outline(blocks: Sequence[Block]) -> list[Entry]:
    """The contents list of an act: its sections and appendices, top level only."""
    return [
        Entry(
            node.index,
            node.block.kind,
            node.block.number,
            title_of(node) if node.block.kind == APPENDIX else node.block.text,
        )
        for node in tree(blocks)
        if node.block.kind in (SECTION, APPENDIX)
    ]


def numbered(blocks: Sequence[Block]) -> list[str]:
    """The numbers of sections and clauses in reading order."""
    return [block.number for block in blocks if block.kind in (SECTION, CLAUSE) and block.number]

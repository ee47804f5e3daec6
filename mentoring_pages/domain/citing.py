"""How any piece of an act is named in a reference, also one that has no number of its own."""

from collections.abc import Iterator, Sequence

from mentoring_pages.domain.clauses import CLAUSE, ITEM, TABLE, Node, tree
from mentoring_pages.domain.contents import NBSP, Piece, chapters

GENITIVE = (("раздел", "раздела"), ("Приложение", "Приложения"))


def name_in_act(pieces: Sequence[Piece], key: str) -> str:
    """«п. 3.4», «подп. 2 п. 4.1», «абз. 3 раздела 4»; empty where there is no such piece.

    Paragraphs are counted as lawyers count them: the text of the clause itself is the first.
    """
    names: dict[str, str] = {}
    for chapter in chapters(pieces):
        names[chapter.key] = chapter.name
        names |= {line.key: line.name for line in chapter.lines}
    names = {known: name for known, name in names.items() if name}
    if key in names:
        return names[key]
    roots = tree([piece.block for piece in pieces])
    path = _path_to(pieces, roots, key)
    if not path:
        return ""
    place = next(
        (at for at in range(len(path) - 1, -1, -1) if pieces[path[at].index].key in names), -1
    )
    owner = path[place] if place >= 0 else None
    below = path[place + 1 :]
    of_owner = _genitive(names[pieces[owner.index].key]) if owner else ""
    block = path[-1].block
    if block.kind == ITEM and block.number.strip():
        items = [node.block.number for node in below if node.block.kind == ITEM]
        parts = [f"подп.{NBSP}{number.strip(' ).')}" for number in reversed(items) if number]
    elif block.kind == TABLE:
        parts = ["таблица"]
    else:
        counted = list(_unnamed(owner.children if owner else roots, pieces, names))
        own = bool(owner and owner.block.kind == CLAUSE and owner.block.text.strip())
        parts = [f"абз.{NBSP}{counted.index(path[-1]) + 1 + own}"]
    return " ".join([*parts, of_owner]).strip()


def _path_to(pieces: Sequence[Piece], nodes: Sequence[Node], key: str) -> list[Node]:
    for node in nodes:
        if pieces[node.index].key == key:
            return [node]
        below = _path_to(pieces, node.children, key)
        if below:
            return [node, *below]
    return []


def _unnamed(
    nodes: Sequence[Node], pieces: Sequence[Piece], names: dict[str, str]
) -> Iterator[Node]:
    """What stands under a piece before and between pieces with names of their own."""
    for node in nodes:
        if pieces[node.index].key not in names:
            yield node
            yield from _unnamed(node.children, pieces, names)


def _genitive(name: str) -> str:
    for nominative, genitive in GENITIVE:
        if name.startswith((f"{nominative}{NBSP}", f"{nominative} ")):
            return name.replace(nominative, genitive, 1)
    return name

"""An act's frozen tree as the passages that search answers with."""

from collections.abc import Iterator, Mapping
from typing import Any

from mentoring_pages.domain.passages import CLAUSE, Definition, Passage, passages_of_act
from mentoring_pages.rendering.act_page import pieces_of_tree

OWN_TEXTS = ("intro", "goal", "tasks", "expected", "measured", "participants", "term", "services")
"""What a programme or a register of services keeps beside its clauses."""


def passages_of_tree(tree: Mapping[str, Any]) -> list[Passage]:
    """The passages of an act in reading order; what stands in fields of their own comes first."""
    definitions = [
        Definition(term["term"], term["definition"], term.get("clause") or "")
        for term in tree.get("terms", ())
    ]
    own = [
        Passage(CLAUSE, key="", parts=[text])
        for name in OWN_TEXTS
        for text in _texts(tree.get(name))
        if text.strip()
    ]
    return own + passages_of_act(pieces_of_tree(tree.get("blocks", ())), definitions)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            words = (entry.get(name) for name in ("text", "measure", "name"))
            yield "\n".join(word for word in words if isinstance(word, str) and word)

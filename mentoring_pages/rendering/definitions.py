"""Where a paragraph of an act defines a term, the term is set off from its definition."""

from collections.abc import Iterable

ENOUGH = 10
"""Characters of a definition by which a paragraph is known to give it, whatever edition it is."""

BETWEEN = " –—-:"


def split_definition(text: str, definitions: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """(The term, the rest of ``text``) where it opens with one of the (term, definition) pairs.

    A paragraph that only begins with the word, and defines nothing, stays whole: («», ``text``).
    """
    for term, definition in definitions:
        rest = text[len(term) :]
        if not rest or rest[0] not in BETWEEN or text[: len(term)].casefold() != term.casefold():
            continue
        said = rest.lstrip(BETWEEN).casefold()
        if said.startswith(definition[:ENOUGH].casefold()):
            return text[: len(term)], rest
    return "", text

"""``[[Название]]`` and ``[[Название|как показать]]`` in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text; ``target`` is empty where it is no link."""

    text: str
    target: str = ""


def parts(text: str) -> Iterator[Part]:
    """The text in order, its links as parts of their own."""
    at = 0
    for found in LINK.finditer(text):
        if found.start() > at:
            yield Part(text[at : found.start()])
        target = found.group(1).strip()
        shown = (found.group(2) or target.replace("-", " ")).strip()
        yield Part(shown, target)
        at = found.end()
    if at < len(text):
        yield Part(text[at:])


def same_name(name: str) -> str:
    """A name as it is compared: case, «ё», dashes and blanks make no difference."""
    folded = name.casefold().replace("ё", "е")
    return re.sub(r"[\s\-_–—]+", " ", folded).strip()

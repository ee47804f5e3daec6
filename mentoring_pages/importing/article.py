"""What a Markdown note carries beside its text: aliases, tags, links."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from mentoring_pages.domain.clauses import Block
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.act import Article, Link

LONGEST_FRONT_MATTER = 20_000
"""Characters. What is longer is no head of a note."""

YAML_REFERENCE = re.compile(r"(?:^|[\s:\[,-])[&*][\w-]", re.MULTILINE)
"""An anchor or an alias of YAML: nobody writes them in a note, and they can grow without end."""

LINK = re.compile(
    r"!?\[\[(?P<target>[^\[\]|\n]{1,300})(?:\|(?P<label>[^\[\]\n]{1,300}))?\]\]"
    r"|(?<!\!)\[(?P<text>[^\[\]\n]{1,300})\]\((?P<address>[^()\s]{1,500})(?:\s\"[^\"\n]*\")?\)"
)
EMPHASIS = re.compile(
    r"(?<![\w*])\*(?![\s*])(?P<star>[^*\n]{1,300}?)(?<![\s*])\*(?![\w*])"
    r"|(?<![\w~])~~(?P<struck>[^~\n]{1,300})~~|(?<![\w`])`(?P<code>[^`\n]{1,300})`(?![\w`])"
)
INLINE_TAG = re.compile(r"(?<![\w#&/])#(?P<tag>[A-Za-zА-Яа-яЁё][\w/-]{1,60})")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a note as it was read; ``is_read`` is false when it is no valid YAML."""

    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    is_read: bool = True

    @property
    def title(self) -> str:
        return next((value for key, value in self.properties if key == "title"), "")


def read_front_matter(text: str) -> FrontMatter:
    """The lines between «---» at the head of a note."""
    if not text.strip():
        return FrontMatter()
    if len(text) > LONGEST_FRONT_MATTER or YAML_REFERENCE.search(text):
        return FrontMatter(is_read=False)
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return FrontMatter(is_read=False)
    if not isinstance(values, Mapping):
        return FrontMatter(is_read=False)
    named = {str(key).lower(): value for key, value in values.items()}
    aliases = _listed(named.get("aliases", named.get("alias")))
    tags = tuple(
        tag.lstrip("#") for tag in _listed(named.get("tags", named.get("tag")), split=r"[,\s]+")
    )
    properties = tuple(
        (str(key), ", ".join(_listed(value)))
        for key, value in values.items()
        if str(key).lower() not in ("aliases", "alias", "tags", "tag")
    )
    return FrontMatter(aliases, tags, properties)


def _listed(value: object, split: str = ",") -> tuple[str, ...]:
    """The texts of a value: a list, or a line with commas."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(part.strip() for part in re.split(split, value) if part.strip())
    if isinstance(value, Sequence):
        return tuple(str(part).strip() for part in value if part is not None)
    if isinstance(value, Mapping):
        return tuple(f"{key}: {part}" for key, part in value.items())
    return (str(value),)


def take_links(blocks: Sequence[Block]) -> tuple[list[Block], tuple[Link, ...]]:
    """The blocks with the labels of their links in place of the mark-up, and the links."""
    cleaned: list[Block] = []
    links: list[Link] = []
    for index, block in enumerate(blocks):
        text, found = split_links(block.text)
        links += [replace(link, index=index) for link in found]
        rows = tuple(tuple(split_links(cell)[0] for cell in row) for row in block.rows)
        links += [
            replace(link, index=index, start=-1)
            for row in block.rows
            for cell in row
            for link in split_links(cell)[1]
        ]
        cleaned.append(replace(block, text=text, rows=rows))
    return cleaned, tuple(links)


def split_links(text: str) -> tuple[str, list[Link]]:
    """A text with labels in place of links, and each link with the place of its label."""
    if "[" not in text:
        return text, []
    parts: list[str] = []
    links: list[Link] = []
    size = last = 0
    for match in LINK.finditer(text):
        before = text[last : match.start()]
        target = (match["target"] or match["address"]).strip()
        label = (match["label"] or match["text"] or target).strip()
        parts += [before, label]
        links.append(Link(target, label, start=size + len(before)))
        size += len(before) + len(label)
        last = match.end()
    return "".join([*parts, text[last:]]), links


def plain_emphasis(text: str) -> str:
    """A text without the stars, strokes and ticks of Markdown."""
    return EMPHASIS.sub(
        lambda found: found["star"] or found["struck"] or found["code"] or found.group(0), text
    )


def read_article(front: FrontMatter, blocks: Sequence[Block], links: Sequence[Link]) -> Article:
    """The article with the tags of its head and of its text."""
    inline = [
        found["tag"]
        for block in blocks
        for found in INLINE_TAG.finditer(block.text)
        if not block.rows
    ]
    tags = tuple(dict.fromkeys([*front.tags, *inline]))
    return Article(front.aliases, tags, tuple(links), front.properties)


def doubts_of(front: FrontMatter) -> list[str]:
    return [] if front.is_read else [doubt.unreadable_front_matter()]

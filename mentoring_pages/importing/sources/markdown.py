"""A note in Markdown: its front matter and links beside its text."""

import re
from collections.abc import Mapping
from datetime import date

import yaml

from mentoring_pages.importing.act import Link
from mentoring_pages.importing.refusals import Unreadable, UnreadableFile
from mentoring_pages.importing.sources import notes as note
from mentoring_pages.importing.sources.source import MARKDOWN, Source

FRONT_MATTER = re.compile(
    r"\A\ufeff?\s*---[ \t]*\n(?P<body>.{0,20000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL
)
LINK = re.compile(
    r"\[\[(?P<target>[^\[\]|\n]{1,200})(?:\\?\|(?P<label>[^\[\]\n]{1,200}))?\]\]"
    r"|(?<!!)\[(?P<text>[^\[\]\n]{1,300})\]\((?P<address>[^()\s]{1,500})(?:\s+\"[^\"\n]{0,200}\")?\)"
)
HEADING_NAME = re.compile(r"^(#{1,6}\s.*?)\s*\{[#.][^{}\n]{0,300}\}[ \t]*$", re.MULTILINE)
"""«# Цели {#цели}»: the name a converter gives a heading for links."""

TWO_DASHES = re.compile(r"(?<=\S[ \u00a0])--(?=\s)")
ESCAPED = re.compile(r"\\([_*.+()#>\-])")
CONTENTS = re.compile(
    r"(?:^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\[[^\[\]\n]{1,300}\]\(#[^()\s]{0,300}\)"
    r"[ \t]*(?:\n|\Z)){2,}",
    re.MULTILINE,
)
"""Lines of a list that are links into this very page and nothing else: its table of contents."""

PLACE_MARK = re.compile(r"<a\s+(?:id|name)\s*=\s*[\"'][^\"'<>]{0,200}[\"']\s*(?:/>|>\s*</a>)")
FENCE = re.compile(r"^[ \t]*(?P<sign>`{3,}|~{3,})[ \t]*$", re.MULTILINE)
NESTED_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]", re.MULTILINE)
QUOTED = re.compile(r"^(?:[ \t]*>){21}", re.MULTILINE)
DEEPEST_LIST = 20
MOST_LINKS = 2_000


class FrontMatterLoader(yaml.SafeLoader):
    """Plain values only: a value that stands for another (an alias) is refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)


def read_markdown(text: str) -> Source:
    """The note ``text``; raises ``UnreadableFile`` for lists nobody nests so deep."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_depth(text)
    front = FRONT_MATTER.match(text)
    values: Mapping[str, object] = {}
    doubts: tuple[str, ...] = ()
    if front and ":" in front["body"]:
        try:
            values = front_matter(front["body"])
        except (yaml.YAMLError, ValueError, RecursionError):
            doubts = (note.front_matter(),)
    contents = [found.group(0) for found in CONTENTS.finditer(text)]
    text = _without_fences(PLACE_MARK.sub("", CONTENTS.sub("\n", text)))
    links = []
    for match in LINK.finditer(text):
        target = (match["target"] or match["address"]).strip()
        label = (match["label"] or match["text"] or target).strip()
        links.append(Link(target, label))
        if len(links) == MOST_LINKS:
            break
    text = ESCAPED.sub(r"\1", TWO_DASHES.sub("–", HEADING_NAME.sub(r"\1", text)))
    dropped = tuple(re.sub(r"\]\(#[^()\s]*\)|\[", "", part).strip() for part in contents)
    return Source(
        text, MARKDOWN, dropped=dropped, doubts=doubts, front_matter=values, links=tuple(links)
    )


def _without_fences(text: str) -> str:
    """The text without the signs around what is set letter for letter, if they come in pairs."""
    plain = len(FENCE.findall(text))
    return FENCE.sub("", text) if plain % 2 == 0 and plain == text.count("\n```") else text


def front_matter(body: str) -> dict[str, object]:
    """The values of a front matter: texts and lists of texts; dates are ISO 8601."""
    loaded = yaml.load(body, Loader=FrontMatterLoader)  # noqa: S506 - a loader of plain values
    if not isinstance(loaded, dict):
        raise ValueError("no mapping")
    return {str(key): _plain(value) for key, value in loaded.items()}


def _plain(value: object) -> object:
    if isinstance(value, list | tuple | set):
        return [str(_plain(entry)) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _check_depth(text: str) -> None:
    """A level of a list is at least two blanks deep, or a tab."""
    if QUOTED.search(text):
        raise UnreadableFile(Unreadable.DEEP_LIST)
    for match in NESTED_ITEM.finditer(text):
        if len(match["indent"].replace("\t", "  ")) > 2 * DEEPEST_LIST:
            raise UnreadableFile(Unreadable.DEEP_LIST)

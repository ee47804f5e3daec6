"""A piece of news as plain text for the school's group: to be copied, nothing is posted by us."""

import re
from html import unescape

BLOCK_END = re.compile(r"</(?:p|h\d|li|blockquote|ul|ol)>|<br\s*/?>", re.IGNORECASE)
ITEM = re.compile(r"<li[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")

LONGEST_POST = 16_000
"""Characters a post in a VK group may have; the limit is VK's own and may change."""


def plain(html: str) -> str:
    """The text of a rich text: a paragraph a line, list items with a dash."""
    marked = BLOCK_END.sub("\n\n", ITEM.sub("– ", html))
    lines = [" ".join(unescape(TAG.sub("", line)).split()) for line in marked.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def hashtags(text: str) -> str:
    """«наставничество, школа» → «#наставничество #школа»; each once."""
    words = re.findall(r"[\w]+", text.replace("#", " "))
    return " ".join(dict.fromkeys(f"#{word}" for word in words))


def group_post(*, title: str, summary: str, body: str, tags: str, link: str) -> str:
    """Title, text, hashtags and the link to the whole, cut at a paragraph to fit a post."""
    tail = "\n\n".join(part for part in (hashtags(tags), link) if part)
    parts = [title.strip(), summary.strip(), plain(body)]
    text = "\n\n".join(part for part in parts if part)
    room = LONGEST_POST - len(tail) - 2
    if len(text) > room:
        text = text[:room].rsplit("\n\n", 1)[0].rstrip()
    return f"{text}\n\n{tail}".strip()

"""The texts of what happens to an agreement later: extension, ends. Data beside this file."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).with_name("acts.json")


@dataclass(frozen=True, slots=True)
class ActText:
    """One text: its heading, what it means, its lines with places in square brackets."""

    title: str
    summary: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]

    def tree(self) -> dict[str, Any]:
        """As editions are kept: what a document copies."""
        return {
            "title": self.title,
            "summary": list(self.summary),
            "blocks": [{"type": kind, "value": text} for kind, text in self.blocks],
        }


@cache
def act_text(name: str) -> ActText:
    """The text by its name: ``extension`` or how an agreement ends. Raises ``KeyError``."""
    data = json.loads(TEXTS.read_text(encoding="utf-8"))[name]
    return ActText(
        title=data["title"],
        summary=tuple(data["summary"]),
        blocks=tuple((kind, text) for kind, text in data["blocks"]),
    )

"""What is known of an act while its paragraphs are read."""

import re
from dataclasses import dataclass, field

from mentoring_pages.domain.clauses import APPENDIX, DEEPEST_LEVEL, Block
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.outline import Numbering
from mentoring_pages.importing.paragraphs import Paragraph

COMMANDS = re.compile(r"\b(?:приказываю|обязываю)\b\s*:?", re.IGNORECASE)
"""What follows is no list: these are the points of an order."""

LONGEST_COMMAND = 20
"""Characters."""

LONGEST_LABEL = 6
"""Words."""


@dataclass(slots=True)
class Body:
    """What is known so far: the blocks, and where in the act the reader stands."""

    blocks: list[Block] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    glossary: list[Paragraph] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)
    level: int = 0
    in_appendix: bool = False
    appendix_stem: str = ""
    expects_title: bool = False
    in_glossary: bool = False
    marks: list[str] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    counts_by_brackets: bool = False
    repeated: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    anew: int = 0
    """The last of the clauses that a section counts from «1.» again, 0 outside such a section."""

    def add(self, kind: str, level: int, text: str = "", number: str = "") -> None:
        self.blocks.append(Block(kind, min(level, DEEPEST_LEVEL), number, text))

    def open(self, kind: str, level: int, text: str, number: str = "") -> None:
        """Add a block under which the following ones stand."""
        if level > DEEPEST_LEVEL:
            self.doubts.append(doubt.too_deep(number))
        self.add(kind, level, text, number)
        self.anew = 0
        self.level = min(level, DEEPEST_LEVEL)
        self.marks = []

    def open_appendix(self, number: str, text: str) -> None:
        if number and number in self.opened:
            self.doubts.append(doubt.repeated_appendix(number))
        self.open(APPENDIX, 1, text, number)
        self.opened.add(number)
        self.count_anew()
        self.in_appendix, self.in_glossary = True, False
        self.appendix_stem, self.expects_title = "", True

    def count_anew(self) -> None:
        self.numbering = Numbering(brackets=self.counts_by_brackets)

    @property
    def announced(self) -> bool:
        """Whether the text before promises a list."""
        last = self.blocks[-1].text if self.blocks else ""
        return last.endswith(":") and not COMMANDS.search(last[-LONGEST_COMMAND:])

    @property
    def labelled(self) -> bool:
        """Whether the text before is only a few words."""
        return bool(self.blocks) and len(self.blocks[-1].text.split()) <= LONGEST_LABEL

    @property
    def offset(self) -> int:
        return 1 if self.in_appendix else 0

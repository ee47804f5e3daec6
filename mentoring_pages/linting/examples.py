"""A rule found by words shows by examples what it finds; they are tried as a text would be."""

from collections.abc import Iterator
from datetime import date

from mentoring_pages.domain.clauses import CLAUSE, Block
from mentoring_pages.linting.by_words import by_words
from mentoring_pages.linting.catalogue import Rule
from mentoring_pages.linting.finding import Context
from mentoring_pages.linting.text import BODY, Act, Part

ANY_DAY = date(2026, 9, 1)
"""The day of an example of a rule that holds on every day."""


def wrong_examples(rule: Rule) -> Iterator[tuple[str, str]]:
    """(``found`` or ``clean``, text) of the examples that the rule itself contradicts."""
    for text in rule.found_in:
        if not _finds(rule, text):
            yield "found", text
    for text in rule.clean_in:
        if _finds(rule, text):
            yield "clean", text


def _finds(rule: Rule, text: str) -> bool:
    context = Context(rule.since or rule.until or ANY_DAY, electronic_signing=True)
    return any(by_words(_paper(text, kind=rule.parts[0] if rule.parts else BODY), [rule], context))


def _paper(text: str, *, kind: str) -> Act:
    """A paper of this kind that says nothing else."""
    return Act(
        heading="",
        title="",
        post="",
        keys=("example",),
        blocks=(Block(CLAUSE, 2, "1.1", text),),
        parts=(Part(kind, "", 0, 1),),
    )

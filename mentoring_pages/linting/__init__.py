"""The check of a text: what contradicts itself, other papers of the school or the law.

Plain Python over plain JSON, no database and no clock. What is said to people stands in
``rules/*.json``; see ``docs/linter.md``.
"""

from mentoring_pages.linting.check import findings, findings_for_glossary, findings_for_wording
from mentoring_pages.linting.finding import ADVICE, DEGREES, DISPUTED, VIOLATION, Context, Finding
from mentoring_pages.linting.glossary import Entry, Normative
from mentoring_pages.linting.text import Act, act_of_tree

__all__ = [
    "ADVICE",
    "DEGREES",
    "DISPUTED",
    "VIOLATION",
    "Act",
    "Context",
    "Entry",
    "Finding",
    "Normative",
    "act_of_tree",
    "findings",
    "findings_for_glossary",
    "findings_for_wording",
]

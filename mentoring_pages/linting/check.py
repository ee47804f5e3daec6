"""All checks of one text, gravest findings first."""

from collections.abc import Iterable, Mapping
from typing import Any

from mentoring_pages.linting.appendices import by_references
from mentoring_pages.linting.by_words import by_words
from mentoring_pages.linting.finding import DEGREES, Context, Finding
from mentoring_pages.linting.glossary import Entry, Normative, by_glossary
from mentoring_pages.linting.naming import by_names
from mentoring_pages.linting.numbering import by_numbers
from mentoring_pages.linting.own_rules import rules
from mentoring_pages.linting.terms import by_terms
from mentoring_pages.linting.text import Act, act_of_tree


def findings(
    tree: Mapping[str, Any] | Act, *, context: Context, folders: tuple[str, ...] = ()
) -> list[Finding]:
    """What is wrong with an act, from its frozen tree or as ``Act``.

    ``folders`` hold further rules of a site. Findings stand by degree, then in reading order.
    """
    act = tree if isinstance(tree, Act) else act_of_tree(tree)
    known = rules(folders)
    return _ordered(
        [
            *by_references(act, known, context),
            *by_numbers(act, known),
            *by_terms(act, known),
            *by_names(act, known),
            *by_words(act, known.values(), context),
        ]
    )


def findings_for_wording(
    tree: Mapping[str, Any] | Act, *, context: Context, folders: tuple[str, ...] = ()
) -> list[Finding]:
    """What is wrong with a consent or an agreement that stands as a text of its own."""
    act = tree if isinstance(tree, Act) else act_of_tree(tree)
    known = rules(folders)
    return _ordered([*by_numbers(act, known), *by_words(act, known.values(), context)])


def findings_for_glossary(
    entries: Iterable[Entry],
    normative: Iterable[Normative],
    *,
    folders: tuple[str, ...] = (),
) -> list[Finding]:
    """What is wrong with a glossary, beside the definitions of the acts in force."""
    return _ordered(by_glossary(entries, normative, rules(folders)))


def _ordered(found: Iterable[Finding]) -> list[Finding]:
    seen: dict[str, Finding] = {}
    for finding in found:
        seen.setdefault(f"{finding.fingerprint}{finding.index}", finding)
    return sorted(seen.values(), key=lambda one: (DEGREES.index(one.degree), one.index, one.rule))

"""The check of the customer's acts against the list of their faults, row by row.

The list is the table «The user's documents against current rules» of the domain notes. Not for a
machine: row 24 (settings, no fault), row 25 (two texts without normative force).
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mentoring_pages.importing import read_file
from mentoring_pages.linting import Context, Finding, findings
from mentoring_pages.linting.text import Act, make_act

pytestmark = pytest.mark.customer_documents

CONTEXT = Context(date(2026, 11, 21), electronic_signing=True)
NBSP = "\N{NO-BREAK SPACE}"


@cache
def act_of(folder: Path, prefix: str) -> Act:
    (path,) = folder.glob(f"{prefix}_*.txt")
    act = read_file(path)
    keys = [f"key-{index}" for index in range(len(act.blocks))]
    numbers: dict[str, str] = {}
    for key, block in zip(keys, act.blocks, strict=True):
        if block.number and block.kind != "item":
            numbers.setdefault(block.number, key)
    return make_act(
        heading=act.title.capitalize(),
        title=act.subtitle,
        post=act.approval.post,
        keys=keys,
        blocks=act.blocks,
        terms=[
            (term.term, term.definition, numbers.get(term.clause_number, ""))
            for term in act.terms
            if term.source == "clause"
        ],
    )


@cache
def found(folder: Path, prefix: str) -> Sequence[Finding]:
    return findings(act_of(folder, prefix), context=CONTEXT)


def places(folder: Path, prefix: str, rule: str) -> list[str]:
    return [one.place.replace(NBSP, " ") for one in found(folder, prefix) if one.rule == rule]


ROWS = [
    # row, document, rule, degree, where
    ("1", "000", "consent-for-ever", "violation", ["Приложение № 2", "Приложение № 2"]),
    ("1", "001", "consent-for-ever", "violation", ["Приложение № 2"]),
    ("2", "000", "consent-publication-inside", "violation", ["Приложение № 2"] * 2),
    ("2", "001", "consent-publication-inside", "violation", ["Приложение № 2"]),
    ("3", "000", "consent-many-purposes", "disputed", ["Приложение № 2"] * 2),
    ("3", "001", "consent-many-purposes", "disputed", ["Приложение № 2"]),
    ("3", "000", "consent-third-parties", "disputed", ["Приложение № 2"] * 2),
    ("3", "001", "consent-third-parties", "disputed", ["Приложение № 2"]),
    ("4", "000", "consent-not-separate", "violation", ["Приложение № 2"] * 2),
    ("4", "001", "consent-not-separate", "violation", ["Приложение № 2"]),
    ("5", "000", "art-14-part", "violation", ["Приложение № 2"] * 2),
    ("5", "001", "art-14-part", "violation", ["Приложение № 2"]),
    ("6", "000", "consent-vague-data", "disputed", ["Приложение № 2"] * 2),
    ("6", "001", "consent-vague-data", "disputed", ["Приложение № 2"]),
    ("6", "000", "consent-child-data", "disputed", ["Приложение № 2"]),
    ("6", "001", "consent-child-data", "disputed", ["Приложение № 2"]),
    ("7", "000", "consent-parents-only", "disputed", ["Приложение № 2"]),
    ("7", "001", "consent-parents-only", "disputed", ["Приложение № 2"]),
    ("7", "001", "consent-no-operator-address", "disputed", ["Приложение № 2"]),
    ("7", "000", "consent-conditional-withdrawal", "disputed", ["Приложение № 2"] * 2),
    ("7", "001", "consent-conditional-withdrawal", "disputed", ["Приложение № 2"]),
    ("7", "000", "consent-no-processor", "advice", ["Приложение № 2"] * 2),
    ("7", "001", "consent-no-processor", "advice", ["Приложение № 2"]),
    ("8", "000", "consent-14-alone", "disputed", ["Приложение № 2"]),
    ("8", "001", "consent-none-for-adults", "disputed", ["Приложение № 2"]),
    ("9", "000", "agreement-parent-for-teenager", "disputed", ["п. 3.5", "Приложение № 3"]),
    ("9", "001", "agreement-parent-for-teenager", "disputed", ["Приложение № 3"]),
    ("10", "000", "agreement-paper-only", "violation", ["п. 3.1 Приложения № 3"]),
    ("10", "001", "agreement-paper-only", "violation", ["Приложение № 3"]),
    ("11", "000", "agreement-no-free-exit", "disputed", ["п. 3.3 Приложения № 3"]),
    ("11", "001", "agreement-no-free-exit", "disputed", ["Приложение № 3"]),
    ("12", "000", "groups-without-pairs", "disputed", ["п. 3.5"]),
    ("12", "001", "groups-without-pairs", "disputed", ["п. 3.6"]),
    ("13", "000", "deviant-register", "disputed", ["п. 3.2"]),
    ("14", "000", "certificate-curator-only", "disputed", ["п. 4.2"]),
    ("15", "000", "r-145-misquoted", "violation", ["п. 1.2"]),
    ("15", "000", "quotes-unbalanced", "advice", ["п. 1.2"]),
    ("15", "001", "r-145-untitled", "advice", ["п. 1.2"]),
    ("16", "000", "appendix-mislabelled", "violation", ["п. 2.1.1 Приложения № 3"]),
    ("16", "000", "appendix-absent", "violation", ["п. 3.2", "п. 5.1"]),
    ("16", "001", "appendix-mislabelled", "violation", ["п. 5.1"]),
    ("16", "001", "appendix-absent", "violation", ["п. 3.3"]),
    ("17", "000", "misspelt-mutual", "advice", ["п. 1.3"]),
    ("17", "000", "forms-left-out", "advice", ["п. 3.3"]),
    ("18", "000", "rdsh", "advice", ["раздел 4 Приложения № 3"]),
    ("19", "000", "teacher-pairs", "disputed", ["п. 3.3"]),
    ("19", "001", "teacher-pairs", "disputed", ["п. 3.4"]),
    ("20", "001", "teachers-model", "disputed", ["п. 4.1"]),
    ("20", "001", "form-outside-model", "advice", ["п. 3.4"] * 6),
    ("21", "000", "social-network", "advice", ["п. 3.6"]),
    ("21", "001", "social-network", "advice", ["п. 3.7"]),
    ("22", "003", "self-name", "violation", ["п. 1.3"]),
    ("22", "003", "director-post", "violation", ["п. 4.1"]),
    ("22", "003", "messengers", "disputed", ["п. 2.2"]),
    ("23", "000", "concept-2030", "advice", [""]),
    ("23", "001", "concept-2030", "advice", [""]),
]


@pytest.mark.parametrize(
    ("row", "document", "rule", "degree", "where"),
    ROWS,
    ids=[f"{row}-{document}-{rule}" for row, document, rule, _, _ in ROWS],
)
def test_a_known_fault_is_found_where_it_stands(
    customer_documents: Path, row: str, document: str, rule: str, degree: str, where: list[str]
) -> None:
    assert places(customer_documents, document, rule) == where
    assert {one.degree for one in found(customer_documents, document) if one.rule == rule} == {
        degree
    }


@pytest.mark.parametrize(
    ("document", "count"), [("000", 4 * 2 + 5), ("001", 4 + 3), ("002", 0), ("003", 2)]
)
def test_there_are_no_violations_besides_those_read_by_a_person(
    customer_documents: Path, document: str, count: int
) -> None:
    violations = [one for one in found(customer_documents, document) if one.degree == "violation"]
    assert len(violations) == count


def test_the_acts_are_cited_as_sound_where_they_are_sound(customer_documents: Path) -> None:
    """No dangling clause, no gap and no repeat was seen by a person in any of them."""
    for document in ("000", "001", "002", "003"):
        names = {one.rule for one in found(customer_documents, document)}
        assert not names & {"dangling-reference", "number-gap", "number-repeat", "number-parent"}


def test_the_section_that_swallowed_its_clauses_and_the_lost_number_are_named(
    customer_documents: Path,
) -> None:
    assert places(customer_documents, "001", "section-is-list") == ["раздел 7"]
    assert places(customer_documents, "001", "heading-unnumbered") == ["Приложение № 3"]
    assert places(customer_documents, "000", "term-two-meanings") == ["п. 1.3"]

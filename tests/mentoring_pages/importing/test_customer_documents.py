"""The five real documents, compared by counts and numbers: their sentences stay out of here."""

import hashlib
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mentoring_pages.domain.clauses import APPENDIX, Block, numbered
from mentoring_pages.importing import ImportedAct, read_file
from mentoring_pages.importing.as_json import act_as_json
from mentoring_pages.importing.coverage import MARK_UP

pytestmark = pytest.mark.customer_documents

SCHOOL_BODY = (
    "1 1.1 1.2 1.3 2 2.1 2.2 3 3.1 3.2 3.3 3.4 3.5 3.6 4 4.1 4.2 4.3 5 5.1 5.2 6 6.1 6.2 7 7.1 7.2"
)
CENTRE_BODY = (
    "1 1.1 1.2 1.3 2 2.1 2.2 3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 4 4.1 4.2 5 5.1 5.2 6 6.1 6.2 7 7.1"
    " 8 8.1 8.2"
)
SCHOOL_AGREEMENT = (
    "1 1.1 1.2 2 2.1 2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.1.6 2.1.7 2.2 2.2.1 2.2.2 2.2.3 2.2.4 2.2.5"
    " 2.3 2.3.1 2.3.2 2.3.3 2.4 2.4.1 2.4.2 2.4.3 2.4.4 3 3.1 3.2 3.3 3.4 3.5 4"
)
CENTRE_AGREEMENT = (
    "1 1.1 1.2 2 2.1 2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.1.6 2.2 2.2.1 2.2.2 2.2.3 2.2.4 2.2.5"
    " 2.3 2.3.1 2.3.2 2.3.3 2.4 2.4.1 2.4.2 2.4.3 2.4.4"
)
TERMS_DIGEST = "b2343e9fa73efb890412fd134fc27d4fe8be61a02d30e0665541ec23122c550c"

RULES_BODY = (
    "1 1.1 1.2 1.3 2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 4 4.1 4.2"
)
KINDS = {
    "000": "regulation",
    "001": "regulation",
    "002": "programme",
    "003": "service-rules",
    "004": "article",
}
ALL = pytest.mark.parametrize("prefix", KINDS)
BOTH = pytest.mark.parametrize("prefix", ["000", "001"])


@cache
def read(folder: Path, prefix: str) -> ImportedAct:
    return read_file(source(folder, prefix))


def source(folder: Path, prefix: str) -> Path:
    (path,) = folder.glob(f"{prefix}_*.txt")
    return path


def parts(act: ImportedAct) -> list[list[Block]]:
    """The act itself, then each of its appendices."""
    found: list[list[Block]] = [[]]
    for block in act.blocks:
        if block.kind == APPENDIX:
            found.append([])
        found[-1].append(block)
    return found


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub("_+", " ", MARK_UP.sub(" ", text)))


@pytest.mark.parametrize(
    ("prefix", "body", "agreement"),
    [("000", SCHOOL_BODY, SCHOOL_AGREEMENT), ("001", CENTRE_BODY, CENTRE_AGREEMENT)],
)
def test_every_numbered_clause_is_there_in_order(
    customer_documents: Path, prefix: str, body: str, agreement: str
) -> None:
    act = read(customer_documents, prefix)
    lists = [numbered(part) for part in parts(act)]
    assert [" ".join(numbers) for numbers in lists if numbers] == [body, agreement]


@BOTH
def test_every_word_of_the_body_stands_in_the_order_of_the_source(
    customer_documents: Path, prefix: str
) -> None:
    act = read(customer_documents, prefix)
    text = source(customer_documents, prefix).read_text(encoding="utf-8")
    start = re.search(r"^1\. ", text, re.MULTILINE)
    assert start is not None
    body = [block for block in parts(act)[0] if not block.rows]
    found = words(" ".join(f"{block.number} {block.text}" for block in body))
    assert found == words(text[start.start() :])[: len(found)]


@BOTH
def test_no_word_of_the_whole_text_is_lost(customer_documents: Path, prefix: str) -> None:
    act = read(customer_documents, prefix)
    text = source(customer_documents, prefix).read_text(encoding="utf-8")
    kept = Counter(words(f"{act.title} {act.subtitle} {' '.join(act.dropped)}"))
    for block in act.blocks:
        head = "Приложение" if block.kind == APPENDIX and block.number else ""
        cells = " ".join(cell for row in block.rows for cell in row)
        kept.update(words(f"{head} {block.number} {block.text} {cells}"))
    missing = Counter(words(text)) - kept
    # What is missing are the words of the approval block, read into fields of their own.
    approval = act.approval
    fields = words(f"{approval.heading} {approval.post} {approval.name} {approval.order_number}")
    assert set(fields) <= set(words(text))
    assert sum((missing - Counter(fields)).values()) <= len(
        ("Приказ", "от", "10", "января", "2022", "г")
    )
    assert act.coverage >= 0.99


@pytest.mark.parametrize(
    ("prefix", "number", "day"),
    [("000", "05-од", date(2022, 1, 10)), ("001", "17", date(2022, 4, 14))],
)
def test_the_approval_block_is_read_whole(
    customer_documents: Path, prefix: str, number: str, day: date
) -> None:
    approval = read(customer_documents, prefix).approval
    assert (approval.order_number, approval.order_date) == (number, day)
    assert re.fullmatch(r"[А-Я][а-я]+ [А-Я]\.[А-Я]\.", approval.name)
    assert approval.post.startswith("Директор")


@BOTH
def test_the_definitions_of_clause_1_3_and_the_glossary_are_whole(
    customer_documents: Path, prefix: str
) -> None:
    act = read(customer_documents, prefix)
    sources = [term.source for term in act.terms]
    assert sources == ["clause"] * 10 + ["glossary"] * 10
    assert {term.clause_number for term in act.terms if term.source == "clause"} == {"1.3"}
    names = "\n".join(term.term for term in act.terms)
    assert hashlib.sha256(names.encode()).hexdigest() == TERMS_DIGEST
    assert all(len(term.definition.split()) >= 8 for term in act.terms)


@pytest.mark.parametrize(
    ("prefix", "numbers", "tables"),
    [
        ("000", ["2", "3", ""], [(2, 2), (4, 3), (10, 2)]),
        ("001", ["2", "3", "4", ""], [(8, 3)]),
    ],
)
def test_appendices_and_tables_are_there(
    customer_documents: Path, prefix: str, numbers: list[str], tables: list[tuple[int, int]]
) -> None:
    act = read(customer_documents, prefix)
    assert [block.number for block in act.blocks if block.kind == APPENDIX] == numbers
    assert [(len(b.rows), len(b.rows[0])) for b in act.blocks if b.rows] == tables
    cells = [cell for block in act.blocks for row in block.rows for cell in row]
    assert all(cells)
    assert not any("<" in cell for cell in cells)


@pytest.mark.parametrize(
    ("prefix", "counts"),
    [
        ("000", {"section": 14, "clause": 50, "item": 68, "paragraph": 45, "appendix": 3}),
        ("001", {"section": 14, "clause": 45, "item": 71, "paragraph": 53, "appendix": 4}),
    ],
)
def test_items_and_paragraphs_are_counted(
    customer_documents: Path, prefix: str, counts: dict[str, int]
) -> None:
    found = Counter(block.kind for block in read(customer_documents, prefix).blocks)
    assert {kind: found[kind] for kind in counts} == counts


@pytest.mark.parametrize(
    ("prefix", "meanings"),
    [
        (
            "000",
            {
                "1.3": ("media-releases",),
                "2.1": ("age-range",),
                "3.4": ("monitoring-deadlines", "annual-return"),
                "3.5": ("consent-required",),
                "3.6": ("weekly-news",),
                "4.2": ("certificate-required",),
                "6.2": ("mentor-replacement",),
            },
        ),
        (
            "001",
            {
                "1.3": ("media-releases",),
                "3.5": ("monitoring-deadlines", "annual-return"),
                "3.6": ("consent-required",),
                "3.7": ("weekly-news",),
            },
        ),
    ],
)
def test_clauses_carry_their_meanings(
    customer_documents: Path, prefix: str, meanings: dict[str, tuple[str, ...]]
) -> None:
    act = read(customer_documents, prefix)
    assert {block.number: block.meanings for block in act.blocks if block.meanings} == meanings


@pytest.mark.parametrize(("prefix", "doubts"), [("000", 6), ("001", 7)])
def test_what_was_decided_by_a_guess_is_a_doubt(
    customer_documents: Path, prefix: str, doubts: int
) -> None:
    assert len(read(customer_documents, prefix).doubts) == doubts


@ALL
def test_the_kind_of_each_document_is_told(customer_documents: Path, prefix: str) -> None:
    assert read(customer_documents, prefix).kind == KINDS[prefix]


@ALL
def test_every_word_of_a_document_stands_in_its_json(customer_documents: Path, prefix: str) -> None:
    text = source(customer_documents, prefix).read_text(encoding="utf-8")
    tree = json.dumps(act_as_json(read(customer_documents, prefix)), ensure_ascii=False)
    kept = Counter(words(re.sub(r"\\[nt]", " ", tree)))
    missing = Counter(words(text)) - kept
    # The words around the number and the date of the order, and a month that became a number.
    assert sum(missing.values()) <= 6


def test_the_roadmap_has_seven_stages(customer_documents: Path) -> None:
    stages = read(customer_documents, "001").stages
    assert [stage.number for stage in stages] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [len(stage.activities) for stage in stages] == [4, 2, 2, 4, 3, 3, 1]
    assert all(stage.name for stage in stages)


@pytest.mark.parametrize(
    ("prefix", "kinds", "forms"),
    [
        ("000", ["consent", "agreement", "glossary"], ["consent", "consent", "agreement"]),
        ("001", ["consent", "agreement", "roadmap", "glossary"], ["consent", "agreement"]),
    ],
)
def test_appendices_and_forms_are_told_by_kind(
    customer_documents: Path, prefix: str, kinds: list[str], forms: list[str]
) -> None:
    act = read(customer_documents, prefix)
    assert [appendix.kind for appendix in act.appendices] == kinds
    assert [form.kind for form in act.forms] == forms
    assert all(len(form.blanks) > 3 for form in act.forms)


@pytest.mark.parametrize(("prefix", "rules"), [("000", 7), ("001", 7), ("003", 2)])
def test_deadlines_and_references_stand_in_the_json(
    customer_documents: Path, prefix: str, rules: int
) -> None:
    tree = act_as_json(read(customer_documents, prefix))
    assert len(tree["deadlines"]) == rules
    dangling = [
        entry["to"]
        for entry in tree["references"]
        if not entry["resolved"] and not entry["appendix"]
    ]
    assert dangling == {"000": ["1", "4"], "001": ["1"], "003": []}[prefix]


def test_the_programme_has_its_goal_tasks_and_results(customer_documents: Path) -> None:
    act = read(customer_documents, "002")
    programme = act.programme
    assert programme is not None
    assert programme.form.count("обучающийся") == 2
    counts = (len(programme.intro), len(programme.tasks), len(programme.expected))
    assert (*counts, len(programme.measured)) == (1, 5, 1, 4)
    assert len(programme.goal.split()) == 23
    assert len(act.doubts) == 1


def test_the_service_rules_have_their_clauses_terms_and_register(customer_documents: Path) -> None:
    act = read(customer_documents, "003")
    assert " ".join(numbered(act.blocks)) == RULES_BODY
    assert [(term.clause_number, term.alias) for term in act.terms] == [
        ("1.3", "ЭИОС"),
        ("1.3", ""),
    ]
    modes = [service.modes for service in act.services]
    assert len(modes) == 12
    assert (modes.count(("asynchronous",)), modes.count(("synchronous",))) == (5, 2)
    grounds = Counter(service.basis for service in act.services)
    assert grounds == {("contract", "joining"): 10, ("own",): 2}
    assert {service.basis_clause for service in act.services} == {"3.1"}
    assert act.approval.order_date == date(2024, 10, 14)


def test_the_article_has_its_aliases_tags_and_links(customer_documents: Path) -> None:
    act = read(customer_documents, "004")
    article = act.article
    assert article is not None
    assert (len(article.aliases), len(article.tags), len(article.links)) == (3, 3, 4)
    assert act.title
    assert act.doubts == ()
    assert act.dropped == ()
    for link in article.links:
        label = act.blocks[link.index].text[link.start : link.start + len(link.label)]
        assert label == link.label
    assert not any("[[" in block.text for block in act.blocks)

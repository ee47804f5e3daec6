"""Invented documents of the family, each read against a tree that a person wrote from its text."""

import difflib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mentoring_pages.importing import ImportedAct, read_bytes
from mentoring_pages.importing.as_json import act_as_json
from tests.paper_files import paper_docx, paper_pdf

FOLDER = Path(__file__).parent / "documents"
BUILT = [
    f"{path.stem}.{form}" for path in sorted(FOLDER.glob("*.paper")) for form in ("docx", "pdf")
]
"""Papers of which the test builds the file."""

TYPED = sorted(
    path.stem for path in FOLDER.glob("*.json") if not path.with_suffix(".paper").exists()
)
NAMES = [*TYPED, *BUILT]
LEAST = 0.95


@dataclass(frozen=True)
class Clause:
    """A clause of the JSON with the section it stands in."""

    section: str
    number: str
    text: str
    items: int


def source_of(name: str) -> Path:
    if name in BUILT:
        return FOLDER / f"{Path(name).stem}.paper"
    (path,) = (path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".json")
    return path


@cache
def read(name: str) -> ImportedAct:
    path = source_of(name)
    if name in BUILT:
        build = paper_docx if name.endswith(".docx") else paper_pdf
        return read_bytes(build(path.read_text(encoding="utf-8")), name=name)
    return read_bytes(path.read_bytes(), name=path.name)


@cache
def tree_of(name: str) -> dict[str, Any]:
    return act_as_json(read(name))


@cache
def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (FOLDER / name).with_suffix(".json").read_text(encoding="utf-8")
    )
    return found


def clauses_of(tree: dict[str, Any]) -> list[Clause]:
    def walk(section: str, clauses: list[dict[str, Any]]) -> list[Clause]:
        found = []
        for clause in clauses:
            items = len(clause["items"])
            found.append(Clause(section, clause["number"], clause["text"], items))
            found += walk(section, clause["clauses"])
        return found

    return [
        clause
        for section in tree["sections"]
        for clause in walk(section["number"] or section["title"], section["clauses"])
    ]


def score_of_clauses(name: str) -> float:
    """Clauses with their section, both ends of their text and the lines of their lists."""
    wanted, found = expected(name)["clauses"], clauses_of(tree_of(name))
    if not wanted and not found:
        return 1.0
    hits, place = 0, 0
    for section, number, start, end, items in wanted:
        for index in range(place, len(found)):
            clause = found[index]
            if (
                (clause.section, clause.number, clause.items) == (section, number, items)
                and clause.text.startswith(start)
                and clause.text.endswith(end)
            ):
                hits, place = hits + 1, index + 1
                break
    return hits / max(len(wanted), len(found))


def score_of_numbers(name: str) -> float:
    """Numbers of sections and clauses in their order."""
    tree = tree_of(name)
    wanted = [number for number, _ in expected(name)["sections"]]
    wanted += [clause[1] for clause in expected(name)["clauses"]]
    found = [section["number"] for section in tree["sections"]]
    found += [clause.number for clause in clauses_of(tree)]
    return difflib.SequenceMatcher(None, wanted, found, autojunk=False).ratio()


def score_of_approvals(name: str) -> float:
    """The fields of all approval blocks; columns beside one another have no order."""
    keys = ("role", "post", "name", "order_number", "order_date")
    found = [[block[key] or "" for key in keys] for block in tree_of(name)["approval"]]
    wanted = [[value or "" for value in block] for block in expected(name)["approvals"]]
    hits = sum(
        value == other
        for block, other_block in zip(sorted(wanted), sorted(found), strict=False)
        for value, other in zip(block, other_block, strict=True)
    )
    return hits / (max(len(wanted), len(found)) * len(keys)) if wanted or found else 1.0


def score_of_terms(name: str) -> float:
    wanted = {tuple(term) for term in expected(name)["terms"]}
    found = {(term["term"], term["clause"], term["source"]) for term in tree_of(name)["terms"]}
    return len(wanted & found) / max(len(wanted), len(found)) if wanted or found else 1.0


SCORES = {
    "clauses": score_of_clauses,
    "numbers": score_of_numbers,
    "approvals": score_of_approvals,
    "terms": score_of_terms,
}


def test_there_are_documents_of_many_shapes() -> None:
    assert len(NAMES) >= 12
    assert {source_of(name).suffix for name in NAMES} == {".txt", ".md", ".html", ".paper"}


@pytest.mark.parametrize("what", SCORES)
@pytest.mark.parametrize("name", NAMES)
def test_almost_everything_of_a_document_is_recognised(name: str, what: str) -> None:
    assert SCORES[what](name) >= LEAST


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_around_the_clauses_are_recognised(name: str) -> None:
    tree, wanted = tree_of(name), expected(name)
    assert (tree["kind"], tree["title"]) == (wanted["kind"], wanted["title"])
    sections = [[section["number"], section["title"]] for section in tree["sections"]]
    assert sections == wanted["sections"]
    found = [[part["number"], part["title"], part["kind"]] for part in tree["appendices"]]
    assert found == wanted["appendices"]
    tables = [[len(table["rows"]), len(table["rows"][0])] for table in tree["tables"]]
    assert tables == wanted["tables"]


@pytest.mark.parametrize("name", [name for name in NAMES if "doubts" in expected(name)])
def test_what_is_wrong_in_a_document_is_a_doubt(name: str) -> None:
    doubts = "\n".join(tree_of(name)["doubts"])
    assert [words for words in expected(name)["doubts"] if words not in doubts] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "no_doubts" in expected(name)])
def test_what_an_act_states_of_itself_is_no_doubt(name: str) -> None:
    doubts = "\n".join(tree_of(name)["doubts"])
    assert [words for words in expected(name)["no_doubts"] if words in doubts] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "item_numbers" in expected(name)])
def test_the_lines_of_a_list_keep_their_numbers_as_printed(name: str) -> None:
    found = [block.number for block in read(name).blocks if block.kind == "item"]
    assert found == expected(name)["item_numbers"]


@pytest.mark.parametrize("name", [name for name in NAMES if "signatures" in expected(name)])
def test_the_lines_to_sign_are_told_from_the_blanks_of_forms(name: str) -> None:
    found, wanted = read(name).signatures, expected(name)["signatures"]
    assert len(found) == len(wanted)
    assert all(one.text.startswith(start) for one, start in zip(found, wanted, strict=True))


@pytest.mark.parametrize("name", [name for name in NAMES if "dropped" in expected(name)])
def test_what_is_no_text_of_the_act_is_listed(name: str) -> None:
    act = read(name)
    text = "\n".join(block.text for block in act.blocks)
    assert [line for line in expected(name)["dropped"] if line not in act.dropped] == []
    assert [line for line in expected(name)["dropped"] if line in text] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "stages" in expected(name)])
def test_the_stages_of_a_roadmap_are_read(name: str) -> None:
    assert [stage.name for stage in read(name).stages] == expected(name)["stages"]


@pytest.mark.parametrize("name", [name for name in NAMES if "services" in expected(name)])
def test_the_register_of_services_is_read(name: str) -> None:
    found = [[service.name, list(service.modes)] for service in read(name).services]
    assert found == expected(name)["services"]


@pytest.mark.parametrize("name", [name for name in NAMES if "programme" in expected(name)])
def test_the_parts_of_a_programme_are_read(name: str) -> None:
    programme, wanted = read(name).programme, expected(name)["programme"]
    assert programme is not None
    counts = {key: len(getattr(programme, key)) for key in wanted if isinstance(wanted[key], int)}
    assert counts == {key: value for key, value in wanted.items() if isinstance(value, int)}
    assert (programme.form, programme.goal, programme.term) == (
        wanted["form"],
        wanted["goal"],
        wanted["term"],
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_document_stands_in_the_tree_or_is_listed(name: str) -> None:
    act = read(name)
    assert act.coverage > 0.8
    dropped = sum(len("".join(text.split())) for text in act.dropped)
    assert act.coverage > 0.97 or dropped


def report() -> str:
    """The score of each document, for people."""
    rows = [f"{'':26}" + "".join(f"{what:>11}" for what in SCORES)]
    for name in NAMES:
        rows.append(f"{name:26}" + "".join(f"{score(name):11.1%}" for score in SCORES.values()))
    means = (sum(map(score, NAMES)) / len(NAMES) for score in SCORES.values())
    rows.append(f"{'mean':26}" + "".join(f"{mean:11.1%}" for mean in means))
    return "\n".join(rows)


def test_the_mean_of_all_documents_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{report()}")  # noqa: T201 - a figure for people
    assert all(sum(map(score, NAMES)) / len(NAMES) >= LEAST for score in SCORES.values())

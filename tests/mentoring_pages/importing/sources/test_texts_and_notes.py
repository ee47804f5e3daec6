"""Plain texts in the encodings schools have, and notes in Markdown."""

import pytest

from mentoring_pages.importing.act import Link
from mentoring_pages.importing.sources import read_source

ACT = """ПОЛОЖЕНИЕ
о наставничестве в школе "Радуга"

1. Общие положения

1.1. Настоящее Положение говорит, как наставник и ученик работают вместе.
"""
NOTE = """---
aliases: ["Помощь старших", Шефство]
tags: [школа/кружки]
date: 2026-02-05
draft:
---

# Помощь старших

Старшие помогают младшим через [[Кружок|кружки]] и [[Сбор]]. Подробнее [на сайте](https://example.org/a).
"""


@pytest.mark.parametrize("text", [ACT, ACT.upper()], ids=["as written", "capitals"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_text_is_read_in_its_encoding(encoding: str, text: str) -> None:
    source = read_source(text.encode(encoding), name="акт.txt")
    assert (source.text.lstrip("\ufeff"), source.kind) == (text, "text")


def test_a_text_is_told_by_its_content_whatever_its_name_says() -> None:
    assert read_source(ACT.encode("cp1251"), name="акт.docx").text == ACT


def test_a_note_hands_over_its_front_matter_and_its_links() -> None:
    source = read_source(NOTE.encode(), name="заметка.txt")
    assert source.kind == "markdown"
    assert source.text == NOTE
    assert source.front_matter == {
        "aliases": ["Помощь старших", "Шефство"],
        "tags": ["школа/кружки"],
        "date": "2026-02-05",
        "draft": "",
    }
    assert source.links == (
        Link("Кружок", "кружки"),
        Link("Сбор", "Сбор"),
        Link("https://example.org/a", "на сайте"),
    )


@pytest.mark.parametrize(
    "front",
    [
        "a: [1",
        "a: &x [1]\nb: *x",
        "a: !!python/object/apply:os.getcwd []",
        "a: " + "[" * 9_000,
    ],
    ids=["broken", "alias", "object", "deep"],
)
def test_a_front_matter_that_is_no_plain_list_of_values_is_a_doubt(front: str) -> None:
    source = read_source(f"---\n{front}\n---\n\n# Заметка\n".encode(), name="a.md")
    assert source.front_matter == {}
    assert "Шапка заметки" in source.doubts[0]


def test_a_word_that_looks_like_a_heading_makes_no_note() -> None:
    assert read_source("# Положение\n\n1. Общее".encode(), name="a.txt").kind == "text"
    assert read_source("# Заметка".encode(), name="a.md").kind == "markdown"


def test_the_contents_list_of_a_note_its_anchors_and_fences_are_no_text() -> None:
    source = read_source(
        "# Кружок\n\n- [Общее](#a)\n- [Порядок](#b)\n\n## Общее\n\n"
        '<a id="a"></a>\nКружок открыт, см. [порядок](#b).\n\n'
        "```\nДата: ______\n```\n".encode(),
        name="кружок.md",
    )
    assert source.dropped == ("- Общее\n- Порядок",)
    assert "<a" not in source.text
    assert "```" not in source.text
    assert "Дата: ______" in source.text

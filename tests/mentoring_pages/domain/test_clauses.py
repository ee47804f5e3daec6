"""The tree of an act derived from its flat list."""

from mentoring_pages.domain.clauses import (
    Block,
    numbered,
    outline,
    owner_of,
    title_of,
    tree,
)

BLOCKS = [
    Block("section", 1, "1", "Общие положения"),
    Block("clause", 2, "1.1", "Куратор:"),
    Block("item", 3, "", "встречает;"),
    Block("item", 3, "", "провожает."),
    Block("paragraph", 3, "", "Куратор отвечает на письма."),
    Block("clause", 2, "1.2", "Срок."),
    Block("section", 1, "2", "Конец"),
    Block("appendix", 1, "1", "к Положению"),
    Block("paragraph", 2, "", "Директору ____"),
    Block("section", 2, "", "Заявление"),
    Block("clause", 3, "1.1", "Прошу."),
    Block("table", 4, rows=(("а", "б"),)),
    Block("appendix", 1, "2", ""),
]


def test_blocks_stand_under_the_last_block_of_a_smaller_level() -> None:
    roots = tree(BLOCKS)
    assert [node.block.number for node in roots] == ["1", "2", "1", "2"]
    assert [child.block.number for child in roots[0].children] == ["1.1", "1.2"]
    assert [child.block.kind for child in roots[0].children[0].children] == [
        "item",
        "item",
        "paragraph",
    ]
    assert [node.index for root in roots for node in root.walk()] == list(range(len(BLOCKS)))


def test_an_item_is_cited_by_its_clause() -> None:
    assert owner_of(BLOCKS, 3) == 1
    assert owner_of(BLOCKS, 4) == 1
    assert owner_of(BLOCKS, 5) == 5
    assert owner_of(BLOCKS, 11) == 10


def test_the_head_of_an_appendix_is_cited_by_nothing() -> None:
    assert owner_of(BLOCKS, 7) is None
    assert owner_of(BLOCKS, 8) is None


def test_the_contents_list_names_an_appendix_by_its_own_title() -> None:
    assert [(entry.kind, entry.number, entry.title) for entry in outline(BLOCKS)] == [
        ("section", "1", "Общие положения"),
        ("section", "2", "Конец"),
        ("appendix", "1", "Заявление"),
        ("appendix", "2", ""),
    ]


def test_an_appendix_without_headings_is_called_by_its_head() -> None:
    (node,) = tree([Block("appendix", 1, "1", "к Положению")])
    assert title_of(node) == "к Положению"


def test_numbers_are_listed_in_reading_order() -> None:
    assert numbered(BLOCKS) == ["1", "1.1", "1.2", "2", "1.1"]

"""Comparing the real acts, by counts: their sentences stay out of here."""

from pathlib import Path

import pytest

from mentoring_pages.domain.amendments import amendments
from mentoring_pages.domain.comparison import compare
from mentoring_pages.domain.contents import Piece
from mentoring_pages.domain.units import units_of
from mentoring_pages.importing import read_file

pytestmark = pytest.mark.customer_documents


def pieces(folder: Path, prefix: str, keys: str) -> list[Piece]:
    (path,) = folder.glob(f"{prefix}_*.txt")
    return [Piece(f"{keys}{n}", block) for n, block in enumerate(read_file(path).blocks)]


@pytest.mark.parametrize("prefix", ["000", "001"])
def test_a_real_act_imported_twice_has_not_changed(customer_documents, prefix):
    first, second = (pieces(customer_documents, prefix, keys) for keys in "ab")
    assert compare(first, second).changes == ()


def test_two_real_acts_are_matched_clause_by_clause(customer_documents):
    old, new = pieces(customer_documents, "000", "a"), pieces(customer_documents, "001", "b")
    found = compare(old, new)
    matched = {
        (was.number, now.number)
        for was in units_of(old)
        for now in units_of(new)
        if found.pairs.get(was.key) == now.key and was.kind == "clause" and not was.inside
    }
    assert {("1.1", "1.1"), ("3.3", "3.4"), ("3.6", "3.7"), ("7.2", "8.2")} <= matched
    said = [
        point.text.replace("\N{NO-BREAK SPACE}", " ")
        for point in amendments(found, units_of(old), units_of(new))
    ]
    assert "пункты 2.1.3–2.1.7 приложения № 3 считать пунктами 2.1.2–2.1.6" in said
    assert "дополнить новым разделом 7 следующего содержания" in said

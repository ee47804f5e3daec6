"""What search answers on SQLite it answers on PostgreSQL."""

from datetime import UTC, datetime

import pytest
import time_machine

from mentoring_pages.services.search import search
from tests.acts import block, make_act
from tests.schools import make_school

BLOCKS = [
    block("section", 1, "1", "Общие положения"),
    block("clause", 2, "1.1", "Куратор просит согласие родителей для детей до 14 лет."),
    block("clause", 2, "1.2", "Пара подписывает соглашение. Отчёт сдают за три дня."),
]


@pytest.mark.postgres
@pytest.mark.django_db
def test_word_forms_are_found_on_postgresql_as_on_sqlite():
    with time_machine.travel(datetime(2026, 9, 7, 9, 0, tzinfo=UTC), tick=False):
        school = make_school("first")
        make_act(school, BLOCKS)
        for query, number, marked in (
            ("согласия", "1.1", "согласие"),
            ("ребенок", "1.1", "детей"),
            ("отчетами", "1.2", "Отчёт"),
            ("п. 1.2", "1.2", ""),
        ):
            (found,) = search(school=school, query=query).found
            assert f"п.\N{NO-BREAK SPACE}{number}" in found.name
            assert marked in "".join(piece.text for piece in found.pieces if piece.found)
        assert search(school=school, query="зонтик").total == 0
        mended = search(school=school, query="саглашение")
        assert [one.query for one in mended.suggestions] == ["соглашение"]

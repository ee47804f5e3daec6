"""Lifts the guards of append-only tables around the flush that ends a transactional test.

Django empties every table after such a test (also behind ``live_server``); the guards would refuse.
Imported by tests/conftest.py, so the fixture works everywhere.
"""

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase

from intake.guards import lifted


@pytest.fixture(autouse=True, scope="session")
def guards_lifted_for_the_flush() -> Iterator[None]:
    flush = TransactionTestCase._fixture_teardown

    def flush_without_guards(case: TransactionTestCase) -> None:
        with lifted("default"):
            flush(case)

    TransactionTestCase._fixture_teardown = flush_without_guards
    yield
    TransactionTestCase._fixture_teardown = flush

"""The power goes between two writes: for tests of what is half-written and what finishes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE")


class PowerCut(Exception):
    pass


@contextmanager
def power_cut_before(number: int) -> Iterator[list[str]]:
    """The machine stops before write ``number``; yields the writes that were tried."""
    tried: list[str] = []

    def stop(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            tried.append(sql)
            if len(tried) > number:
                raise PowerCut
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stop):
        yield tried

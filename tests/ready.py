"""What is dear to make and the same for every test of a module, made once for all of them.

A test begins inside a transaction that is rolled back. Here a module holds a transaction of its own
around those of its tests, so that each of them begins with what the module made ready.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connections, transaction


@contextmanager
def held_ready(make: Callable[[], object]) -> Iterator[None]:
    """Run ``make`` in a transaction that ends, rolled back, with the block.

    Django closes the connection behind every test; that would end the transaction, so it waits.
    """
    connection = connections["default"]
    with patch.object(connection, "close"), transaction.atomic():
        make()
        yield
        transaction.set_rollback(True)

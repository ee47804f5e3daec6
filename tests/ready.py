"""What is dear to make and the same for every test of a module, made once for all of them.

A test begins inside a transaction that is rolled back. A module that names one of these holds a
transaction of its own around those of its tests, so that each of them begins with what it made:

- ``READY``: kinds of wordings; the school «sad» has them approved (``school_that_may_sign``);
- ``story``: a function of an empty folder that tells what happened before; each test gets what it
  returned as the fixture ``told``, with the letters, the papers and the folder as they were then.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core import mail
from django.db import connections, transaction
from django.db.models import Model

from intake.models import JournalEntry
from tests import families


@dataclass
class Told:
    """How a story ended, kept aside while a test works on what it left."""

    ending: Any
    letters: list[Any]
    folders: list[tuple[Path, Path]]

    def begin_again(self) -> Any:
        mail.outbox[:] = self.letters
        for kept, used in self.folders:
            shutil.rmtree(used, ignore_errors=True)
            shutil.copytree(kept, used)
        return families.same_browser(self.ending)


@contextmanager
def held_ready(make: Callable[[], object]) -> Iterator[None]:
    """Run ``make`` in a transaction that ends, rolled back, with the block.

    Django closes the connection behind every test; that would end the transaction, so it waits.
    """
    connection = connections["default"]
    outer = transaction.atomic()
    outer._from_testcase = True  # durable blocks may begin inside it, as inside a test's own
    with patch.object(connection, "close"), outer:
        make()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def ready_module(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Told | None]:
    kinds = getattr(request.module, "READY", None)
    story = getattr(request.module, "story", None)
    if kinds is None:
        yield None
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    stories: list[Told] = []

    def make() -> None:
        families.make_ready(kinds)
        if story is not None:
            used, aside = (tmp_path_factory.mktemp(name) for name in ("story", "aside"))
            mail.outbox.clear()
            told = Told(ending=story(used), letters=list(mail.outbox), folders=[])
            for name, folder in (("papers", Path(settings.PAPERS_ROOT)), ("folder", used)):
                folder.mkdir(exist_ok=True)
                shutil.copytree(folder, aside / name)
                told.folders.append((aside / name, folder))
            stories.append(told)

    holding = held_ready(make)
    with blocker.unblock():
        holding.__enter__()
    yield stories[0] if stories else None
    families.ready.clear()
    with blocker.unblock():
        holding.__exit__(None, None, None)


def count_on_from_what_is_there(model: type[Model]) -> None:
    """PostgreSQL counts on over a rollback, and the journal takes a gap for a cut end."""
    connection, table = connections["default"], model._meta.db_table
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}",  # noqa: S608
                [table],
            )


@pytest.fixture
def told(db: None, ready_module: Told | None) -> Any:
    """What the module's ``story`` returned, as if it had only just been told."""
    assert ready_module is not None, "The module has no READY and story."
    count_on_from_what_is_there(JournalEntry)
    return ready_module.begin_again()

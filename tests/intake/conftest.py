"""A module that names the wordings of its school (``READY``) begins with that school made."""

from collections.abc import Iterator

import pytest

from tests import families
from tests.ready import held_ready


@pytest.fixture(scope="module", autouse=True)
def ready_school(request: pytest.FixtureRequest) -> Iterator[None]:
    kinds = getattr(request.module, "READY", None)
    if kinds is None:
        yield
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    holding = held_ready(lambda: families.make_ready(kinds))
    with blocker.unblock():
        holding.__enter__()
    yield
    families.ready.clear()
    with blocker.unblock():
        holding.__exit__(None, None, None)

"""When the tests begin: no midnight lies between two of them."""

from datetime import datetime

import pytest

from tests.conftest import beginning


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        pytest.param("2026-11-21T22:59:59+03:00", None, id="over before midnight"),
        pytest.param("2026-11-21T20:30+00:00", "2026-11-22T00:00+03:00", id="past it at once"),
        pytest.param("2028-02-28T23:00+03:00", "2028-02-29T00:00+03:00", id="a leap day"),
        pytest.param("2026-11-22T00:00+03:00", None, id="a new day"),
    ],
)
def test_a_run_that_would_meet_midnight_begins_after_it(monkeypatch, now, begins):
    monkeypatch.delenv("CLOCK", raising=False)
    said = begins and datetime.fromisoformat(begins)
    assert beginning(datetime.fromisoformat(now)) == said


def test_a_named_hour_holds(monkeypatch):
    named = "2026-12-31T23:50+03:00"
    monkeypatch.setenv("CLOCK", named)
    moment = datetime.fromisoformat(named)
    assert beginning(moment) == moment

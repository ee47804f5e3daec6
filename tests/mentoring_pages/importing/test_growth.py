"""The work of reading grows with the text, not with its square. Calls are counted, not seconds."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from mentoring_pages.importing import recognise_act
from tests.mentoring_pages.importing.hostile_lines import UNITS, text_of

TIMES = 150
LARGEST_GROWTH = 2.3
"""Twice the text, at most so many times the calls; reading that scans anew has about four."""


def calls_of(work: Callable[[], object]) -> int:
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", UNITS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    recognise_act(text_of(name, 10))  # what is kept between two readings is kept by now
    once = calls_of(lambda: recognise_act(text_of(name, TIMES)))
    twice = calls_of(lambda: recognise_act(text_of(name, 2 * TIMES)))
    assert twice < LARGEST_GROWTH * once

"""How much a test of every byte tries: a sample in daily runs, everything in ``make proof``."""

import os
from collections.abc import Sequence
from typing import TypeVar

EXHAUSTIVE = os.environ.get("EXHAUSTIVE") == "1"
SHARDS = 64 if EXHAUSTIVE else 1
"""Parts of one exhaustive run, so that several processes share it."""

Place = TypeVar("Place")


def sample(places: Sequence[Place], *, at_most: int, shard: int = 0) -> Sequence[Place]:
    """About ``at_most`` places evenly spread; every place of the shard in an exhaustive run."""
    if EXHAUSTIVE:
        return places[shard::SHARDS]
    return places[:: max(1, len(places) // at_most)]

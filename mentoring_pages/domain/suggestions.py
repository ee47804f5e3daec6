"""What somebody may have meant: the known word nearest to one that nothing answers to."""

from collections.abc import Iterable
from difflib import get_close_matches

CLOSE = 0.75
SHORTEST = 4
"""Letters: of shorter words too many look alike."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``; empty where none is near. Length may differ by two."""
    if len(word) < SHORTEST:
        return ""
    candidates = [other for other in known if other != word and abs(len(other) - len(word)) <= 2]
    return next(iter(get_close_matches(word, candidates, n=1, cutoff=CLOSE)), "")

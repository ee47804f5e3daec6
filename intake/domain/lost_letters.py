"""Whether a message is lost: it never left, or it came back. The next step is somebody's then."""

NOBODY_MISSES = ("Replaced", "Expired", "KeyDestroyed")
"""Reasons not to send that ask nothing of anybody: a newer code went out, or its time passed."""

CAME_BACK = ("soft", "hard", "complained")
"""Outcomes after which the person has not got it."""


def is_lost(*, state: str, failure: str, outcome: str) -> bool:
    """``state`` is ours, ``outcome`` what others said of a message that left."""
    if state == "failed":
        return failure not in NOBODY_MISSES
    return state == "sent" and outcome in CAME_BACK

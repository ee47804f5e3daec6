"""The way of a draft to an order: whose step follows whose, and which steps one person takes."""

from collections.abc import Collection, Sequence

STEPS = ("editor", "curator", "director")
"""Roles in the order in which a text passes them; the last one approves by an order."""


def roles_of_act(steps: Sequence[str], at: int, held: Collection[str]) -> tuple[str, ...]:
    """The roles in which one person acts at step ``at``: that step and those right after it that
    are theirs too. Empty where the step is not theirs."""
    taken: list[str] = []
    for role in steps[at:]:
        if role not in held:
            break
        taken.append(role)
    return tuple(taken)


def ends_the_way(steps: Sequence[str], at: int, held: Collection[str]) -> bool:
    """Nobody else has to act after this person, so that the order is asked for now."""
    return at < len(steps) and len(roles_of_act(steps, at, held)) == len(steps) - at

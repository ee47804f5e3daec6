"""Comparing two editions of an act, or an edition with the draft that is to replace it."""

from dataclasses import dataclass
from typing import Any

from mentoring_pages.domain.comparison import Comparison, compare
from mentoring_pages.domain.units import Unit, units_of
from mentoring_pages.rendering.act_page import pieces_of_tree
from mentoring_pages.rendering.approvers import agreed_in
from mentoring_pages.rendering.change_summary import summary
from mentoring_pages.rendering.edition_parts import whole_tree
from mentoring_pages.services.edition import Act, tree_of


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts of an act and what makes the second differ; ``title_changed`` is the heading,
    ``agreed_changed`` the approval blocks beside the director's."""

    old_tree: dict[str, Any]
    new_tree: dict[str, Any]
    comparison: Comparison
    old_units: tuple[Unit, ...]
    new_units: tuple[Unit, ...]

    @property
    def summary(self) -> str:
        return summary(self.comparison)

    @property
    def title_changed(self) -> bool:
        return any(self.old_tree[part] != self.new_tree[part] for part in ("heading", "title"))

    @property
    def agreed_before(self) -> tuple[str, ...]:
        return _agreed(self.old_tree)

    @property
    def agreed_now(self) -> tuple[str, ...]:
        return _agreed(self.new_tree)

    @property
    def agreed_changed(self) -> bool:
        return self.agreed_before != self.agreed_now


def _agreed(tree: dict[str, Any]) -> tuple[str, ...]:
    """Each block in one line: «ПРИНЯТО, педагогический совет, протокол № 1 от 30.08.2024»."""
    return tuple(", ".join((one.heading, *one.lines)) for one in agreed_in(tree))


def compare_trees(*, old: dict[str, Any], new: dict[str, Any]) -> Compared:
    """What changed from one frozen tree to another."""
    before, after = (pieces_of_tree(whole_tree(tree)["blocks"]) for tree in (old, new))
    return Compared(old, new, compare(before, after), units_of(before), units_of(after))


def draft_tree(*, page: Act) -> dict[str, Any]:
    """The text of the page's latest revision, published or not, as it would be frozen."""
    return tree_of(page.get_latest_revision_as_object())

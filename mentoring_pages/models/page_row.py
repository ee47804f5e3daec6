"""Rows of a page that stand in the order the school gave them."""

from wagtail.models import Orderable


class PageRow(Orderable):
    """A row of a page; rows without a place, or with the same, stand as they were added.

    PostgreSQL returns rows that compare equal in any order, and another one after an update.
    """

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]

"""One order approves one text: what is said when another text stands under the same order."""

from collections.abc import Iterator, Mapping
from typing import Any

from mentoring_pages.linting import Finding
from mentoring_pages.linting.by_words import made
from mentoring_pages.linting.own_rules import rules
from mentoring_pages.linting.text import act_of_tree
from mentoring_pages.models import Edition, WordingPage
from mentoring_pages.models.wording_form import same_words
from mentoring_pages.services.edition import Approvable, tree_digest

SAME_ORDER = "same-order-other-text"


def by_order(
    *, page: Approvable, tree: Mapping[str, Any], folders: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """The text of ``page`` is none of those that were frozen under its order.

    Published all the same it would take the place of the approved text from its first day. To
    correct a slip of typing may be just that, so an editor may set the finding aside: until the
    text changes again. Of a wording only the words that are signed count.
    """
    if not page.order_number or page.order_date is None:
        return
    frozen = Edition.objects.filter(
        page_key=page.translation_key, order_number=page.order_number, order_date=page.order_date
    ).order_by("-number")
    digest = tree_digest(dict(tree))
    found = list(frozen.values_list("number", "digest"))
    if not found or digest in {one for _number, one in found}:
        return
    if isinstance(page, WordingPage):
        latest = frozen.first()
        if latest is not None and same_words(latest.tree, dict(tree)):
            return
    yield made(
        act_of_tree(tree),
        rules(folders)[SAME_ORDER],
        -1,
        f"{page.order_number} {digest}",
        number=page.order_number,
        day=f"{page.order_date:%d.%m.%Y}",
        edition=str(found[0][0]),
    )

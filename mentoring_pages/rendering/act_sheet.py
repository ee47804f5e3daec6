"""An act as it is put on paper: what PDF and Word are both made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring_pages.domain.clauses import ITEM, PARAGRAPH, SECTION, TABLE, Block
from mentoring_pages.domain.contents import Chapter, Piece, chapters
from mentoring_pages.models.service_rules import SERVICE_BASES, SERVICE_MODES, SERVICE_STATUSES
from mentoring_pages.rendering.act_page import pieces_of_tree
from mentoring_pages.rendering.approvers import Approver, approvers_of

OWN_PARTS = (
    ("intro", ""),
    ("goal", gettext_lazy("Цель")),
    ("tasks", gettext_lazy("Задачи")),
    ("participants", gettext_lazy("Участники")),
    ("term", gettext_lazy("Срок")),
    ("expected", gettext_lazy("Ожидаемые результаты")),
    ("measured", gettext_lazy("Оцениваемые результаты")),
)
"""What a programme keeps beside its clauses, in the order of print."""


@dataclass(frozen=True, slots=True)
class ActSheet:
    """Everything that is printed. ``notices`` stand on the first page before anything else.

    ``made_at`` (aware) dates the file, ``digest`` is the SHA-256 of the frozen tree, empty for a
    draft; ``edition`` says in a line which edition this is.
    """

    heading: str
    title: str
    approvers: tuple[Approver, ...]
    chapters: tuple[Chapter, ...]
    notices: tuple[str, ...]
    edition: str
    digest: str
    made_at: datetime
    publisher: str
    is_draft: bool

    @property
    def name(self) -> str:
        """«Положение о наставничестве»."""
        return f"{self.heading} {self.title}".strip()


def sheet_of(
    tree: Mapping[str, Any],
    *,
    order_number: str,
    order_date: date | None,
    notices: Sequence[str],
    edition: str,
    digest: str,
    made_at: datetime,
    publisher: str,
) -> ActSheet:
    """The sheet of a frozen tree or, without an order, of a draft."""
    is_draft = not (order_number and order_date)
    return ActSheet(
        heading=tree.get("heading", ""),
        title=tree.get("title", ""),
        approvers=approvers_of(tree, order_number=order_number, order_date=order_date),
        chapters=chapters(
            [
                *_own_pieces(tree),
                *pieces_of_tree(tree.get("blocks", ())),
                *_register(tree, is_draft=is_draft),
            ]
        ),
        notices=tuple(notices),
        edition=edition,
        digest=digest,
        made_at=made_at,
        publisher=publisher,
        is_draft=is_draft,
    )


def _own_pieces(tree: Mapping[str, Any]) -> Iterator[Piece]:
    for name, title in OWN_PARTS:
        value = tree.get(name)
        if not value:
            continue
        if title:
            yield Piece(f"own-{name}", Block(SECTION, 1, text=str(title)))
        if isinstance(value, str):
            yield Piece(f"own-{name}-text", Block(PARAGRAPH, 2, text=value))
        else:
            for index, entry in enumerate(value):
                words = (entry.get("text"), entry.get("measure"))
                text = "\n".join(word for word in words if word)
                yield Piece(f"own-{name}-{index}", Block(ITEM, 2, text=text))


def _register(tree: Mapping[str, Any], *, is_draft: bool) -> Iterator[Piece]:
    """The register of services as a table after the text. A draft lets nobody use anything yet."""
    services = tree.get("services")
    if not services:
        return
    numbers = {
        block["key"]: block["value"].get("number", "")
        for block in tree.get("blocks", ())
        if isinstance(block["value"], Mapping)
    }
    head = [_("Сервис"), _("Как отвечают"), _("Основание"), _("Пункт")]
    rows = [
        [
            service["name"],
            str(SERVICE_MODES.get(service.get("mode", ""), "–")),
            str(SERVICE_BASES.get(service.get("basis", ""), "–")),
            numbers.get(service.get("clause", ""), "") or "–",
        ]
        for service in services
    ]
    if not is_draft:
        head.insert(3, _("Состояние"))
        for row, service in zip(rows, services, strict=True):
            row.insert(3, str(SERVICE_STATUSES.get(service.get("status", ""), "–")))
    yield Piece("own-services", Block(SECTION, 1, text=_("Реестр сервисов")))
    yield Piece(
        "own-services-table",
        Block(TABLE, 2, rows=(tuple(head), *map(tuple, rows))),
        has_head=True,
    )

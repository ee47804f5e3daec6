"""An act as it is put on paper: what PDF and Word are both made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring_pages.domain.clauses import ITEM, PARAGRAPH, SECTION, Block
from mentoring_pages.domain.contents import Chapter, Piece, chapters
from mentoring_pages.rendering.act_page import pieces_of_tree

NBSP = "\N{NO-BREAK SPACE}"
NUMERO = "\N{NUMERO SIGN}"

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
class Approver:
    """One approval block: «УТВЕРЖДАЮ», who, by which order. ``signs`` leaves a place to sign."""

    heading: str
    post: str = ""
    name: str = ""
    order: str = ""
    signs: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands under the heading."""
        name = f"______________ {self.name}".rstrip() if self.signs else self.name
        return tuple(line for line in (self.post, name, self.order) if line)


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
        approvers=tuple(_approvers(tree, order_number, order_date)),
        chapters=chapters([*_own_pieces(tree), *pieces_of_tree(tree.get("blocks", ()))]),
        notices=tuple(notices),
        edition=edition,
        digest=digest,
        made_at=made_at,
        publisher=publisher,
        is_draft=is_draft,
    )


def order_words(number: str, day: date | None) -> str:
    """«Приказ № 05-од от 12.01.2022»; empty where either is missing."""
    if not number or day is None:
        return ""
    return _("Приказ %(sign)s%(space)s%(number)s от%(space)s%(day)s") % {
        "sign": NUMERO,
        "space": NBSP,
        "number": number,
        "day": day.strftime("%d.%m.%Y"),
    }


def day_words(day: date) -> str:
    """«12.01.2022»."""
    return day.strftime("%d.%m.%Y")


def _approvers(
    tree: Mapping[str, Any], order_number: str, order_date: date | None
) -> Iterator[Approver]:
    """Who agreed stands at the left, who approves at the right."""
    for other in tree.get("approvals") or ():
        written = other.get("order_date")
        yield Approver(
            heading=(other.get("heading") or _("СОГЛАСОВАНО")).upper(),
            post=other.get("post") or other.get("body") or "",
            name=other.get("name") or "",
            order=order_words(
                other.get("order_number") or "", date.fromisoformat(written) if written else None
            ),
        )
    approval = tree.get("approval") or {}
    order = order_words(order_number, order_date)
    if order or approval.get("post") or approval.get("name"):
        yield Approver(
            heading=(approval.get("heading") or _("УТВЕРЖДАЮ")).upper(),
            post=approval.get("post") or "",
            name=approval.get("name") or "",
            order=order or _("Приказ %(sign)s ________ от ____________") % {"sign": NUMERO},
            signs=not order,
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

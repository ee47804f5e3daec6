"""The approval blocks of an act, the same on a page, in PDF and in Word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

NBSP = "\N{NO-BREAK SPACE}"
NUMERO = "\N{NUMERO SIGN}"


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


def approvers_of(
    tree: Mapping[str, Any], *, order_number: str, order_date: date | None
) -> tuple[Approver, ...]:
    """Who agreed stands first, at the left of the paper; who approves stands last, at the right."""
    return (*agreed_in(tree), *_approving(tree, order_number, order_date))


def agreed_in(tree: Mapping[str, Any]) -> tuple[Approver, ...]:
    """Who considered, agreed or adopted the act before it was approved."""
    found = []
    for other in tree.get("approvals") or ():
        written = other.get("order_date")
        day = date.fromisoformat(written) if written else None
        number = other.get("order_number") or ""
        who = [part for part in (other.get("body"), other.get("post")) if part]
        found.append(
            Approver(
                heading=(other.get("heading") or _("СОГЛАСОВАНО")).upper(),
                post=", ".join(who),
                name=other.get("name") or "",
                order=protocol_words(number, day)
                if other.get("is_protocol")
                else order_words(number, day) or (day_words(day) if day else ""),
            )
        )
    return tuple(found)


def _approving(
    tree: Mapping[str, Any], order_number: str, order_date: date | None
) -> tuple[Approver, ...]:
    approval = tree.get("approval") or {}
    order = order_words(order_number, order_date)
    if not (order or approval.get("post") or approval.get("name")):
        return ()
    return (
        Approver(
            heading=(approval.get("heading") or _("УТВЕРЖДАЮ")).upper(),
            post=approval.get("post") or "",
            name=approval.get("name") or "",
            order=order or _("Приказ %(sign)s ________ от ____________") % {"sign": NUMERO},
            signs=not order,
        ),
    )


def order_words(number: str, day: date | None) -> str:
    """«Приказ № 05-од от 12.01.2022»; empty where either is missing."""
    if not number or day is None:
        return ""
    return _("Приказ %(sign)s%(space)s%(number)s от%(space)s%(day)s") % _said(number, day)


def protocol_words(number: str, day: date | None) -> str:
    """«Протокол № 1 от 30.08.2024», as far as it is known."""
    if number and day:
        return _("Протокол %(sign)s%(space)s%(number)s от%(space)s%(day)s") % _said(number, day)
    if number:
        return _("Протокол %(sign)s%(space)s%(number)s") % _said(number, date.min)
    return day_words(day) if day else ""


def day_words(day: date) -> str:
    """«12.01.2022»."""
    return day.strftime("%d.%m.%Y")


def _said(number: str, day: date) -> dict[str, str]:
    return {"sign": NUMERO, "space": NBSP, "number": number, "day": day_words(day)}

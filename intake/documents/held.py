"""What the school holds on a person, and the act of what it destroyed, as papers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from intake.documents.consent import zone_words
from intake.documents.render import render_pdf
from intake.models import DestructionAct, Person

HELD, DESTROYED = "intake/papers/held.html", "intake/papers/destroyed.html"


class Table(Protocol):
    """One kind of data, as ``intake.services.held`` gives it."""

    @property
    def title(self) -> str: ...

    @property
    def heads(self) -> tuple[str, ...]: ...

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...


def held_pdf(*, person: Person, tables: Sequence[Table], made_at: datetime) -> bytes:
    """``made_at`` is aware, in the school's zone. Raises ``PaperError``."""
    return render_pdf(
        HELD,
        {"person": person, "school": person.school, "tables": tables, **_footer(made_at)},
        made_at=made_at,
    )


def destruction_pdf(*, act: DestructionAct, made_at: datetime) -> bytes:
    """The act of a day, with places for the signatures of the commission."""
    return render_pdf(
        DESTROYED,
        {"act": act, "school": act.school, "lines": act.lines.all(), **_footer(made_at)},
        made_at=made_at,
    )


def _footer(made_at: datetime) -> dict[str, Any]:
    return {"made_at": f"{made_at:%d.%m.%Y %H:%M}", "zone": zone_words(made_at)}

"""Citing the school's own act: the clause behind a rule, as the edition in force prints it."""

import re
from dataclasses import dataclass
from datetime import date

from mentoring_pages.models import School
from mentoring_pages.rendering.reading import clause_address
from mentoring_pages.services.edition import regulation_in_force

NUMBER = "\N{NUMERO SIGN}"
CONSENT_FORM = re.compile(
    rf"согласи\w+ на обработку персональных данных\s*\((Приложение\s*{NUMBER}?\s*\d+)\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause of the act in force: its number, its text, its permanent key and the act's order."""

    number: str
    text: str
    key: str
    order_number: str
    order_date: date

    @property
    def short(self) -> str:
        """«п. 3.4 Положения», with no-break spaces where a line must not end."""
        return f"п.\N{NO-BREAK SPACE}{self.number} Положения"

    @property
    def address(self) -> str:
        """Where the clause is read, for ever."""
        return clause_address(self.key)


def cited_clause(*, school: School, meaning: str, day: date) -> Citation | None:
    """The first numbered clause with this meaning tag in the act in force on ``day``.

    ``None`` where the act has no such clause: then the law is cited, or nothing.
    """
    edition = regulation_in_force(school=school, day=day)
    if edition is None:
        return None
    for block in edition.tree["blocks"]:
        if block["type"] == "appendix":
            break  # «п. 2.1 Положения» is never a clause of a paper in its appendix
        value = block["value"]
        if isinstance(value, dict) and meaning in value.get("meaning", ()) and value.get("number"):
            return Citation(
                number=value["number"],
                text=value["text"],
                key=block["key"],
                order_number=edition.order_number,
                order_date=edition.order_date,
            )
    return None


def consent_form_name(*, school: School, day: date) -> str:
    """What the act itself calls its form of consent («Приложение № 2»); empty if nothing."""
    clause = cited_clause(school=school, meaning="consent-required", day=day)
    found = CONSENT_FORM.search(clause.text) if clause else None
    return re.sub(r"\s+", "\N{NO-BREAK SPACE}", found.group(1)) if found else ""

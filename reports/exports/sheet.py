"""What is printed around the tables, the same in every format: title block, controls, foot.

There are no names of participants anywhere in it.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.domain.controls import ControlResult
from reports.domain.counting import Skipped
from reports.domain.filled import FilledReturn

BLANK = "_" * 22
CLOSED = "Х"
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Signatory:
    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    as_of: str
    preliminary: str
    named_form: str
    provider: str
    recipient: str
    due: str
    organisation: tuple[tuple[str, str], ...]
    rules: str
    controls: tuple[str, ...]
    controls_hold: bool
    not_counted: str
    signatories: tuple[Signatory, ...]
    contacts: tuple[tuple[str, str], ...]


def sheet_of(filled: FilledReturn) -> Sheet:
    organisation = filled.organisation
    as_of = _day(filled.period.as_of)
    return Sheet(
        title=filled.title,
        as_of=_("по состоянию на %(day)s") % {"day": as_of},
        preliminary=(
            _("Предварительно: составлено %(made)s, до отчётной даты.")
            % {"made": _day(filled.made_on)}
            if filled.is_preliminary
            else ""
        ),
        named_form=f"{filled.definition.head.named_form}: {BLANK}",
        provider=organisation.full_name,
        recipient=organisation.regional_centre or filled.definition.head.recipient,
        due=_due(filled),
        organisation=tuple(
            (label, value or BLANK)
            for label, value in (
                (_("Наименование отчитывающейся организации"), organisation.full_name),
                (_("Адрес"), organisation.address),
                (_("ИНН"), organisation.inn),
                (_("ОГРН"), organisation.ogrn),
                (_("ОКПО"), organisation.okpo),
            )
        ),
        rules=_("Правила счёта: %(rules)s.") % {"rules": "; ".join(filled.rules)},
        controls=_controls(filled),
        controls_hold=not filled.broken_controls,
        not_counted=_not_counted(filled),
        signatories=_signatories(filled),
        contacts=_contacts(filled),
    )


def value_text(value: int | None) -> str:
    """Zero is 0, a closed cell is Х."""
    return CLOSED if value is None else str(value)


def broken_words(control: ControlResult) -> str:
    """«Стр. 12 = Σ стр. 13…17: 40 = 38 не выполнено» with the sums of each breach."""
    sign = "≠" if control.sign == "=" else ">"
    sums = "; ".join(
        f"{_rows_of(breach.left)}: {breach.left_sum}{NBSP}{sign}{NBSP}{breach.right_sum}"
        for breach in control.breaches
    )
    return f"{control.text} — {sums}"


def _rows_of(addresses: tuple[tuple[str, int], ...]) -> str:
    return (
        ", ".join(
            _("стр. %(row)s гр. %(column)s") % {"row": row, "column": column}
            for row, column in addresses
        )
        .replace("стр. ", f"стр.{NBSP}")
        .replace("гр. ", f"гр.{NBSP}")
    )


def _controls(filled: FilledReturn) -> tuple[str, ...]:
    total = len(filled.controls)
    if not filled.broken_controls:
        return (_("Контроль: выполнены все условия (%(count)s).") % {"count": total},)
    head = _("Контроль: не выполнено условий: %(broken)s из %(total)s.") % {
        "broken": len(filled.broken_controls),
        "total": total,
    }
    return (head, *(broken_words(control) for control in filled.broken_controls))


def _not_counted(filled: FilledReturn) -> str:
    count = sum(
        1
        for one in filled.counted.not_counted
        if one.rule in (Skipped.NO_ORDER, Skipped.ORDER_LATER)
    )
    if not count:
        return ""
    return _("Не учтены участия без приказа на отчётную дату: %(count)s.") % {"count": count}


def _due(filled: FilledReturn) -> str:
    words = _("не позднее %(day)s") % {"day": date_format(filled.period.due, "j E Y")} + f"{NBSP}г."
    if filled.clause is None:
        return words
    return _("%(words)s (п. %(number)s Положения)").replace("п. ", f"п.{NBSP}") % {
        "words": words,
        "number": filled.clause.number,
    }


def _signatories(filled: FilledReturn) -> tuple[Signatory, ...]:
    organisation = filled.organisation
    known = {
        "director": Signatory(organisation.director_post, organisation.director_name),
        "curator": Signatory(
            _("Составил: куратор программы наставничества"), organisation.curator_name
        ),
    }
    return tuple(known[part] for part in filled.definition.foot if part in known)


def _contacts(filled: FilledReturn) -> tuple[tuple[str, str], ...]:
    organisation = filled.organisation
    known = {
        "phone": (_("Телефон"), organisation.phone or BLANK),
        "email": (_("E-mail"), organisation.email or BLANK),
        "date": (_("Дата составления"), _day(filled.made_on)),
    }
    return tuple(known[part] for part in filled.definition.foot if part in known)


def _day(day: date) -> str:
    return date_format(day, "d.m.Y")

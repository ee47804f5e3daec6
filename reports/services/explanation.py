"""A cell's counting rule in words, for the person who asks where a figure comes from."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake.models.participation import CATEGORIES
from reports.domain.definition import Column, Row
from reports.domain.filled import FilledReturn
from reports.labels import NARROWING_WORDS, UNIT_WORDS


def explain_cell(*, filled: FilledReturn, row: Row, column: Column) -> list[str]:
    """Each line is one condition; all of them hold for everyone in the list."""
    rule, measure = row.rule, column.measure
    words = [str(UNIT_WORDS[measure.unit])]
    if rule.forms is not None:
        names = _form_names(filled, rule.forms)
        words.append(_("форма наставничества: %(names)s") % {"names": names or "–"})
    if rule.categories:
        words.append(
            _("основная категория: %(names)s") % {"names": _category_names(rule.categories)}
        )
    if rule.categories_except:
        words.append(
            _("основная категория — любая, кроме: %(names)s")
            % {"names": _category_names(rule.categories_except)}
        )
    if rule.age:
        words.append(_age_words(rule.age, filled))
    if rule.young_specialist:
        words.append(_("молодой специалист: стаж до 3 лет"))
    if rule.trained:
        words.append(_("прошли обучение наставников"))
    if measure.narrowing:
        words.append(str(NARROWING_WORDS[measure.narrowing]))
    words.append(
        _("участие пересекается с периодом с %(first)s по %(as_of)s и закреплено приказом")
        % {"first": _day(filled.period.first), "as_of": _day(filled.period.as_of)}
    )
    words.append(
        _("каждая пара или группа — один раз")
        if measure.counts_teams
        else _("каждый человек — один раз")
    )
    return words


def _form_names(filled: FilledReturn, keys: frozenset[str] | str) -> str:
    titles = {
        next(iter(row.rule.forms)): row.title
        for section in filled.sections
        for row in section.rows
        if isinstance(row.rule.forms, frozenset) and len(row.rule.forms) == 1
    }
    return ", ".join(sorted(titles.get(key, key) for key in keys))


def _category_names(keys: frozenset[str]) -> str:
    return ", ".join(str(words) for key, words in CATEGORIES.items() if key in keys)


def _age_words(band: tuple[int | None, int | None], filled: FilledReturn) -> str:
    lowest, highest = band
    day = _day(filled.period.as_of)
    if lowest is None:
        return _("полных лет на %(day)s: до %(highest)s включительно") % {
            "day": day,
            "highest": highest,
        }
    if highest is None:
        return _("полных лет на %(day)s: %(lowest)s и больше") % {"day": day, "lowest": lowest}
    return _("полных лет на %(day)s: от %(lowest)s до %(highest)s") % {
        "day": day,
        "lowest": lowest,
        "highest": highest,
    }


def _day(day: date) -> str:
    return date_format(day, "d.m.Y")

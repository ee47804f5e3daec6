"""Ages and birthdays. Years are added to the birth date; nothing is subtracted from today."""

from datetime import date, timedelta
from enum import StrEnum

OLDEST_AGE = 110


class BirthDateProblem(StrEnum):
    """Why a birth date cannot be used. The words a person reads are in ``intake.labels``."""

    MISSING = "missing"
    IMPOSSIBLE = "impossible"
    IN_FUTURE = "in_future"
    TOO_LONG_AGO = "too_long_ago"


class UnknownBirthDate(ValueError):
    """No usable birth date: whoever asks for an age must refuse, never assume one."""


class BirthdayTurn(StrEnum):
    """On which day a new age changes who signs. The values are those of stored rows.

    Civil practice counts the birthday itself, criminal practice the day after (ст. 191, 192 ГК РФ
    are read both ways), so a school may decide; what it did not decide is asked both ways.
    """

    BIRTHDAY = "birthday"
    NEXT_DAY = "next_day"
    BOTH = "both"
    """On the birthday itself those who signed before it and those who sign from it on."""


def birthday_in_year(birth_date: date, year: int) -> date:
    """The day in ``year`` on which a full year more is reached.

    A child born on 29 February turns a year older on 1 March of a common year: the last full year
    ends with 28 February (ст. 192 ГК РФ counts a term by its last day).
    """
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def date_of_age(birth_date: date, years: int) -> date:
    """The first day on which the person is ``years`` full years old."""
    return birthday_in_year(birth_date, birth_date.year + years)


def first_day_of_age(birth_date: date, years: int, turn: BirthdayTurn) -> date:
    """From 00:00 of which day whoever signs at ``years`` is asked."""
    birthday = date_of_age(birth_date, years)
    return birthday + timedelta(days=1) if turn is BirthdayTurn.NEXT_DAY else birthday


def first_day_past_age(birth_date: date, years: int, turn: BirthdayTurn) -> date:
    """From 00:00 of which day whoever signed before ``years`` is asked no more."""
    birthday = date_of_age(birth_date, years)
    return birthday if turn is BirthdayTurn.BIRTHDAY else birthday + timedelta(days=1)


def age_on(birth_date: date, day: date) -> int:
    """Full years reached on ``day``, the day of the birthday included.

    Raises UnknownBirthDate for a day before the birth.
    """
    if day < birth_date:
        raise UnknownBirthDate(BirthDateProblem.IN_FUTURE)
    years = day.year - birth_date.year
    return years if birthday_in_year(birth_date, day.year) <= day else years - 1


def birth_date_problem(birth_date: date | None, day: date) -> BirthDateProblem | None:
    """What is wrong with a birth date seen on ``day``, or None when it can be used."""
    if birth_date is None:
        return BirthDateProblem.MISSING
    if birth_date > day:
        return BirthDateProblem.IN_FUTURE
    if age_on(birth_date, day) > OLDEST_AGE:
        return BirthDateProblem.TOO_LONG_AGO
    return None


def birth_date_from_parts(
    year: int | None, month: int | None, day_of_month: int | None
) -> date | BirthDateProblem:
    """A date from three separate answers, or the problem with them (31.02 is impossible)."""
    if year is None or month is None or day_of_month is None:
        return BirthDateProblem.MISSING
    try:
        return date(year, month, day_of_month)
    except (ValueError, OverflowError):
        return BirthDateProblem.IMPOSSIBLE


def plural(number: int, one: str, few: str, many: str) -> str:
    """The Russian form of a noun after a whole number: 1 год, 2 года, 5 лет, 11 лет, 21 год."""
    tens, units = abs(number) % 100, abs(number) % 10
    if 11 <= tens <= 14:
        return many
    if units == 1:
        return one
    return few if 2 <= units <= 4 else many


def years_in_words(age: int) -> str:
    """«13 лет», with a no-break space between the number and the word."""
    return f"{age}\N{NO-BREAK SPACE}{plural(age, 'год', 'года', 'лет')}"

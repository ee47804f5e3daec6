"""Days that an order can name: a slip of the keyboard in the year is no day of an act."""

from datetime import date

FIRST_YEAR, LAST_YEAR = 1992, 2099
"""The law on education that schools' acts stand on is of 1992; no act is made for a century."""


def is_meant(day: date) -> bool:
    """Whether somebody can mean this day of an order, or the day from which its act holds."""
    return FIRST_YEAR <= day.year <= LAST_YEAR

"""The time a return speaks of. Dates are the school's own days; both ends are included."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """Month and day of the first day, the as-of day and the day the return is due, each year."""

    first: tuple[int, int]
    as_of: tuple[int, int]
    due: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """The window of one year: who took part from ``first`` to ``as_of`` counts."""

    year: int
    first: date
    as_of: date
    due: date

    def is_preliminary(self, day: date) -> bool:
        """Before the as-of day has passed the figures may still change."""
        return day < self.as_of


def period_of(year: int, window: Window) -> Period:
    """The period of ``year``. Raises ValueError when the first day is later than the as-of day."""
    period = Period(
        year=year,
        first=date(year, *window.first),
        as_of=date(year, *window.as_of),
        due=date(year, *window.due),
    )
    if period.first > period.as_of:
        raise ValueError("The window of a return begins after its as-of day.")
    return period

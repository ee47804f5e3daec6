"""The levels of PAdES a seal may be asked for."""

from enum import StrEnum


class Level(StrEnum):
    """How long a seal proves itself: now; with a time stamp; with revocation data; for archives."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"

    @property
    def is_stamped(self) -> bool:
        return self is not Level.B_B

    @property
    def is_long_term(self) -> bool:
        return self in (Level.B_LT, Level.B_LTA)

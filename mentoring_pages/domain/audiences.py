"""For whom a clause matters: the views of an act for a parent, a mentor and a child."""

from dataclasses import dataclass

PARENT = "parent"
MENTOR = "mentor"
CHILD = "child"


@dataclass(frozen=True, slots=True)
class Audience:
    """A group of readers: its key, its word in an address (``?dlya=…``), what it is called.

    ``whom`` answers «для кого?».
    """

    key: str
    address: str
    name: str
    whom: str


AUDIENCES: dict[str, Audience] = {
    audience.key: audience
    for audience in (
        Audience(PARENT, "roditel", "Родителю", "родителя"),
        Audience(MENTOR, "nastavnik", "Наставнику", "наставника"),
        Audience(CHILD, "rebenok", "Ребёнку", "ребёнка"),
    )
}

PARAMETER = "dlya"


def audience_of(address: str) -> str:
    """The key behind the word of an address; empty for the whole act and for unknown words."""
    return next((one.key for one in AUDIENCES.values() if one.address == address), "")

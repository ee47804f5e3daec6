"""How a visitor wants to see the pages: the version for low vision, as a short text in a cookie.

Source: the orders of Rosobrnadzor on school sites ask for a version for weak-sighted visitors.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

CHOICES: Mapping[str, tuple[str, ...]] = {
    "scheme": ("usual", "black-on-white", "white-on-black", "blue-on-pale"),
    "size": ("100", "150", "200"),
    "spacing": ("usual", "wide"),
    "images": ("on", "off"),
}
"""What may be chosen; the first of each is what everybody sees who chose nothing."""


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """One value of ``CHOICES`` for each question."""

    scheme: str = "usual"
    size: str = "100"
    spacing: str = "usual"
    images: str = "on"

    def attributes(self) -> list[tuple[str, str]]:
        """What differs from the usual view, as pairs of name and value."""
        return [
            (field.name, value)
            for field in fields(self)
            if (value := getattr(self, field.name)) != CHOICES[field.name][0]
        ]

    @property
    def is_usual(self) -> bool:
        return not self.attributes()

    def as_text(self) -> str:
        """The settings as one word, such as ``white-on-black_200_usual_on``."""
        return "_".join(getattr(self, field.name) for field in fields(self))


def chosen(values: Mapping[str, str]) -> ViewSettings:
    """Settings out of what a browser sent; what is unknown is as usual."""
    known = {name: values[name] for name, allowed in CHOICES.items() if values.get(name) in allowed}
    return ViewSettings(**known)


def from_text(text: str) -> ViewSettings:
    """The settings a cookie holds; a text that nobody of us wrote gives the usual view."""
    return chosen(dict(zip(CHOICES, text.split("_"), strict=False)))

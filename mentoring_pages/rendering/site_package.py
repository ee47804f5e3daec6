"""«Пакет для официального сайта»: an edition's files, its card and news about it, in one ZIP."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from mentoring_pages.rendering.zip_bytes import zip_of

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Opens the text files: Notepad of an old Windows knows UTF-8 by it."""


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What the texts of the package say. ``title`` is «Положение о …», addresses are whole.

    ``compared`` leads to what changed since the edition before, empty for the first one;
    ``digest`` is of the frozen text.
    """

    title: str
    school: str
    number: int
    order_number: str
    order_date: date
    in_force_from: date
    digest: str
    address: str
    edition_address: str
    compared: str
    stem: str
    questions: str

    @property
    def is_first(self) -> bool:
        return self.number == 1


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of the edition with the digest a reader can compare."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def site_package(facts: PackageFacts, files: Sequence[PackagedFile]) -> bytes:
    """The same edition gives the same bytes. Names inside are Latin: any archiver opens them."""
    texts = {
        "README.txt": "readme",
        "kartochka.txt": "card",
        "novost-vk.txt": "news_vk",
        "novost-max.txt": "news_max",
    }
    written = [
        (name, _text(f"mentoring_pages/print/package/{template}.txt", facts, files))
        for name, template in texts.items()
    ]
    return zip_of([*((file.name, file.content) for file in files), *written])


def _text(template: str, facts: PackageFacts, files: Sequence[PackagedFile]) -> bytes:
    text = render_to_string(template, {"facts": facts, "files": files}).strip() + "\n"
    return (BYTE_ORDER_MARK + text.replace("\n", "\r\n")).encode()

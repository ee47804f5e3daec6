"""Places in a wording that are filled when a paper is made: ``[operator.full_name]`` and the like.

A wording never holds data of people; it names a place, and the place has a moment at which its
value is known. What is known only after signing (times, the effective date) cannot stand in a
text that is shown before: it belongs to the signing sheet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PLACE = re.compile(r"\[([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\]")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One place: its key, its Russian name for editors, whether it is known before signing."""

    key: str
    label: str
    known_before_signing: bool = True


CATALOGUE = (
    Placeholder("operator.full_name", "полное наименование школы"),
    Placeholder("operator.full_name_genitive", "полное наименование школы в родительном падеже"),
    Placeholder("operator.short_name", "краткое наименование школы"),
    Placeholder("operator.address", "адрес школы"),
    Placeholder("operator.inn", "ИНН школы"),
    Placeholder("operator.ogrn", "ОГРН школы"),
    Placeholder("operator.email", "электронная почта школы"),
    Placeholder("operator.phone", "телефон школы"),
    Placeholder("privacy_officer", "ответственный за персональные данные"),
    Placeholder("participant.full_name", "фамилия, имя, отчество участника"),
    Placeholder("participant.birth_date", "дата рождения участника"),
    Placeholder("participant.school_class", "класс участника"),
    Placeholder("signer.full_name", "фамилия, имя, отчество того, кто подписывает"),
    Placeholder("signer.capacity", "кем приходится участнику тот, кто подписывает"),
    Placeholder("signer.contact", "контакт того, кто подписывает"),
    Placeholder("resources", "где школа публикует: адреса"),
    Placeholder("regulation.citation", "как сослаться на Положение"),
    Placeholder("withdrawn.title", "какое согласие отзывают"),
    Placeholder("withdrawn.number", "номер согласия, которое отзывают"),
    Placeholder("withdrawn.date", "дата согласия, которое отзывают"),
    Placeholder("made.date", "дата, когда сделан документ"),
    Placeholder("document.number", "номер документа"),
    Placeholder("signed.at", "когда подписано", known_before_signing=False),
    Placeholder("in_force.from", "с какого дня действует", known_before_signing=False),
)

KNOWN = {placeholder.key: placeholder for placeholder in CATALOGUE}


@dataclass(frozen=True, slots=True)
class Problem:
    """A place that cannot be filled. ``str`` is a sentence for the editor."""

    key: str
    is_known: bool

    def __str__(self) -> str:
        if self.is_known:
            return (
                f"«[{self.key}]» станет известно только после подписания, поэтому стоять в тексте "
                "не может: оно напечатано на листе подписания."
            )
        return f"Места «[{self.key}]» нет. Проверьте, как оно написано, или уберите его."


def find(text: str) -> Iterator[str]:
    """The keys of the places in a text, in order, repeats included."""
    return (match.group(1) for match in PLACE.finditer(text))


def check(text: str) -> list[Problem]:
    """What is wrong with the places in a text; nothing when every place can be filled."""
    problems = []
    for key in dict.fromkeys(find(text)):
        known = KNOWN.get(key)
        if known is None:
            problems.append(Problem(key, is_known=False))
        elif not known.known_before_signing:
            problems.append(Problem(key, is_known=True))
    return problems


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. A value is plain text and is never expanded again.

    Raises ``KeyError`` for a place without a value.
    """
    return PLACE.sub(lambda match: values[match.group(1)], text)

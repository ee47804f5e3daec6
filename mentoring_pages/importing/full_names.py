"""Names of people printed whole, without initials: «Фёдор Ильич Ольхин», «Юля Ольхина»."""

import re

from mentoring_pages.domain.lemmas import readings

CAPITAL = r"[А-ЯЁ][а-яё]+"
PATRONYMIC = rf"{CAPITAL}(?:ич|вна|ична|инична)"
TWO_OR_THREE = re.compile(
    rf"(?<![\w«\"-])(?=(?P<whole>(?P<first>{CAPITAL})\s(?:{PATRONYMIC}\s)?"
    rf"(?P<last>{CAPITAL}(?:-{CAPITAL})?))(?![\w»\"-]))"
)
NAMED_AFTER = re.compile(r"(?:(?<!\w)им\.|имени|памяти)\s*$", re.IGNORECASE)
LONGEST = 60
"""Letters of a name."""

FEW_READINGS = 3


def full_name_in(text: str) -> re.Match[str] | None:
    """The last name of a person in ``text``; ``None`` where the dictionary knows no first name.

    The surname may come first: «Ольхина Юля». Words of a quoted name of a school are none.
    """
    found = None
    for match in TWO_OR_THREE.finditer(text):
        before = text[: match.start()]
        is_quoted = before.count("«") > before.count("»")
        if is_quoted or NAMED_AFTER.search(before) or len(match["whole"]) > LONGEST:
            continue
        first, last = match["first"], match["last"]
        if (_is_given(first) and _may_be_surname(last)) or (_is_given(last) and _is_surname(first)):
            found = re.compile(re.escape(match["whole"])).match(text, match.start())
    return found


def _is_given(word: str) -> bool:
    """Whether the dictionary has the word as a first name in the nominative."""
    return any(
        one.is_known and "Name" in one.tag and "nomn" in one.tag
        for one in readings(word)[:FEW_READINGS]
    )


def _may_be_surname(word: str) -> bool:
    """Whether a word after a first name stands in the nominative, or no dictionary has it."""
    return any(not one.is_known or "nomn" in one.tag for one in readings(word.split("-")[-1]))


def _is_surname(word: str) -> bool:
    return any("Surn" in one.tag and "nomn" in one.tag for one in readings(word))

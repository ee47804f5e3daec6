"""Which column of a class list says what: guessed from the headings, settled by the curator."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from intake.domain.table_file import Table

HEADINGS_WITHIN = 20
"""A title or an order may stand above the headings, not more than so many rows."""


class Field(StrEnum):
    """What a column may say. Words for people are in ``intake.list_labels``."""

    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    PATRONYMIC = "patronymic"
    BIRTH_DATE = "birth_date"
    SCHOOL_CLASS = "school_class"
    ROLE = "role"
    EMAIL = "email"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_KIND = "guardian_kind"
    GUARDIAN_EMAIL = "guardian_email"
    GUARDIAN_PHONE = "guardian_phone"
    SECOND_NAME = "second_name"
    SECOND_EMAIL = "second_email"
    SECOND_PHONE = "second_phone"
    PROCESSING_PAPER = "processing_paper"
    PUBLICATION_PAPER = "publication_paper"
    KEPT_WHERE = "kept_where"


Columns = Mapping[Field, int]
"""Which column says what: numbers from 0."""

MAIL = r"почт|mail|мэйл|мейл"
PHONE = r"\bтел(ефон\w*)?\b|\bмоб|\bсотов|phone"
FATHER = r"\bот(ец|ца)\b|\bпап"
ADULT = rf"родител|представит|\bмат(ь|ери)\b|\bмам|опекун|законн|{FATHER}"
CHILD = r"ребен|учени|учащ|обуч|участник|дет"
CONSENT = r"соглас|\bпдн?\b"

RULES: tuple[tuple[Field, str, str], ...] = (
    (Field.KEPT_WHERE, r"хран|где лежит|место нахожд", ""),
    (Field.PUBLICATION_PAPER, rf"(?=.*({CONSENT}))(?=.*(публик|распростр|фото))", ""),
    (Field.PROCESSING_PAPER, CONSENT, ""),
    (Field.SECOND_EMAIL, rf"(?=.*({MAIL}))(?=.*({FATHER}|втор))", ""),
    (Field.SECOND_PHONE, rf"(?=.*({PHONE}))(?=.*({FATHER}|втор))", ""),
    (Field.EMAIL, rf"(?=.*({MAIL}))(?=.*({CHILD}))", ADULT),
    (Field.GUARDIAN_EMAIL, MAIL, ""),
    (Field.GUARDIAN_PHONE, PHONE, CHILD),
    (Field.GUARDIAN_KIND, r"кем приход|родств|статус предст|кем явл", ""),
    (Field.SECOND_NAME, rf"{FATHER}|втор\w* (родит|предст)", rf"\bмат|{MAIL}|{PHONE}"),
    (Field.GUARDIAN_NAME, ADULT, ""),
    (Field.BIRTH_DATE, r"рожд|\bд ?р\b|birth", ""),
    (Field.SCHOOL_CLASS, r"класс", r"руковод"),
    (Field.ROLE, r"\bроль\b|наставн\w* наставл|\bкто в программе", ""),
    (Field.FULL_NAME, r"\bф ?и ?о\b|фамилия имя|фамилия и имя", ""),
    (Field.FAMILY_NAME, r"фамили", ""),
    (Field.GIVEN_NAME, r"\bимя\b", ""),
    (Field.PATRONYMIC, r"отчеств", ""),
    (Field.FULL_NAME, rf"{CHILD}|список", ""),
)
"""In the order they are tried: field, what its heading says, what it does not say."""

NAMING = {Field.FULL_NAME, Field.FAMILY_NAME, Field.BIRTH_DATE}
"""One of these stands in every row of headings."""


def folded_heading(text: str) -> str:
    """A heading for comparing: «Ф.И.О. ребёнка» is «ф и о ребенка»."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold().replace("ё", "е")).split())


def guess_columns(headings: Sequence[str]) -> dict[Field, int]:
    """What the headings say. Each column says one thing, each thing is said by one column."""
    folded = ["" if re.search(r"@|\d{3}", text) else folded_heading(text) for text in headings]
    found: dict[Field, int] = {}
    for field, says, says_not in RULES:
        for column, text in enumerate(folded):
            if field in found or not text or column in found.values():
                continue
            if re.search(says, text) and not (says_not and re.search(says_not, text)):
                found[field] = column
    if Field.SECOND_NAME in found and Field.GUARDIAN_NAME not in found:
        found[Field.GUARDIAN_NAME] = found.pop(Field.SECOND_NAME)
    if Field.FULL_NAME in found and Field.FAMILY_NAME in found:
        del found[Field.FULL_NAME]
    return found


def heading_row(table: Table) -> int:
    """Where in ``table.rows`` the headings stand; −1 where no row looks like headings."""
    scored = [
        (len(found), -place)
        for place, row in enumerate(table.rows[:HEADINGS_WITHIN])
        if (found := guess_columns(row.cells)) and NAMING & set(found)
    ]
    best, place = max(scored, default=(0, 0))
    return -place if best >= 2 else -1


def column_problem(columns: Columns) -> str:
    """``name`` or ``birth_date`` where no column says it, ``twice`` where one is named twice."""
    if len(set(columns.values())) < len(columns):
        return "twice"
    if Field.FULL_NAME not in columns and not (
        {Field.FAMILY_NAME, Field.GIVEN_NAME} <= set(columns)
    ):
        return "name"
    return "" if Field.BIRTH_DATE in columns else "birth_date"

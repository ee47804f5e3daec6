"""A school's own template of an order, looked through before it is taken."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document

from mentoring_pages.domain.amendments import Amendment, Quoted
from mentoring_pages.importing.refusals import UnreadableFile
from mentoring_pages.importing.sources.package import Package, open_package
from mentoring_pages.models import Edition, School
from mentoring_pages.rendering.amendments import BrokenTemplate, context_of, fill
from mentoring_pages.rendering.order_marks import MarksEnvironment

LARGEST_TEMPLATE = 1024 * 1024
"""Bytes. A letterhead with a coat of arms takes a tenth."""

MOST_NAMED = 10
POINT = "приложение № 1 изложить в следующей редакции"
NEW_WORDS = "Встречи проходят не реже одного раза в неделю."
CELL = "Ученик – ученик"
"""Of the example: what an order must print of a point, its new words and a row of its table."""

FETCHING_FIELD = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE)\b", re.IGNORECASE
)
CARRIERS = ("word/embeddings/", "word/activex/", "word/afchunk", "word/vbadata")
"""Parts that hold other files or controls instead of the text of an order."""


class TemplateRefused(Exception):
    """The file is not taken; the text says to a person why and what to do."""


def check_template(data: bytes) -> None:
    """Raise ``TemplateRefused`` with one sentence unless ``data`` can become orders."""
    if len(data) > LARGEST_TEMPLATE:
        raise TemplateRefused(
            _("Файл больше 1 МБ. Уменьшите рисунки на бланке или удалите лишнее и повторите.")
        )
    if not data.startswith(b"PK"):
        raise TemplateRefused(_("Это не документ Word. Сохраните шаблон как DOCX и повторите."))
    try:
        _check_parts(open_package(data))
    except UnreadableFile as problem:
        raise TemplateRefused(str(problem)) from problem
    environment = MarksEnvironment(example_context())
    broken: BrokenTemplate | None = None
    written = b""
    try:
        written = fill(data, example_context(), environment)
    except BrokenTemplate as problem:
        broken = problem
    if environment.unknown:
        raise TemplateRefused(
            _("В шаблоне неизвестные метки: %(marks)s. Исправьте их по списку ниже и повторите.")
            % {"marks": ", ".join(name[:60] for name in list(environment.unknown)[:MOST_NAMED])}
        )
    if broken is not None:
        raise TemplateRefused(
            _(
                "Метки шаблона заполнить нельзя: разрешены только значения, условия и циклы из "
                "списка ниже. Проверьте, что каждая метка закрыта, и повторите."
            )
        ) from broken
    missing = list(_not_printed(written))
    if missing:
        raise TemplateRefused(
            _(
                "В приказе по этому шаблону не было бы: %(missing)s. Перенесите цикл по points из "
                "шаблона поставки и повторите."
            )
            % {"missing": "; ".join(missing)}
        )


def _not_printed(written: bytes) -> Iterator[str]:
    """What the order is about and the filled example does not say."""
    text = _text_of(written)
    for said, mark, words in (
        (POINT, "point.text", _("текста пунктов")),
        (NEW_WORDS, "part.text", _("новых слов пункта")),
        (CELL, "part.rows", _("строк изменённой таблицы")),
    ):
        if said.casefold() not in text:
            yield f"{words} ({mark})"


def _text_of(written: bytes) -> str:
    """The letters of the body in order, whatever runs they stand in."""
    document = Document(BytesIO(written))
    return "".join(document.element.body.itertext()).casefold()


def _check_parts(package: Package) -> None:
    """No entities, nothing fetched from elsewhere, nothing carried inside."""
    for plain in package.names:
        if plain.startswith(CARRIERS):
            raise TemplateRefused(
                _("В файле вложен другой файл или элемент управления. Удалите его и повторите.")
            )
        if not plain.endswith((".xml", ".rels")):
            continue
        root = package.part(plain)
        if _asks_elsewhere(root):
            raise TemplateRefused(
                _(
                    "В шаблоне есть поле Word, которое берёт текст или рисунок из другого файла. "
                    "Удалите поле и повторите."
                )
            )
        if plain.endswith(".rels") and any(_is_fetched(entry) for entry in root):
            raise TemplateRefused(
                _(
                    "Шаблон ссылается на файл вне документа (рисунок, объект или другой шаблон). "
                    "Вставьте его в документ или удалите и повторите."
                )
            )


def _asks_elsewhere(root: Any) -> bool:
    """Whether a field of Word brings in something when the document is opened or printed."""
    said = []
    for node in root.iter():
        name = str(node.tag).rsplit("}", 1)[-1]
        if name == "instrText":
            said.append(node.text or "")
        elif name == "fldSimple":
            said += [" ", *node.attrib.values(), " "]
    return FETCHING_FIELD.search("".join(said)) is not None


def _is_fetched(entry: Any) -> bool:
    """Whether a relationship makes Word load something from elsewhere; a link to press does not."""
    kind = entry.get("Type", "").rsplit("/", 1)[-1]
    return entry.get("TargetMode", "").lower() == "external" and kind != "hyperlink"


def example_context() -> dict[str, Any]:
    """An order about an invented act of an invented school: text, a table, a bare point."""
    school = School(
        full_name="Муниципальное общеобразовательное учреждение «Школа № 7 посёлка Берёзовка»",
        short_name="Школа № 7",
        locality="пос. Берёзовка",
        director_post="Директор",
        director_name="Орлова Нина Павловна",
    )
    editions = [
        Edition(order_number="12-од", order_date=date(2024, 1, 15)),
        Edition(order_number="48-од", order_date=date(2025, 8, 29)),
    ]
    return context_of(
        school=school,
        heading="Положение",
        title="о программе наставничества (пример)",
        editions=editions,
        points=[
            Amendment(
                POINT,
                (
                    Quoted(rows=(("Форма", "Срок"), (CELL, "Учебный год"))),
                    Quoted(NEW_WORDS),
                ),
            ),
            Amendment("пункт 3.2 изложить в следующей редакции", (Quoted("3.2. Пример текста."),)),
            Amendment("пункт 4.5 признать утратившим силу"),
        ],
        order_number="1-од",
        order_date=date(2026, 9, 1),
        in_force_from=date(2026, 9, 1),
        posting_days=10,
    )

"""Why a file cannot be read, and what a person should do about it."""

from enum import StrEnum


class Unreadable(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    BINARY = "binary"
    OTHER_NAME = "other-name"
    ENCODING = "encoding"
    TOO_BIG = "too-big"
    BIG_TEXT = "big-text"
    LONG_TEXT = "long-text"
    LONG_TABLE = "long-table"
    DEEP_LIST = "deep-list"
    OLD_WORD = "old-word"
    RTF = "rtf"
    ODT = "odt"
    ARCHIVE = "archive"
    SPREADSHEET = "spreadsheet"
    PICTURE = "picture"
    MACROS = "macros"
    PASSWORD = "password"  # noqa: S105 - a reason, no secret
    DAMAGED = "damaged"
    BOMB = "bomb"
    ENTITIES = "entities"
    SCAN = "scan"
    NO_LETTERS = "no-letters"
    MANY_PAGES = "many-pages"
    TOO_HARD = "too-hard"


SENTENCES = {
    Unreadable.EMPTY: "Файл пуст: в нём нет текста. Проверьте, тот ли файл выбран.",
    Unreadable.BINARY: (
        "Такой файл не читается. Сохраните документ как DOCX, PDF с текстом или обычный текст "
        "(TXT, кодировка UTF-8) и повторите."
    ),
    Unreadable.OTHER_NAME: (
        "Файлы с таким окончанием имени не принимаются. Принимаются DOCX, PDF с текстом, TXT, "
        "Markdown (MD) и HTML. Сохраните документ как один из них и повторите."
    ),
    Unreadable.ENCODING: (
        "Кодировка файла не читается. Сохраните его в кодировке UTF-8 или Windows-1251 и повторите."
    ),
    Unreadable.TOO_BIG: (
        "Файл больше 20 МБ. Удалите из него рисунки и лишнее или разделите на части."
    ),
    Unreadable.BIG_TEXT: (
        "Файл больше 5 МБ: для текста или страницы HTML это слишком много, обычно место занимают "
        "вставленные рисунки. Откройте его в Word, удалите рисунки и сохраните как DOCX."
    ),
    Unreadable.LONG_TEXT: (
        "Текста в файле больше 1,5 млн знаков или 20 000 строк: это не один документ. Разделите "
        "его на части и загрузите каждую отдельно."
    ),
    Unreadable.LONG_TABLE: (
        "В файле таблица длиннее 2 000 строк или шире 60 столбцов. Удалите её из документа (такие "
        "списки не публикуют) и повторите."
    ),
    Unreadable.DEEP_LIST: (
        "Списки в файле вложены глубже 20 уровней. Сделайте вложенность меньше и повторите."
    ),
    Unreadable.OLD_WORD: (
        "Это документ старого Word (DOC). Откройте его в Word или LibreOffice, сохраните как DOCX "
        "и загрузите новый файл."
    ),
    Unreadable.RTF: (
        "Это документ RTF. Откройте его в Word или LibreOffice, сохраните как DOCX и загрузите "
        "новый файл."
    ),
    Unreadable.ODT: (
        "Это документ OpenDocument (ODT). Откройте его в LibreOffice, сохраните как DOCX и "
        "загрузите новый файл."
    ),
    Unreadable.ARCHIVE: "Это архив. Распакуйте его и загрузите сам документ.",
    Unreadable.SPREADSHEET: (
        "Это таблица или презентация, а не документ. Перенесите текст в Word, сохраните как DOCX "
        "и загрузите новый файл."
    ),
    Unreadable.PICTURE: (
        "Это картинка: текста в ней нет. Распознайте её (например, в FineReader), сохраните как "
        "DOCX и загрузите новый файл."
    ),
    Unreadable.MACROS: (
        "В файле есть макросы, такие файлы не принимаются. Сохраните документ как DOCX без "
        "макросов и повторите."
    ),
    Unreadable.PASSWORD: (
        "Файл закрыт паролем. Снимите пароль, сохраните файл и загрузите его снова."
    ),
    Unreadable.DAMAGED: (
        "Файл повреждён и не открывается. Откройте его у себя, сохраните заново и повторите."
    ),
    Unreadable.BOMB: (
        "Файл при распаковке становится слишком большим, поэтому не принят. Удалите из документа "
        "рисунки и вложения, сохраните заново и повторите."
    ),
    Unreadable.ENTITIES: (
        "Файл устроен не так, как сохраняет Word: внутри есть описание внешних данных. Откройте "
        "его в Word, сохраните заново как DOCX и повторите."
    ),
    Unreadable.SCAN: (
        "В этом PDF только картинки страниц, текста в нём нет. Распознайте его (например, в "
        "FineReader) и сохраните как DOCX или PDF с текстом."
    ),
    Unreadable.NO_LETTERS: (
        "Текст этого PDF не читается: вместо букв в нём стоят номера знаков. Найдите исходный DOCX "
        "или распознайте PDF заново."
    ),
    Unreadable.MANY_PAGES: (
        "В этом PDF больше 100 страниц: это не один документ. Разделите его на части и загрузите "
        "каждую отдельно или загрузите исходный DOCX."
    ),
    Unreadable.TOO_HARD: (
        "Этот PDF устроен слишком сложно и не прочитан. Найдите исходный DOCX или сохраните PDF "
        "заново через печать в PDF."
    ),
}


class UnreadableFile(Exception):
    """The file cannot be read. ``reason`` says why, and the text says it to a person in Russian.

    Nothing of the file is in the message.
    """

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(SENTENCES[reason])
        self.reason = reason

"""What a reader of files tells the editor about the file itself."""

PAGES_NAMED = 10


def pictures(count: int) -> str:
    return (
        f"Рисунки не перенесены (их в файле {count}). Проверьте, нет ли на них текста, печати или "
        "подписи, которые нужны в документе."
    )


def objects(count: int) -> str:
    return (
        f"Вложенные объекты и формулы перенесены не полностью (их в файле {count}). Сверьте эти "
        "места с оригиналом."
    )


def changes() -> str:
    return (
        "В файле есть исправления рецензента: вставленное принято, вычеркнутое убрано. Проверьте, "
        "что это утверждённый текст."
    )


def boxes(count: int) -> str:
    return (
        f"Надписи в рамках (их в файле {count}) поставлены перед абзацем, у которого они стояли. "
        "Проверьте их место."
    )


def footnotes(count: int) -> str:
    return f"Сноски (их в файле {count}) поставлены отдельными абзацами после своего места."


def empty_numbers(numbers: list[str]) -> str:
    shown = ", ".join(f"«{number}»" for number in numbers[:PAGES_NAMED])
    return f"В файле пронумерованы пустые абзацы: {shown}. Проверьте, не пропал ли в них текст."


def pages_without_text(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:PAGES_NAMED]))
    more = " и ещё " + str(len(pages) - PAGES_NAMED) if len(pages) > PAGES_NAMED else ""
    return (
        f"На страницах {shown}{more} нет текста, только картинка. Наберите этот текст сами или "
        "распознайте файл."
    )


def lost_signs(count: int) -> str:
    return f"Знаков, которые не прочитались в PDF: {count}. Они отмечены «□», впишите их."


def front_matter() -> str:
    return "Шапка заметки (строки между «---») записана с ошибкой и не прочитана. Впишите её сами."


def hidden_text() -> str:
    return "В файле был скрытый текст. Он не печатается и потому не перенесён."


def form_fields(count: int) -> str:
    return f"Поля для заполнения (их в файле {count}) показаны чертой «______»."

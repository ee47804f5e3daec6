"""What the importer tells the editor to check, in the words of the editor."""

from collections.abc import Iterable, Sequence

NUMBER = "№\N{NO-BREAK SPACE}"


def order_before_act() -> str:
    return (
        "Перед документом стоит приказ о его утверждении. Он записан последней частью, чтобы "
        "ничего не пропало: удалите её, если она не нужна."
    )


def order_itself() -> str:
    return (
        "Файл – приказ, и страница сделана по нему, с его приложениями. Если нужна страница одного "
        "из приложений, загрузите его отдельным файлом."
    )


def missing_numbers(where: str, numbers: Iterable[str]) -> str:
    listed = ", ".join(numbers)
    return f"Перед пунктом {where} пропущены номера: {listed}. Проверьте, не потерян ли текст."


def footnotes_moved(count: int) -> str:
    return (
        f"Сноски внизу страниц (их в файле {count}) поставлены после абзацев, к которым они "
        "сделаны. Проверьте их место."
    )


def counted_anew(section: str) -> str:
    return (
        f"В разделе {section} пункты напечатаны с новым счётом: 1, 2 и дальше. Номера оставлены "
        "как в файле: проверьте, пункты ли это."
    )


def repeated_number(number: str) -> str:
    return f"Номер {number} напечатан дважды. Проверьте нумерацию."


def latin_letters(words: Iterable[str]) -> str:
    return (
        f"Внутри русских слов стояли похожие латинские буквы, они заменены русскими: {some(words)}."
    )


def letters_for_figures(words: Iterable[str]) -> str:
    return f"Цифры и буквы были перепутаны (так бывает после сканера) и исправлены: {some(words)}."


def misread_number(printed: str) -> str:
    return f"Номер «{printed}» прочитан по соседним номерам. Проверьте его."


def some(words: Iterable[str], most: int = 5) -> str:
    """The first of the words, each in quotes."""
    listed = list(words)
    shown = ", ".join(f"«{word}»" for word in listed[:most])
    return f"{shown} и другие" if len(listed) > most else shown


def parted_clauses(numbers: Iterable[str]) -> str:
    return f"Пункты стояли в одном абзаце и разделены по номерам: {', '.join(numbers)}."


def part_words(words: Sequence[str]) -> list[str]:
    """Words before numbers that the page does not print."""
    kinds = dict.fromkeys(word.split()[0] for word in words)
    if not kinds:
        return []
    return [
        f"Части документа названы словами {', '.join(f'«{kind}»' for kind in kinds)}. В номерах "
        "остались только числа."
    ]


def repeated_heading(text: str) -> str:
    return f"Заголовок «{shorten(text)}» напечатан дважды подряд. Второй раз он опущен."


def number_out_of_order(number: str, text: str) -> str:
    return (
        f"Номер {number} стоит не по порядку и оставлен в тексте: «{shorten(text)}». "
        "Проверьте, пункт ли это."
    )


def swallowing_heading(number: str, text: str) -> str:
    return (
        f"Раздел {number} напечатан как фраза («{shorten(text)}»), а под ним стоят пункты. "
        "Проверьте, заголовок ли это."
    )


def heading_without_number(text: str) -> str:
    return f"Заголовок «{shorten(text)}» напечатан без номера."


def inferred_appendix(number: str, title: str) -> str:
    return (
        f"У приложения «{shorten(title)}» нет шапки. По ссылкам в тексте это Приложение "
        f"{NUMBER}{number}: проверьте."
    )


def unnumbered_appendix(title: str) -> str:
    return f"У приложения «{shorten(title)}» нет шапки, и номер его неизвестен. Впишите номер."


def repeated_appendix(number: str) -> str:
    return f"Приложение {NUMBER}{number} напечатано дважды. Проверьте номера приложений."


def absent_appendices(numbers: Iterable[str]) -> list[str]:
    return [
        f"В тексте упомянуто Приложение {NUMBER}{number}, а самого приложения в файле нет."
        for number in numbers
    ]


def stray_appendix_head(number: str, text: str) -> str:
    return (
        f"Пункт {number} кончается словами «{text}». "
        "Возможно, это шапка страницы, а не текст пункта."
    )


def two_definitions(terms: Iterable[str]) -> str:
    listed = ", ".join(f"«{term}»" for term in terms)
    return f"В одном абзаце стоят несколько определений: {listed}. Они записаны отдельно."


def no_definition(text: str) -> str:
    return f"Среди определений стоит абзац без определения: «{shorten(text)}»."


def no_terms(title: str) -> str:
    return f"В разделе «{shorten(title)}» не прочитано ни одного термина. Впишите их на странице."


def guessed_terms(terms: Iterable[str]) -> str:
    listed = ", ".join(f"«{term}»" for term in terms)
    return f"Где кончается термин и начинается объяснение, решено по заглавной букве: {listed}."


def maybe_terms(clause: str, terms: Iterable[str]) -> str:
    return (
        f"В пункте {clause or 'без номера'} абзацы похожи на определения: {quoted(terms)}. Они "
        "оставлены текстом: добавьте термины на странице, если это они."
    )


def terms_in_a_row(terms: Sequence[str]) -> list[str]:
    """Clauses and paragraphs in a row that were taken for definitions though nothing says so."""
    if not terms:
        return []
    return [f"Записаны в термины места подряд, похожие на определения: {quoted(terms)}. Проверьте."]


def loose_terms(found: Sequence[tuple[str, str]]) -> list[str]:
    """Clauses that may be definitions though nothing announces them."""
    if not found:
        return []
    listed = ", ".join(f"«{term}» (пункт {clause})" for clause, term in found)
    return [f"Похоже на определения, но не записаны в термины: {listed}. Добавьте, если это они."]


def numbers_without_text(numbers: Sequence[str]) -> str:
    """Numbers printed one below another, their texts elsewhere."""
    return (
        f"Номера {', '.join(numbers)} напечатаны подряд, без текста между ними. "
        "Расставьте их по местам."
    )


def joined_words(words: Sequence[str]) -> list[str]:
    """Words that a scanner parted and that were made whole."""
    if not words:
        return []
    return [f"Слова, разорванные сканером, записаны слитно: {quoted(words[:5])}. Проверьте."]


def bare_title(title: str) -> str:
    return f"В названии документа прочитано одно слово «{title}». Допишите, о чём документ."


def no_title() -> str:
    return "Название документа не найдено. Впишите его на странице документа."


def unreadable_term(text: str) -> str:
    return f"В глоссарии не найдена граница термина: «{shorten(text)}». Впишите термин сами."


def term_twice(term: str) -> str:
    return f"Термин «{term}» объяснён и в пункте, и в глоссарии. Оставьте одно объяснение."


def no_clauses() -> str:
    return "Нумерованных пунктов не найдено: весь текст записан абзацами."


def too_deep(number: str) -> str:
    return f"Пункт {number} вложен глубже шести уровней и показан на шестом."


def already_explained(term: str) -> str:
    return f"Термин «{term}» уже есть в глоссарии школы. Прежнее объяснение оставлено."


def unreadable_front_matter() -> str:
    return (
        "Шапка заметки между строками «---» не читается. Впишите метки и другие названия на "
        "странице."
    )


def no_services() -> str:
    return (
        "Список сервисов не найден. Впишите на странице, какими сервисами пользуются, как и на "
        "каком основании."
    )


def shared_basis(clause: str) -> str:
    return (
        f"Основание для сервисов (договор или присоединение) названо сразу для всех в пункте "
        f"{clause}. Укажите основание для каждого."
    )


def services_without_mode(names: Iterable[str]) -> str:
    return f"Не сказано, синхронно или нет работают сервисы: {quoted(names)}. Укажите это."


def services_without_basis(names: Iterable[str]) -> str:
    return f"Не сказано, на каком основании работают сервисы: {quoted(names)}. Укажите это."


def no_goal() -> str:
    return "Цель программы не найдена. Впишите её на странице."


def no_tasks() -> str:
    return "Задачи программы не найдены. Впишите их на странице."


def no_results() -> str:
    return "Результаты программы не найдены. Впишите их на странице."


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f"«{shorten(name)}»" for name in names)


def shorten(text: str, words: int = 10) -> str:
    """The first words of a text."""
    parts = text.split()
    return " ".join(parts) if len(parts) <= words else " ".join(parts[:words]) + "…"

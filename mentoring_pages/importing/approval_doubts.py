"""What the importer tells the editor to check in approval blocks, in the words of the editor."""

from collections.abc import Sequence
from datetime import date

from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.doubts import quoted, shorten

NUMBER = "№\N{NO-BREAK SPACE}"


def about_head(approvals: Sequence[Approval]) -> list[str]:
    """What is missing in the approval that puts the act in force."""
    found = []
    approval = next((entry for entry in approvals if entry.approves), None)
    if not approvals:
        found.append("Гриф утверждения не найден. Впишите его на странице документа.")
    elif approval is None:
        found.append(
            "Гриф «Утверждаю» не найден, найдены только другие: "
            f"{', '.join(f'«{entry.heading}»' for entry in approvals)}. Впишите его на странице "
            "документа."
        )
    if approval and not approval.name and approval.heading.casefold() == "утверждаю":
        found.append("В грифе утверждения не найдены фамилия и инициалы. Впишите их.")
    if approval and not (approval.order_number and approval.order_date):
        missing = [
            name
            for name, value in (
                ("номер приказа", approval.order_number),
                ("дата приказа", approval.order_date),
            )
            if not value
        ]
        found.append(
            f"В грифе утверждения нет или не читается: {' и '.join(missing)}. Без номера и даты "
            "приказа документ останется неутверждённым."
        )
    for entry in approvals:
        is_by_order = entry.approves and entry.order_number
        if entry is not approval and not (entry.name or entry.body or entry.post or is_by_order):
            found.append(f"В грифе «{entry.heading}» не прочитано, кто его поставил. Впишите.")
    return found


def mixed_approvals() -> str:
    return (
        "Грифы напечатаны рядом, и строки их смешались. Они разобраны по смыслу: проверьте, чьи "
        "подпись, приказ и дата в каждом."
    )


def approval_of_order(text: str) -> str:
    taken = shorten(text, 20)
    return f"Гриф «Утверждаю» не напечатан. Номер и дата приказа взяты из строки «{taken}»."


def number_of_order(text: str) -> str:
    return f"В грифе нет номера приказа. Он взят из строки «{shorten(text, 20)}»: проверьте."


def unread_approval(pieces: Sequence[str]) -> str:
    return (
        f"В грифах не разобраны слова: {quoted(pieces)}. Они не записаны: впишите, если это ещё "
        "одно решение."
    )


def check_approval(heading: str, reasons: Sequence[str]) -> str:
    return f"Проверьте гриф «{heading}»: {'; '.join(dict.fromkeys(reasons))}."


def impossible_day(text: str) -> str:
    return f"такого дня нет: «{text}»"


def several_days(days: Sequence[str], taken: date) -> str:
    return f"в нём несколько дней ({', '.join(days)}), записан {taken:%d.%m.%Y}"


def several_numbers(numbers: Sequence[str], taken: str) -> str:
    listed = ", ".join(f"{NUMBER}{number}" for number in numbers)
    return f"в нём несколько номеров ({listed}), записан {NUMBER}{taken}"


def several_names(names: Sequence[str], taken: str) -> str:
    return f"в нём несколько фамилий ({', '.join(names)}), записано «{taken}»"


def several_posts() -> str:
    return "в нём несколько должностей, записана одна"


def name_without_post(name: str) -> str:
    return f"у имени «{name}» нет должности"


def post_without_name(post: str) -> str:
    return f"у должности «{shorten(post, 6)}» нет имени"


def odd_post(post: str) -> str:
    return f"должность «{shorten(post)}» прочитана, возможно, не целиком или с чужими словами"


def garbled(sign: str) -> str:
    return f"в нём есть знаки не из слов («{sign}»), так бывает после сканера"


def too_long() -> str:
    return "в него попало много слов, возможно, и не его"


def not_taken(piece: str) -> str:
    return f"не записаны слова «{shorten(piece)}»"


def minutes_of_a_person() -> str:
    return "у должностного лица стоит протокол, а не приказ"


def order_of_a_council() -> str:
    return "в нём стоит приказ, хотя это не гриф утверждения"


def half_a_paper(*, has_number: bool) -> str:
    return "номер есть, а день не прочитан" if has_number else "день есть, а номер не прочитан"


def signature_elsewhere(name: str, heading: str) -> str:
    return (
        f"Имя «{name}» стоит в грифе «{heading}», а в грифе утверждения имени нет. Проверьте, чья "
        "это подпись."
    )


def days_far_apart(early: date, late: date) -> str:
    return (
        f"Между днями в грифах больше года: {early:%d.%m.%Y} и {late:%d.%m.%Y}. Проверьте, верно "
        "ли они прочитаны."
    )


def day_to_come(heading: str, day: date) -> str:
    return f"День в грифе «{heading}» ещё не настал: {day:%d.%m.%Y}. Проверьте его."


def unread_heads(texts: Sequence[str]) -> str:
    return (
        f"Похоже на гриф, но не прочитано: {quoted(texts)}. Впишите его на странице документа, "
        "если это он."
    )

"""The words of class lists: why a file is refused, what a column says, what is wrong with a row."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.class_list import Finding
from intake.domain.class_list_columns import Field
from intake.domain.table_file import TableProblem

TABLE_PROBLEMS = {
    TableProblem.EMPTY: gettext_lazy(
        "В файле нет ни одной строки. Проверьте, тот ли это файл и сохранён ли он."
    ),
    TableProblem.TOO_LARGE: gettext_lazy(
        "Файл больше 5 МБ. Оставьте в нём только список и сохраните заново."
    ),
    TableProblem.OLD_OFFICE: gettext_lazy(
        "Это старый файл Excel (.xls) или файл под паролем. Снимите пароль, выберите «Сохранить "
        "как» → «Книга Excel (.xlsx)» и загрузите его."
    ),
    TableProblem.NOT_A_TABLE: gettext_lazy(
        "Это не таблица Excel (.xlsx) и не CSV, или файл повреждён. Откройте список в Excel и "
        "сохраните его как «Книга Excel (.xlsx)»."
    ),
    TableProblem.OTHER_NAME: gettext_lazy(
        "Файлы с таким окончанием имени не принимаются. Принимаются книга Excel (.xlsx), CSV и "
        "текст (.txt). Сохраните список как «Книга Excel (.xlsx)» и выберите её."
    ),
    TableProblem.BOMB: gettext_lazy(
        "Файл устроен не так, как обычная таблица, и открывать его опасно. Скопируйте список в "
        "новую книгу Excel и загрузите её."
    ),
    TableProblem.TOO_MANY_ROWS: gettext_lazy(
        "В файле больше 10 000 строк. Разделите список по классам или параллелям."
    ),
    TableProblem.TOO_WIDE: gettext_lazy(
        "В файле больше 60 столбцов. Оставьте только столбцы списка."
    ),
    TableProblem.UNKNOWN_LETTERS: gettext_lazy(
        "Буквы в файле не читаются. Сохраните список в Excel как «CSV UTF-8» или «.xlsx»."
    ),
    TableProblem.FORMULA: gettext_lazy(
        "В строке %(row)s стоит формула, а её значения в файле нет. Откройте файл в Excel, дайте "
        "ему посчитать, сохраните и загрузите снова."
    ),
}

FIELDS = {
    Field.FULL_NAME: gettext_lazy("Фамилия, имя и отчество (в одном столбце)"),
    Field.FAMILY_NAME: gettext_lazy("Фамилия"),
    Field.GIVEN_NAME: gettext_lazy("Имя"),
    Field.PATRONYMIC: gettext_lazy("Отчество"),
    Field.BIRTH_DATE: gettext_lazy("Дата рождения"),
    Field.SCHOOL_CLASS: gettext_lazy("Класс"),
    Field.ROLE: gettext_lazy("Роль: наставник или наставляемый"),
    Field.EMAIL: gettext_lazy("Почта ребёнка или самого участника"),
    Field.GUARDIAN_NAME: gettext_lazy("Представитель: фамилия, имя и отчество"),
    Field.GUARDIAN_KIND: gettext_lazy("Представитель: кем приходится"),
    Field.GUARDIAN_EMAIL: gettext_lazy("Представитель: почта"),
    Field.GUARDIAN_PHONE: gettext_lazy("Представитель: телефон"),
    Field.SECOND_NAME: gettext_lazy("Второй родитель: фамилия, имя и отчество"),
    Field.SECOND_EMAIL: gettext_lazy("Второй родитель: почта"),
    Field.SECOND_PHONE: gettext_lazy("Второй родитель: телефон"),
    Field.PROCESSING_PAPER: gettext_lazy("Согласие на обработку: когда подписано на бумаге"),
    Field.PUBLICATION_PAPER: gettext_lazy("Согласие на публикацию: когда подписано на бумаге"),
    Field.KEPT_WHERE: gettext_lazy("Где хранится бумага"),
}

COLUMN_PROBLEMS = {
    "name": gettext_lazy(
        "Выберите столбец «Фамилия, имя и отчество» или два столбца: «Фамилия» и «Имя»."
    ),
    "birth_date": gettext_lazy(
        "Выберите столбец с датой рождения: без неё не отличить тёзок и не узнать, кто подписывает."
    ),
    "request_waits": gettext_lazy(
        "кто-то уже прислал заявку с этим именем и датой рождения, и она ждёт сверки. Запись из "
        "списка будет своя; сверяя заявку, проверьте, тот ли это человек."
    ),
    "twice": gettext_lazy("Один столбец выбран дважды. Оставьте ему одно значение."),
}

FINDINGS: Mapping[str, object] = {
    "name_unclear": gettext_lazy(
        "«%(said)s»: не понять, где здесь фамилия и имя. Напишите «Фамилия Имя Отчество» или "
        "разделите на три столбца."
    ),
    "no_name": gettext_lazy("нет фамилии или имени. Допишите их в файле."),
    "strange_name": gettext_lazy(
        "«%(said)s» не похоже на имя. Проверьте, не сдвинуты ли столбцы и целы ли буквы."
    ),
    "no_birth_date": gettext_lazy("нет даты рождения. Допишите её: 04.05.2013."),
    "impossible_date": gettext_lazy(
        "даты рождения «%(said)s» нет в календаре. Проверьте день и месяц: 04.05.2013."
    ),
    "future_birth": gettext_lazy("дата рождения «%(said)s» ещё не наступила. Проверьте год."),
    "too_old": gettext_lazy("по дате «%(said)s» человеку больше 110 лет. Проверьте год."),
    "strange_class": gettext_lazy("класс «%(said)s» не похож на «7А». Исправьте его в файле."),
    "strange_role": gettext_lazy(
        "роль «%(said)s» не понята и не записана. Напишите «наставник» или «наставляемый»."
    ),
    "guardian_unclear": gettext_lazy(
        "представитель «%(said)s» не записан: нужны фамилия, имя и отчество. Впишите его потом в "
        "карточке или исправьте файл."
    ),
    "own_guardian": gettext_lazy(
        "представитель и ребёнок – один и тот же человек, поэтому представитель не записан. "
        "Напишите имя взрослого."
    ),
    "no_authority": gettext_lazy(
        "«%(said)s» – представитель только по акту об опеке, поэтому запись не сделана. Если акт "
        "есть, напишите «опекун» или «попечитель»."
    ),
    "no_guardian": gettext_lazy(
        "представителя нет. Человек попадёт в список, а пригласить его можно будет, когда "
        "представителя впишут."
    ),
    "contact_of_nobody": gettext_lazy(
        "контакт «%(said)s» есть, а чей он, не написано. Он не записан."
    ),
    "bad_mail": gettext_lazy(
        "«%(said)s» – не адрес почты, он не записан. Исправьте его или впишите потом в карточке."
    ),
    "other_domain": gettext_lazy(
        "на «%(said)s» школа писем не отправляет, адрес не записан. Спросите другой или предложите "
        "бумагу."
    ),
    "bad_phone": gettext_lazy("«%(said)s» – не номер телефона, он не записан."),
    "landline": gettext_lazy(
        "«%(said)s» – городской номер, SMS с кодом на него не придёт, поэтому он не записан. "
        "Спросите мобильный (+7 9…) или почту."
    ),
    "no_sms": gettext_lazy(
        "на номер «%(said)s» SMS отсюда не отправляются, он не записан. Спросите российский "
        "мобильный (+7 9…) или почту."
    ),
    "shared_mail": gettext_lazy(
        "у ребёнка и представителя одна почта. Ребёнку она не записана: нельзя было бы узнать, кто "
        "из них подписал."
    ),
    "mail_of_another": gettext_lazy(
        "та же почта у другого человека в строке %(other)s. Проверьте, чья она."
    ),
    "twice": gettext_lazy(
        "тот же человек уже есть в строке %(other)s. Эта строка ничего не добавит."
    ),
    "second_guardian": gettext_lazy(
        "тот же ребёнок, что в строке %(other)s, с другим представителем. Запишем обоих."
    ),
    "paper_without_date": gettext_lazy(
        "в «%(said)s» нет даты подписи, поэтому бумага не записана. Напишите: 12.09.2025."
    ),
    "paper_impossible": gettext_lazy(
        "бумагу не могли подписать «%(said)s». Она не записана, проверьте дату."
    ),
    "paper_without_place": gettext_lazy(
        "не написано, где хранится бумага («%(said)s»), поэтому она не записана. Добавьте столбец "
        "«Где хранится»."
    ),
    "guardian_mail": gettext_lazy("почта «%(said)s» похожа на опечатку. Может быть, %(hint)s?"),
    "second_mail": gettext_lazy("почта «%(said)s» похожа на опечатку. Может быть, %(hint)s?"),
    "own_mail": gettext_lazy("почта «%(said)s» похожа на опечатку. Может быть, %(hint)s?"),
    "two_classes": gettext_lazy(
        "в строке %(other)s тот же человек с той же датой рождения, но в другом классе. Кто это?"
    ),
    "other_class": gettext_lazy(
        "в школе этот человек записан в %(hint)s, а в файле – в %(said)s. Что верно?"
    ),
    "maybe_same": gettext_lazy(
        "в школе уже есть человек с этим именем и датой рождения, но у одного из двух не записано "
        "отчество. Это он?"
    ),
    "several_known": gettext_lazy(
        "в школе есть несколько человек с этим именем и датой рождения. Кого имеет в виду список, "
        "не понять."
    ),
}

OPTIONS = {
    "move": gettext_lazy("перевести в класс из файла"),
    "keep": gettext_lazy("оставить в прежнем классе"),
    "another": gettext_lazy("это другой человек, полный тёзка"),
    "leave": gettext_lazy("эту строку не брать"),
    "this": gettext_lazy("тот же человек, верна эта строка"),
    "first": gettext_lazy("тот же человек, верна прежняя строка"),
    "same": gettext_lazy("да, это он"),
    "mend": gettext_lazy("исправить"),
    "as_is": gettext_lazy("записать как в файле"),
    "without": gettext_lazy("не записывать почту"),
}

DOUBTS_OF_ALL = {
    "other_class": gettext_lazy("Записаны в другом классе"),
    "two_classes": gettext_lazy("Дважды в файле, в разных классах"),
    "maybe_same": gettext_lazy("Нет отчества с одной стороны"),
    "several_known": gettext_lazy("Несколько тёзок в школе"),
    "guardian_mail": gettext_lazy("Опечатка в почте представителя"),
    "second_mail": gettext_lazy("Опечатка в почте второго родителя"),
    "own_mail": gettext_lazy("Опечатка в почте участника"),
}

STAYS = {
    "used": gettext_lazy("им уже пользовались: есть заявка, письмо, документ или участие"),
    "shown": gettext_lazy("отмечен на странице или на снимке"),
    "contact": gettext_lazy("контакт изменили или подтвердили"),
    "checked": gettext_lazy("полномочия представителя уже сверили"),
    "tied": gettext_lazy("записан ещё один представитель или ребёнок"),
    "needed": gettext_lazy("его ребёнок остаётся в списке"),
    "changed": gettext_lazy("сведения исправили после загрузки"),
    "other_list": gettext_lazy("есть и в другом загруженном списке"),
}

INVITEE_STATES = {
    "letter": gettext_lazy("получит ссылку"),
    "paper": gettext_lazy("нет контакта, подпишет на бумаге"),
    "invited": gettext_lazy("уже приглашён, ответа ещё нет"),
    "answered": gettext_lazy("уже ответил"),
    "no_birth_date": gettext_lazy("нет даты рождения: впишите её"),
    "no_guardian": gettext_lazy("нет представителя: впишите его"),
}


def finding_words(finding: Finding) -> str:
    """«Строка 12: …»: what is wrong and what to do."""
    words = str(FINDINGS[finding.code]) % {
        "said": finding.said,
        "hint": finding.hint,
        "other": finding.other,
    }
    return _("Строка %(row)s: %(words)s") % {"row": finding.row, "words": words}


def table_words(problem: TableProblem, row: int) -> str:
    """Why the file is refused, in one sentence and what to do."""
    return str(TABLE_PROBLEMS[problem]) % {"row": row}

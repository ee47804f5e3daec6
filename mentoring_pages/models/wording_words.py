"""What is said to an editor about places in a wording: which clause, which place, what to write."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring_pages.domain.placeholders import KNOWN, Problem, Trouble, check
from mentoring_pages.domain.wording_lines import LONGEST_PRINTED_LINE, MOST_PRINTED_LINES

PLACE_TROUBLES = {
    Trouble.UNKNOWN: gettext_lazy("места «[%(place)s]» нет."),
    Trouble.MISSPELT: gettext_lazy(
        "«[%(place)s]» написано не так: место пишется строчными латинскими буквами без пробелов."
    ),
    Trouble.AFTER_SIGNING: gettext_lazy(
        "«[%(place)s]» (%(label)s) станет известно только после подписания, поэтому стоять в "
        "тексте не может: оно напечатано на листе подписания. Уберите его."
    ),
    Trouble.NOT_FOR_KIND: gettext_lazy(
        "«[%(place)s]» (%(label)s) в тексте этого вида неизвестно. Уберите его или выберите "
        "другой вид текста."
    ),
    Trouble.NOT_FOR_VARIANT: gettext_lazy(
        "«[%(place)s]» (%(label)s) неизвестно, когда подписывает этот человек. Уберите его или "
        "перенесите в текст для другого подписанта."
    ),
    Trouble.NOT_ALONE: gettext_lazy(
        "«[%(place)s]» (%(label)s) – это перечень из нескольких строк. Поставьте его отдельным "
        "абзацем, без других слов."
    ),
}


def problem_words(problem: Problem) -> str:
    """One sentence about one place, with a suggestion where there is one."""
    known = KNOWN.get(problem.written)
    words = str(PLACE_TROUBLES[problem.trouble]) % {
        "place": problem.written.strip(),
        "label": known.label if known else "",
    }
    if problem.suggestion:
        return _("%(words)s Может быть, «[%(place)s]»?") % {
            "words": words,
            "place": problem.suggestion,
        }
    if problem.trouble is Trouble.UNKNOWN:
        return _("%(words)s Проверьте, как оно написано, или уберите его.") % {"words": words}
    return words


def places_trouble(
    blocks: Iterable[tuple[str, str]], *, kind: str, variant: str
) -> list[tuple[int, str]]:
    """(Index of the block, sentence) for every place that cannot be filled, in order."""
    heading, line = "", 0
    found = []
    for index, (block_type, text) in enumerate(blocks):
        if block_type == "heading":
            heading, line = text, 0
        else:
            line += 1
        for problem in check(text, kind=kind, variant=variant):
            found.append((index, f"{where_words(heading, line)}: {problem_words(problem)}"))
    return found


def where_words(heading: str, line: int) -> str:
    """«3. Какие данные», строка 4; before the first heading only the line."""
    if not heading:
        return _("Строка %(line)s") % {"line": line}
    if not line:
        return _("Подзаголовок «%(heading)s»") % {"heading": heading}
    return _("«%(heading)s», строка %(line)s") % {"heading": heading, "line": line}


def too_long_for_paper(lines: Sequence[str]) -> list[str]:
    """What keeps a text from being printed, in sentences; empty where it can be."""
    found = []
    if len(lines) > MOST_PRINTED_LINES:
        found.append(
            _(
                "В тексте %(count)s строк, а документ печатает не больше %(limit)s. Объедините "
                "короткие или сократите."
            )
            % {"count": len(lines), "limit": MOST_PRINTED_LINES}
        )
    found += [
        _("Строка %(number)s длиннее %(limit)s знаков: разделите её на абзацы.")
        % {"number": number, "limit": LONGEST_PRINTED_LINE}
        for number, text in enumerate(lines, 1)
        if len(text) > LONGEST_PRINTED_LINE
    ]
    return found

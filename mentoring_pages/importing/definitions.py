"""Sentences that define a word: «X – …», «X – это …», «под X понимается …», «(далее – Y)»."""

import itertools
import re

from mentoring_pages.importing.phrases import (
    begins_with_noun,
    counts,
    nominative,
    subject_of,
    tells_apart,
)

LONGEST_TERM = 8
"""Words; and in characters what the field of a term holds."""
LONGEST_TERM_LETTERS = 200

STATED = """
цель задача предмет результат принцип срок форма условие основание порядок функция этап
метод направление критерий показатель место миссия назначение содержание вид способ средство
график продолжительность периодичность длительность количество число объём уровень состав
тема приложение мероприятие период время дата год полугодие четверть месяц неделя день итог
понедельник вторник среда четверг пятница суббота воскресенье январь февраль март апрель май
июнь июль август сентябрь октябрь ноябрь декабрь обязанность право требование
ответственность контроль примечание
"""
PARTS_OF_AN_ACT = frozenset(STATED.split())
"""What acts state after a dash though it defines no word: «Цель наставничества – …»."""

PLAIN = r"[^–—−:;.()]*?"
LONGEST_LOOSE_TERM = 3
SHORTEST_EXPLANATION = 4
"""Words of a clause that looks like a definition though nothing announces one."""

BRACKETS = rf"(?:\([^()]*\){PLAIN})?"
DASH = r"\s+(?:[–—−]|-(?=\s))\s*"
DEFINITION = re.compile(rf"(?P<term>[А-ЯЁA-Z«\"]{PLAIN}{BRACKETS}){DASH}(?P<text>\S.*)", re.DOTALL)
ANY_CASE = re.compile(
    rf"(?P<term>[А-ЯЁа-яёA-Za-z«\"]{PLAIN}{BRACKETS}){DASH}(?P<text>\S.*)", re.DOTALL
)
WITH_COLON = re.compile(
    r"(?P<term>[А-ЯЁа-яёA-Z][^–—:;.()]{2,60}):\s+(?P<text>[А-ЯЁа-яё][^:]{15,})", re.DOTALL
)
THIS_IS = re.compile(
    rf"(?P<term>[А-ЯЁA-Z«\"]{PLAIN}{BRACKETS}){DASH}это\s+(?!не\s)(?P<text>\S.*)", re.DOTALL
)
QUOTED_THIS_IS = re.compile(
    r"(?P<term>[А-ЯЁA-Z][^–—−:;.()«»]{1,80}«[^«»:;.()]{1,60}»(?:\s?\([^()]{1,80}\))?)"
    rf"{DASH}это\s+(?!не\s)(?P<text>\S.*)",
    re.DOTALL,
)
"""«Наставничество «ученик – ученик» – это …»: a dash within the quotes parts nothing."""

ABOUT = r"(?:(?:[Вв]|[Дд]ля|[Пп]ри)\s[^,.;]{3,80}?\s)?"
UNDER_THIS = re.compile(
    rf"{ABOUT}"
    r"[Пп]од\s(?P<term>[^.;:]{3,120}?)"
    r"(?:\s(?:в\s(?:настоящ|целях|данн|рамках|(?-i:Положени|Порядк|Правил|Програм|Регламент))"
    r"|для\sцелей)[^,.;]{0,80}?)?"
    r"\s(?:понима(?:ется|ются|ть|ем)|подразумева(?:ется|ются))\s(?P<text>.+)",
    re.DOTALL,
)
UNDERSTOOD_AS = re.compile(
    r"(?P<term>[А-ЯЁ«][^.;:,–—()]{2,120}?)"
    r"(?P<here>\s(?:в\s(?:настоящ|целях|данн|рамках)|для\sцелей)[^,.;]{0,80}?)?"
    r"(?<!\sне)\s(?:понима(?:ется|ются)|рассматрива(?:ется|ются))\sкак\s(?P<text>.+)",
    re.DOTALL,
)
"""«X понимается как …»"""

COUNTED = re.compile(
    r"(?P<term>[А-ЯЁ«][^.;:,–—()]{2,80}?)"
    r"(?P<here>\s(?:в\s(?:настоящ|целях|данн|рамках)|для\sцелей)[^,.;]{0,80}?)?"
    r"(?<!\sне)\s(?:счита(?:ется|ются)|призна(?:ётся|ется|ются)"
    r"|(?P<called>называ(?:ется|ются)|имену(?:ется|ются)))\s(?P<text>.+)",
    re.DOTALL,
)
"""«X-ом считается …»; ``here`` says that the word means so in this act, as «называется» does."""

COUNTING = re.compile(r"счита|призна|называ|имену")
NEXT_IN_LINE = re.compile(r";\s|,\s(?=[«\"][^«»\"]{2,60}[»\"]\s[–—-]\s)")
"""Where the next of several definitions after one colon begins."""

MEANS = re.compile(
    r"(?:Термин(?:ом)?|Понятие(?:м)?|Слово|Словосочетание)\s[«\"](?P<term>[^«»\"]{2,80})[»\"]"
    r"(?:\s(?:в|для)\s[^.;:]{3,80}?)?\s(?:означа|обознача)\w+\s(?P<text>.+)",
    re.DOTALL,
)
"""«Термин «X» означает …»"""

AND_UNDER = re.compile(r";\s+(?:а\s)?под\s(?P<term>[^.;:–—]{3,80}?)\s[–—-]\s")
"""«… понимается …; под Y – …»"""

NEXT_MEANT = re.compile(
    rf"(?<=[.!?;])(?<!т\.е\.)\s+(?={ABOUT}"
    r"[Пп]од\s[^.;:]{3,120}?\s(?:понима|подразумева))"
)
"""Where the next sentence «Под … понимается …» of a paragraph begins."""

NO_TERM = (
    "Его|Её|Ее|Их|Он|Она|Оно|Они|Это|Эти|Этот|Эта|Такой|Такая|Такие|Все|Всё|Кто|Что|Если|При|Для|В|На"
    "|По|За|С|К|О|Об|От|До|Из|У|И|А|Но|Не|Также|Например|Главное|Здесь|Там|Тогда"
)
SECOND_DEFINITION = re.compile(
    rf"(?<=[.!?;])\s+(?=(?P<term>(?!(?:{NO_TERM})\s)[А-ЯЁ][\w-]*(?:\s[а-яё][\w-]*){{0,3}}"
    r"(?:\s?\([^()]{0,200}\))?)\s[–—-]\s[а-яё])"
)
BEFORE_EXPLANATION = re.compile(
    r"(?P<term>[^()–—.]+?)\s+(?P<text>\((?:от\s)?[а-яё]+\.\s.*)", re.DOTALL
)
NEXT_CAPITAL = re.compile(
    r"(?P<term>\S+(?:\s[^А-ЯЁA-Z\s]\S*){0,4})\s+(?P<text>[А-ЯЁ].*)", re.DOTALL
)
ALIAS = re.compile(
    r"\s*\(\s*(?:здесь\s+и\s+)?далее(?:\s+(?:по\s+тексту|также))?\s*(?:[–—:-]|именуем\w+|называем\w+)\s*"
    r"(?P<alias>[^()]{1,80}?)\s*\)",
    re.IGNORECASE,
)


def definitions_in(text: str, *, any_case: bool = False) -> list[tuple[str, str]]:
    """The definitions of a paragraph: none, one, or several where paragraphs ran together.

    ``any_case`` takes a term in small letters too, as lines of a list have it.
    """
    pattern = ANY_CASE if any_case else DEFINITION
    first = pattern.fullmatch(text)
    if first is None or not is_short(first["term"]):
        colon = WITH_COLON.fullmatch(text) if any_case else None
        return [_pair(colon)] if colon and is_short(colon["term"]) else []
    matches = [pattern.fullmatch(part) for part in _split_at_terms(text) if part]
    return [_pair(match) for match in matches if match]


def maybe_definition(text: str) -> tuple[str, str] | None:
    """What a clause may define: «X – работник, который …»; such a clause is only doubted."""
    match = DEFINITION.fullmatch(text)
    if match is None:
        return _counted(text, here=False) or _understood(text, here=False)
    if len(ALIAS.sub("", match["term"]).split()) > LONGEST_LOOSE_TERM:
        return None
    term, explained = _pair(match)
    if term.count("«") != term.count("»") or counts(term):
        return None
    if states(term):
        return None
    if len(explained.split()) < SHORTEST_EXPLANATION or not begins_with_noun(explained):
        return None
    return term, explained


def loose_term(text: str, *, alone: bool) -> str:
    """What a clause ``alone``, or a paragraph that says which of a kind is meant, may define."""
    found = maybe_definition(text)
    if found is None or not (alone or tells_apart(found[1])):
        return ""
    return split_alias(found[0])[0]


def names_its_kind(text: str) -> list[tuple[str, str]]:
    """«Учебный план группы – учебный план, который …»: what is said to be one of its own kind."""
    found: list[tuple[str, str]] = []
    for part in _split_at_terms(text):
        match = DEFINITION.fullmatch(part)
        if match is None or not is_short_term(match["term"]) or states(match["term"]):
            continue
        term, explained = _pair(match)
        kind, comma, rest = explained.partition(",")
        head, about = subject_of(term), subject_of(kind)
        is_same = head is not None and about is not None and head.normal_form == about.normal_form
        if is_same and comma and len(kind.split()) < len(term.split()) and tells_apart(rest):
            found.append((term, explained))
    return found


def states(term: str) -> bool:
    """Whether what stands before a dash or a colon is what acts state, and no term: «Цель»."""
    about = subject_of(term)
    return about is not None and about.normal_form in PARTS_OF_AN_ACT


def any_definition(text: str) -> list[tuple[str, str]]:
    """What sentences define wherever they stand: «X – это …», «под X понимается …»."""
    said = THIS_IS.fullmatch(text) or QUOTED_THIS_IS.fullmatch(text)
    if said and is_short(said["term"]):
        return [_pair(said)]
    if counted := _counted(text, here=True):
        return [counted]
    if "знача" in text and (named := MEANS.fullmatch(text)):
        return [_pair(named)]
    if "понима" not in text and "подразумева" not in text:
        return []
    if as_such := _understood(text, here=True):
        return [as_such]
    meant = (UNDER_THIS.match(sentence) for sentence in NEXT_MEANT.split(text))
    found = [match for match in meant if match and is_short(match["term"])]
    return [pair for match in found for pair in _meant(match["term"], match["text"])]


def _counted(text: str, *, here: bool) -> tuple[str, str] | None:
    """What «X-ом считается …» says X is: a term only where the act says so of itself."""
    match = COUNTED.match(text) if COUNTING.search(text) else None
    if match is None or (here and not (match["here"] or match["called"])):
        return None
    term = nominative(match["term"].strip(' «»"'))
    about = subject_of(term) if term else None
    if about is None or "anim" not in about.tag or not begins_with_noun(match["text"]):
        return None
    if len(term.split()) > LONGEST_LOOSE_TERM:
        return None
    return term, match["text"].strip()


def _understood(text: str, *, here: bool) -> tuple[str, str] | None:
    """What «X понимается как …» says X is: a term only where the act says so of itself."""
    match = UNDERSTOOD_AS.match(text) if "как" in text else None
    if match is None or (here and not match["here"]) or not is_short(match["term"]):
        return None
    return None if subject_of(match["term"]) is None else _pair(match)


def _meant(term: str, text: str) -> list[tuple[str, str]]:
    """What is meant under a term, and under those that follow: «…; под Y – …»."""
    parts = AND_UNDER.split(text)
    plain = [word.strip(' «»"') for word in (term, *parts[1::2])]
    named = [nominative(word) or word for word in plain]
    return [
        (name[:1].upper() + name[1:], said.strip())
        for name, said in zip(named, parts[::2], strict=True)
    ]


def inline_definitions(text: str) -> list[tuple[str, str]]:
    """The definitions that stand after the colon of the clause that announces them."""
    _, _, rest = text.partition(":")
    found = [definitions_in(part.strip(), any_case=True) for part in NEXT_IN_LINE.split(rest)]
    return [pair for pairs in found for pair in pairs]


def split_alias(term: str) -> tuple[str, str]:
    """A term and the short name that «(далее – …)» gives it."""
    match = ALIAS.search(term)
    if match is None:
        return term, ""
    return (term[: match.start()] + term[match.end() :]).strip(), _unquoted(match["alias"])


def aliases_in(text: str) -> list[str]:
    """The short names a text gives with «(далее – …)»; one pair of brackets may hold several."""
    return [
        _unquoted(alias)
        for match in ALIAS.finditer(text)
        for alias in re.split(r",\s+(?![^«»]*»)", match["alias"])
    ]


def _unquoted(name: str) -> str:
    """A name without the quotes around the whole of it: «Служба», but КЛ «Тропа» as it is."""
    name = name.strip()
    whole = name[:1] in '«"' and name[-1:] in '»"' and "«" not in name[1:]
    return name[1:-1].strip() if whole else name


def _pair(match: re.Match[str]) -> tuple[str, str]:
    term = match["term"].strip(' «»"')
    if match["term"].count("«") != match["term"].count("»") or "»" in term.strip("»"):
        term = match["term"].strip()
    text = re.sub(r"^это\s+(?!не\s)", "", match["text"].strip())
    return term, re.sub(r"[;,]$", "", text).strip()


def _split_at_terms(paragraph: str) -> list[str]:
    cuts = [match.start() for match in SECOND_DEFINITION.finditer(paragraph)]
    edges = [0, *cuts, len(paragraph)]
    return [paragraph[start:end].strip() for start, end in itertools.pairwise(edges)]


def is_short_term(term: str) -> bool:
    """A term has one capital letter at most, or it has swallowed the explanation's beginning."""
    return is_short(term) and not any(word[0].isupper() for word in term.split()[1:])


def is_short(term: str) -> bool:
    return len(ALIAS.sub("", term).split()) <= LONGEST_TERM and len(term) <= LONGEST_TERM_LETTERS

"""References in the text of an act: to its own clauses, sections and appendices, and to laws.

A number that belongs to another act («п. 4 ст. 14 Федерального закона …», «п. 2 Устава») is never
taken for a number of this act: such a phrase is one reference of the kind ``law``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, SECTION, Block
from mentoring_pages.domain.law_references import Span, find_laws
from mentoring_pages.domain.numbering import roman_value

Kind = Literal["clause", "section", "appendix", "law"]

HERE = "here"
ACT = "act"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text that names another place.

    ``target`` is the number as printed without the closing dot, for laws a canonical key
    («273-ФЗ», «приказ 24.02.2021 № 18», «ТК РФ»). ``item`` is the letter or number of a point
    inside the clause, ``inside`` the appendix the clause stands in, ``scope`` says «настоящего …»
    (``here``) or names the act itself (``act``). ``provision`` is what is named of a law.
    """

    start: int
    end: int
    kind: Kind
    target: str
    text: str
    item: str = ""
    inside: str = ""
    scope: str = ""
    provision: str = ""


NUMBER = r"\d{1,3}(?:\.\s?\d{1,3}){0,5}(?!\d)"
ROMAN = r"[IVXLІХ]{1,6}(?![A-Za-zА-Яа-яёЁ])"
SIGN = r"(?:№|N)?\s*"
BETWEEN = r"(?:\s*(?:,|;|–|-|—)\s*|\s+(?:и|или|по|до)\s+)"

CLAUSES = re.compile(
    rf"""
    (?<![\w.])
    (?:
        (?:абз\w*\.?\s+(?:\w+|\d+)\s+)?
        (?P<sub>(?:подпункт\w{{0,3}}|подп\.|пп\.)\s*[«"“]?(?P<item>[а-яё]|\d{{1,2}})[»"”]?\)?\s+)?
        (?:п\.\s?п\.|пп\.|п\.|пункт\w{{0,3}})\s*
      | (?:подпункт\w{{0,3}}|подп\.)\s*
    )
    {SIGN}(?P<numbers>{NUMBER}(?:{BETWEEN}(?:п\.\s*|пункт\w{{0,3}}\s+)?{NUMBER})*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
SECTIONS = re.compile(
    rf"(?<!\w)(?:раздел\w{{0,3}}|разд\.|глав(?:а|ы|е|у|ой|ами|ах))\s+{SIGN}"
    rf"(?P<numbers>(?:{NUMBER}|{ROMAN})(?:{BETWEEN}(?:{NUMBER}|{ROMAN}))*)",
    re.IGNORECASE,
)
APPENDICES = re.compile(
    rf"(?<!\w)(?:приложени(?:е|я|ю|ем|и|ям|ями|ях)|прил\.)\s*{SIGN}"
    rf"(?P<numbers>\d{{1,2}}(?!\d|\.\d)(?:{BETWEEN}{SIGN}\d{{1,2}}(?!\d|\.\d))*)",
    re.IGNORECASE,
)
ONE = re.compile(rf"{NUMBER}|{ROMAN}", re.IGNORECASE)

IN_APPENDIX = re.compile(r",?\s*приложени[яюе]\s*(?:№|N)?\s*(\d{1,2})(?!\d|\.\d)", re.IGNORECASE)
THIS = re.compile(
    r",?\s*(?:к\s+)?(?:настоящ|данн)\w+\s+(?P<noun>[А-Яа-яё]+)",
)
OWN_ACT = re.compile(
    r"\s*(?:к\s+)?(?:Положени[яюе]|Порядк[ау]|Правил(?:ам)?|Регламент[ау]|Программ[ые])(?!\w)"
)
WITH_OWNER = re.compile(r"\s*(?:настоящ|данн|Положени|Порядк|Правил|Регламент|Программ)")
OTHER_ACT = re.compile(
    r"\s*(?:к\s+)?(?:\w+\s+){0,2}?(?P<noun>устав|договор|приказ|распоряжени|постановлени|закон|кодекс|указ"
    r"|инструкци|контракт|стандарт|фгос|санпин|письм|конституци|методическ)\w*",
    re.IGNORECASE,
)
TITLED = re.compile(r"\s+(?:об?|по|приёма|проведения|применения|организации)\s+(\w+)|\s+[«\"]")
OWN_SUBJECT = re.compile(r"наставнич|реализации|системе")
APPROVED = re.compile(r"^[^.;]{0,120}?\bутвержд", re.IGNORECASE)
TITLE_OF_AN_ORDER = re.compile(r"\bприказ\w*[^.;()]*[»\"”]\s*\([^()]*$", re.IGNORECASE)

NEARBY = 400
"""Letters around a reference that may say whose number it is."""

THE_ACT_ITSELF = ("положени", "поряд", "правил", "регламент", "программ")


def find_references(text: str) -> tuple[Reference, ...]:
    """Every reference in ``text``, in reading order; a list of numbers gives one for each."""
    laws = find_laws(text)
    found = [
        Reference(
            law.start, law.end, "law", law.key, text[law.start : law.end], provision=law.provision
        )
        for law in laws
    ]
    starts = [law.start for law in laws]
    for kind, pattern in (("clause", CLAUSES), ("section", SECTIONS), ("appendix", APPENDICES)):
        for match in pattern.finditer(text):
            place = bisect_left(starts, match.end())
            if place and laws[place - 1].end > match.start():
                continue
            found += _own(text, match, kind)  # type: ignore[arg-type]
    found = _without_owners(found)
    return tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))


class Resolver:
    """The places of one act by their numbers, gathered once for all its references."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._parts = _parts(blocks)
        self._starts = [first for first, _ in self._parts]
        self._appendices: dict[str, list[int]] = {}
        self._numbered: list[dict[str, int]] = []
        for place, (first, last) in enumerate(self._parts):
            if place and blocks[first].number.strip():
                self._appendices.setdefault(_plain(blocks[first].number), []).append(place)
            numbers: dict[str, int] = {}
            for index in range(first, last):
                block = blocks[index]
                if block.kind in (SECTION, CLAUSE) and block.number:
                    numbers.setdefault(_plain(block.number), index)
            self._numbered.append(numbers)

    def resolve(self, reference: Reference, at: int) -> int | None:
        """The index of the block that ``reference``, standing in block ``at``, points to.

        ``None`` for a law and where there is no such place. Inside an appendix its own numbering
        is meant first, then that of the act.
        """
        if reference.kind == "law":
            return None
        if reference.kind == "appendix":
            named = self._appendices.get(_plain(reference.target))
            return self._starts[named[0]] if named else None
        here = max(0, bisect_right(self._starts, at) - 1)
        places = [here] if here == 0 or reference.scope == HERE else [here, 0]
        if reference.inside:
            places = self._appendices.get(_plain(reference.inside), [])
        elif reference.scope == ACT:
            places = [0]
        wanted = _plain(reference.target)
        for place in places:
            index = self._numbered[place].get(wanted)
            if index is not None:
                last = self._parts[place][1]
                item = reference.item
                return _item(self._blocks, index, last, item) if item else index
        return None


def resolve(reference: Reference, blocks: Sequence[Block], at: int) -> int | None:
    """What ``Resolver`` finds, for a single reference."""
    return Resolver(blocks).resolve(reference, at)


def same_number(printed: str, target: str) -> bool:
    """Whether two printed numbers are one: «V» and «5», «2.1.» and «2.1»."""
    return bool(printed.strip()) and _plain(printed) == _plain(target)


@lru_cache(maxsize=20_000)
def _plain(number: str) -> str:
    bare = re.sub(r"\s+", "", number).rstrip(".)").removeprefix("№").upper()
    bare = bare.replace("І", "I").replace("Х", "X")
    if re.fullmatch(r"[IVXLC]+", bare):
        value = roman_value(bare)
        return str(value) if value is not None else bare
    return bare


def _own(text: str, match: re.Match[str], kind: Kind) -> Iterator[Reference]:
    """The references of one phrase: «пунктами 2.1 и 2.3 настоящего Положения» gives two."""
    after = text[match.end() : match.end() + NEARBY]
    if re.match(r"\.\s+[а-яА-Я]", after) and WITH_OWNER.match(after[1:]):
        after = " " + after[1:]
    inside, scope, length = "", "", 0
    if kind != "appendix" and (appendix := IN_APPENDIX.match(after)):
        inside, length = appendix.group(1), appendix.end()
    elif this := THIS.match(after):
        own = this.group("noun").lower().startswith(THE_ACT_ITSELF)
        scope = ACT if own else HERE
        length = this.end()
    elif own_act := OWN_ACT.match(after):
        rest = after[own_act.end() :]
        titled = TITLED.match(rest)
        if (titled and not OWN_SUBJECT.search(titled.group(0))) or APPROVED.match(rest):
            yield _foreign(text, match, own_act.end())
            return
        scope, length = ACT, own_act.end()
    elif other := OTHER_ACT.match(after):
        yield _foreign(text, match, other.end())
        return
    if kind == "appendix" and TITLE_OF_AN_ORDER.search(
        text[max(0, match.start() - NEARBY) : match.start()]
    ):
        yield _foreign(text, match, 0)
        return
    numbers = list(ONE.finditer(match.group("numbers")))
    offset = match.start("numbers")
    item = (match.groupdict().get("item") or "").lower()
    for place, number in enumerate(numbers):
        start = match.start() if place == 0 else offset + number.start()
        last = place == len(numbers) - 1
        end = match.end() + length if last else offset + number.end()
        yield Reference(
            start=start,
            end=end,
            kind=kind,
            target=re.sub(r"\s+", "", number.group()).rstrip("."),
            text=text[start:end],
            item=item,
            inside=inside,
            scope=scope,
        )


def _foreign(text: str, match: re.Match[str], length: int) -> Reference:
    """A place in another act of which no number is known."""
    start, end = match.start(), match.end() + length
    named = text[match.end() : end].strip()
    return Reference(
        start, end, "law", named or "приказ", text[start:end], provision=match.group().strip()
    )


def _without_owners(found: list[Reference]) -> list[Reference]:
    """«п. 2.1 Приложения № 3» is one reference, not a second one to the appendix."""
    kept: list[Reference] = []
    owner = -1
    for one in sorted(found, key=lambda reference: (reference.start, -reference.end)):
        if one.kind in ("appendix", "section") and one.end <= owner:
            continue
        owner = max(owner, one.end)
        kept.append(one)
    return kept


def _parts(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The act itself and each appendix, as ranges of indexes."""
    heads = [index for index, block in enumerate(blocks) if block.kind == APPENDIX]
    starts = [0, *heads]
    return list(zip(starts, [*heads, len(blocks)], strict=True))


def _item(blocks: Sequence[Block], clause: int, last: int, item: str) -> int | None:
    """The point «item» of a clause; a clause that does not letter its points has none."""
    for index in range(clause + 1, last):
        block = blocks[index]
        if block.level <= blocks[clause].level:
            return None
        if block.kind == ITEM and block.number.strip(" .)").lower() == item:
            return index
    return None


__all__ = ["Kind", "Reference", "Resolver", "Span", "find_references", "resolve", "same_number"]

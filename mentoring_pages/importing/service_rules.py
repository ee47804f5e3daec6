"""The register of services in an act on how teachers, pupils and parents keep in touch online."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, SECTION, TABLE, Block
from mentoring_pages.domain.references import Resolver, find_references
from mentoring_pages.importing import doubts as doubt
from mentoring_pages.importing.act import (
    ASYNCHRONOUS,
    CONTRACT,
    JOINING,
    OWN,
    SYNCHRONOUS,
    Service,
)

ASYNC_WORD = re.compile(
    r"асинхрон|отложенн\w+\s+(?:во\s+времени|взаимодейств)|офлайн|off-?line", re.IGNORECASE
)
SYNC_WORD = re.compile(
    r"(?<![а-яё])синхрон|(?:в\s+)?реальн\w+\s+врем|онлайн|on-?line", re.IGNORECASE
)
SERVICES = re.compile(
    r"сервис|мессенджер|программ\w+\s+(?:для|обеспечени)|платформ|информационн\w+\s+систем|средств",
    re.IGNORECASE,
)
LISTS = re.compile(r"(?<!\w)(?:перечень|реестр|список|виды)(?!\w)", re.IGNORECASE)
USED = re.compile(r"(?:применяются|используются|относятся|разрешены)[^.;:]{0,60}:$", re.IGNORECASE)
CONTRACT_WORD = re.compile(r"договор", re.IGNORECASE)
JOINING_WORD = re.compile(
    r"присоедин|пользовательск\w+\s+соглашени|оферт|лицензионн\w+\s+соглашени", re.IGNORECASE
)
OWN_WORD = re.compile(
    r"официальн\w+\s+сайт|собственн\w+|электронн\w+\s+почтов\w+\s+(?:сервис|ящик)\w*\s+"
    r"(?:образовательной\s+)?(?:организации|школы|учреждения)|(?:почт|портал|сервер)\w*\s+(?:школы|организации)",
    re.IGNORECASE,
)
NAME_ENDS = re.compile(r"\s*(?:[:(]|\s(?:при|посредством|для\s+профессиональных)\s)")
INLINE = re.compile(r"\s*[;,]\s*(?![^()«»]*[)»])")
LONGEST_NAME = 40
"""Words; a longer line names no service."""

MODE_COLUMN = re.compile(r"способ|режим|вид\s+взаимодейств|синхрон", re.IGNORECASE)
BASIS_COLUMN = re.compile(r"основани|договор|правообладател|условия", re.IGNORECASE)
NAME_COLUMN = re.compile(r"сервис|наименовани|назван|ресурс|платформ", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """A service while its clauses are read."""

    name: str
    clause: str
    modes: list[str] = field(default_factory=list)
    basis: list[str] = field(default_factory=list)
    mode_clauses: list[str] = field(default_factory=list)
    basis_clause: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    services: tuple[Service, ...]
    doubts: tuple[str, ...]


def modes_of(text: str) -> tuple[str, ...]:
    """The ways of use a text names."""
    found = [SYNCHRONOUS] if SYNC_WORD.search(text) else []
    return tuple([*found, ASYNCHRONOUS] if ASYNC_WORD.search(text) else found)


def basis_of(text: str) -> tuple[str, ...]:
    """The grounds of use a text names."""
    found = [CONTRACT] if CONTRACT_WORD.search(text) else []
    found += [JOINING] if JOINING_WORD.search(text) else []
    return tuple([*found, OWN] if OWN_WORD.search(text) else found)


def read_services(blocks: Sequence[Block]) -> Register:
    """The services the clauses and tables of the act list, each once."""
    main = _main(blocks)
    entries: list[_Entry] = []
    title = ""
    for index, block in enumerate(main):
        title = block.text if block.kind == SECTION else title
        if block.kind == TABLE:
            _read_table(entries, block)
        elif block.kind in (CLAUSE, SECTION) and _tells_services(block, title):
            modes = modes_of(block.text)
            for name in _listed(main, index):
                _note(entries, name, block.number, modes)
    if not entries:
        return Register((), (doubt.no_services(),))
    shared = _shared_basis(main, entries)
    return Register(
        tuple(
            Service(
                name=entry.name,
                modes=tuple(dict.fromkeys(entry.modes)),
                basis=tuple(dict.fromkeys(entry.basis)),
                clause=entry.clause,
                mode_clauses=tuple(dict.fromkeys(entry.mode_clauses)),
                basis_clause=entry.basis_clause,
            )
            for entry in entries
        ),
        (*([doubt.shared_basis(shared)] if shared else []), *_unsaid(entries)),
    )


def _tells_services(block: Block, title: str) -> bool:
    """Whether a clause may list services: it names them, or its section is the list of them."""
    if SERVICES.search(block.text):
        return True
    return bool(LISTS.search(title) and SERVICES.search(title) and USED.search(block.text))


def _main(blocks: Sequence[Block]) -> list[Block]:
    end = next((i for i, block in enumerate(blocks) if block.kind == APPENDIX), len(blocks))
    return list(blocks[:end])


def _listed(blocks: Sequence[Block], index: int) -> list[str]:
    """The lines of the list a clause opens: its items, its clauses, or words after its colon."""
    block = blocks[index]
    announced, _, inline = block.text.partition(":")
    if not inline.strip() and not block.text.endswith(":"):
        return []
    if inline.strip():
        return [_name(part) for part in INLINE.split(inline) if _name(part)]
    names = []
    for following in islice(blocks, index + 1, None):
        if following.level <= block.level or following.kind not in (ITEM, CLAUSE):
            break
        if len(following.text.split()) <= LONGEST_NAME:
            names.append(_name(following.text))
    return [name for name in names if name and announced]


def _name(text: str) -> str:
    text = text.strip()
    ended = re.sub(r"[;,]$", "", text).strip()
    return re.sub(r"(?<!\sдр)(?<!\sт\.п)\.$", "", ended).strip()


@lru_cache(maxsize=4_000)
def key_of(name: str) -> str:
    """What a service is recognised by in another clause: its words before brackets or a colon."""
    plain = NAME_ENDS.split(name, maxsplit=1)[0] or name
    return re.sub(r"[^\w]+", " ", plain).strip().casefold()


def _note(entries: list[_Entry], name: str, clause: str, modes: Sequence[str]) -> None:
    key = key_of(name)
    known = next((entry for entry in entries if _same(key_of(entry.name), key)), None)
    if known is None:
        known = _Entry(name, clause)
        entries.append(known)
    if len(modes) == 1:
        known.modes += modes
        known.mode_clauses.append(clause)


def _same(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _shared_basis(blocks: Sequence[Block], entries: Sequence[_Entry]) -> str:
    """Give the services the grounds one clause names for all; the number of that clause."""
    shared = ""
    resolver = Resolver(blocks)
    for index, block in enumerate(blocks):
        basis = [ground for ground in basis_of(block.text) if ground != OWN]
        if block.kind != CLAUSE or not basis or not SERVICES.search(block.text):
            continue
        listed = _clauses_meant(blocks, index, resolver)
        for entry in entries:
            if entry.basis or (listed and not listed & {entry.clause, *entry.mode_clauses}):
                continue
            entry.basis += [OWN] if OWN_WORD.search(entry.name) else basis
            entry.basis_clause = block.number
            shared = block.number
    for entry in entries:
        if not entry.basis and OWN_WORD.search(entry.name):
            entry.basis.append(OWN)
    return shared


def _clauses_meant(blocks: Sequence[Block], index: int, resolver: Resolver) -> set[str]:
    places = (
        resolver.resolve(reference, index)
        for reference in find_references(blocks[index].text)
        if reference.kind == "clause"
    )
    return {blocks[place].number for place in places if place is not None}


def _read_table(entries: list[_Entry], table: Block) -> None:
    """A register printed as a table with a column of services."""
    header = table.rows[0] if table.rows else ()
    name = next((i for i, cell in enumerate(header) if NAME_COLUMN.search(cell)), None)
    mode = next((i for i, cell in enumerate(header) if MODE_COLUMN.search(cell)), None)
    basis = next((i for i, cell in enumerate(header) if BASIS_COLUMN.search(cell)), None)
    if name is None or (mode is None and basis is None):
        return
    for row in table.rows[1:]:
        if not row[name].strip():
            continue
        _note(entries, _name(row[name].replace("\n", " ")), "", ())
        key = key_of(_name(row[name].replace("\n", " ")))
        entry = next(entry for entry in entries if _same(key_of(entry.name), key))
        entry.modes += modes_of(row[mode]) if mode is not None else ()
        entry.basis += basis_of(row[basis]) if basis is not None else ()


def _unsaid(entries: Sequence[_Entry]) -> list[str]:
    without_mode = [entry.name for entry in entries if not entry.modes]
    without_basis = [entry.name for entry in entries if not entry.basis]
    found = [doubt.services_without_mode(without_mode)] if without_mode else []
    return [*found, *([doubt.services_without_basis(without_basis)] if without_basis else [])]

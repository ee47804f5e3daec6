"""A bundle of evidence about one document: everything a court needs, in one file.

``MANIFEST.json`` names every other file with its SHA-256; ``MANIFEST.json.p7s`` is the school's
signature under it. The same files and the same moment give the same manifest.
"""

import hashlib
import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import rfc8785

from intake.evidence.container import write_container

FORMAT = "nastavnik-bundle/1"
MANIFEST, MANIFEST_SIGNATURE = "MANIFEST.json", "MANIFEST.json.p7s"
FACTS, WORDING, JOURNAL = "facts.json", "wording.json", "journal/extract.json"
PEP_TEXTS = "pep/"
"""Before the name of each agreement on simple e-signatures that a signature cites."""
INDEX_HTML, INDEX_TEXT = "index.html", "index.txt"

HOW_TO_CHECK = (
    "Проще всего на сайте школы: страница «Проверка документа» (/proverka/). Введите номер и "
    "выберите файл PDF из папки document: браузер скажет, тот ли это файл и не отозван ли "
    "документ.",
    "Без школы и без интернета: установите пакет wagtail-nastavnik и выполните",
    "python -m intake.evidence.verify ФАЙЛ.zip --trust КОРЕНЬ.pem",
    "КОРЕНЬ.pem — корневой сертификат школы. Возьмите его у школы, а не из этого пакета: "
    "иначе пакет свидетельствовал бы сам о себе.",
    "Ответ 0 — действителен, 1 — недействителен, 2 — сказать нельзя.",
    "Печать здесь — техническая печать сервиса (не УКЭП). «Действителен» значит: не изменён с "
    "тех пор, как запечатан, и не отозван.",
)

STYLE = (
    "body{max-width:60rem;margin:0 auto;padding:1rem;font:1rem/1.5 sans-serif;color:#1c2430;"
    "background:#fdfcf9}"
    "table{width:100%;border-collapse:collapse}"
    "th,td{padding:.4rem .5rem;border-bottom:1px solid #d8d6cf;text-align:left;"
    "vertical-align:top}"
    "td{overflow-wrap:anywhere}"
    "th{width:40%;font-weight:600}"
    "h1{font-size:1.5rem}"
    "a{color:#1f4e8c}"
)
"""The page is opened from a folder, often on a telephone, so what it needs stands in it."""


class Scope(StrEnum):
    """Whom a bundle is for."""

    FAMILY = "family"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the readable index: label and value, both for people."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What goes into a bundle. ``files``: name → (bytes, what it is, in words)."""

    number: str
    title: str
    school: str
    scope: Scope
    made_at: datetime
    sections: tuple[Section, ...]
    files: Mapping[str, tuple[bytes, str]]


def pack(bundle: Bundle, *, sign: Callable[[bytes], bytes] | None) -> bytes:
    """The ZIP; ``sign`` makes the school's signature under the manifest, where it has a seal."""
    files = {name: data for name, (data, _words) in bundle.files.items()}
    files[INDEX_TEXT] = _index_text(bundle, is_signed=sign is not None).encode()
    files[INDEX_HTML] = _index_html(bundle, is_signed=sign is not None).encode()
    manifest = rfc8785.dumps(
        {
            "format": FORMAT,
            "number": bundle.number,
            "scope": bundle.scope.value,
            "made_at": bundle.made_at.astimezone(UTC).isoformat(timespec="seconds"),
            "files": {
                name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
                for name, data in files.items()
            },
        }
    )
    files[MANIFEST] = manifest
    if sign is not None:
        files[MANIFEST_SIGNATURE] = sign(manifest)
    return write_container(files)


def _contents(bundle: Bundle, *, is_signed: bool) -> list[tuple[str, str]]:
    rows = [(name, words) for name, (_data, words) in sorted(bundle.files.items())]
    rows.append((MANIFEST, "перечень файлов пакета с контрольными знаками SHA-256"))
    if is_signed:
        rows.append((MANIFEST_SIGNATURE, "подпись школы под перечнем"))
    return rows


def _heading(bundle: Bundle) -> str:
    return f"Пакет доказательств: {bundle.title} № {bundle.number}"


def _lead(bundle: Bundle) -> str:
    whose = (
        "для семьи: свой документ и свои сведения"
        if bundle.scope is Scope.FAMILY
        else "полный: для директора и суда"
    )
    return f"{bundle.school}. Пакет {whose}. Составлен {bundle.made_at:%d.%m.%Y %H:%M:%S %z}."


def _index_text(bundle: Bundle, *, is_signed: bool) -> str:
    lines = [_heading(bundle), _lead(bundle), ""]
    for section in bundle.sections:
        lines += [section.title.upper(), *(f"{label}: {value}" for label, value in section.rows)]
        lines.append("")
    lines.append("ЧТО В ПАКЕТЕ")
    lines += [f"{name} — {words}" for name, words in _contents(bundle, is_signed=is_signed)]
    lines += ["", "КАК ПРОВЕРИТЬ", *HOW_TO_CHECK, ""]
    return "\n".join(lines)


def _index_html(bundle: Bundle, *, is_signed: bool) -> str:
    def table(rows: list[tuple[str, str]], *, linked: bool = False) -> str:
        cells = (
            (f'<a href="{html.escape(label)}">{html.escape(label)}</a>' if linked else label, value)
            for label, value in rows
        )
        body = "".join(
            f"<tr><th scope='row'>{label if linked else html.escape(label)}</th>"
            f"<td>{html.escape(value)}</td></tr>"
            for label, value in cells
        )
        return f"<table>{body}</table>"

    parts = [
        f"<h2>{html.escape(section.title)}</h2>{table(list(section.rows))}"
        for section in bundle.sections
    ]
    parts.append(
        f"<h2>Что в пакете</h2>{table(_contents(bundle, is_signed=is_signed), linked=True)}"
    )
    parts.append("<h2>Как проверить</h2>")
    parts += [f"<p>{html.escape(line)}</p>" for line in HOW_TO_CHECK]
    heading = html.escape(_heading(bundle))
    return (
        "<!DOCTYPE html>\n"
        '<html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{heading}</title><style>{STYLE}</style></head>"
        f"<body><h1>{heading}</h1><p>{html.escape(_lead(bundle))}</p>{''.join(parts)}</body></html>\n"
    )

"""Files of an act: made once for each edition, kept, and made anew only when they would differ."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.domain.timeline import COMING, IN_FORCE, REPEALED, SUPERSEDED
from mentoring_pages.models import ActFile, Edition, Repeal, School
from mentoring_pages.models.act_file import DRAFT_NUMBER
from mentoring_pages.rendering.act_docx import act_docx
from mentoring_pages.rendering.act_json import act_json
from mentoring_pages.rendering.act_pdf import act_pdf
from mentoring_pages.rendering.act_sheet import ActSheet, sheet_of
from mentoring_pages.rendering.approvers import day_words, order_words
from mentoring_pages.rendering.site_package import PackagedFile, PackageFacts, site_package
from mentoring_pages.services.edition import school_of, tree_digest, tree_of
from mentoring_pages.services.shown_edition import DRAFT, shown_edition
from mentoring_pages.services.timeline import Standing, Timeline, timeline_of

PRINTER = 2
"""Raised whenever the same text would be printed otherwise: kept files are then made anew."""

LONGEST_NAME = 90
"""Characters of a title in the name of a file."""

PDF = "pdf"
DOCX = "docx"
JSON = "json"
ZIP = "zip"

CONTENT_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    JSON: "application/json",
    ZIP: "application/zip",
}

MAKERS: dict[str, Callable[[ActSheet], bytes]] = {PDF: act_pdf, DOCX: act_docx}


@dataclass(frozen=True, slots=True)
class FileOfAct:
    """A file to hand out. ``name`` is for people («Положение о …, редакция 3.pdf»)."""

    name: str
    content_type: str
    content: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class _Source:
    """An edition, or the draft, with everything that is said about it on a day."""

    page: Any
    school: School
    tree: dict[str, Any]
    state: str
    standing: Standing | None
    repeal: Repeal | None
    day: date

    @property
    def edition(self) -> Edition | None:
        return self.standing.edition if self.standing else None


def act_file(
    *, page: Any, format: str, now: datetime, number: int | None = None, address: str = ""
) -> FileOfAct | None:
    """The act of ``page`` as a file: edition ``number``, or what stands for the act now.

    ``None`` where there is no such edition. ``address`` is the whole address of the page.
    """
    timeline = timeline_of(page_key=page.translation_key)
    school = school_of(page)
    day = now.astimezone(school.zone).date()
    if number is None:
        _state, edition = shown_edition(timeline, day)
    else:
        edition = timeline.numbered(number)
        if edition is None:
            return None
    return _file(_source(page, school, timeline, edition, day), format, address, now)


def draft_file(*, page: Any, format: str, now: datetime, address: str = "") -> FileOfAct:
    """The saved draft of ``page`` as a file, whatever is approved or published of it."""
    school = school_of(page)
    day = now.astimezone(school.zone).date()
    draft = page.get_latest_revision_as_object()
    return _file(_source(draft, school, Timeline((), (), None), None, day), format, address, now)


def package_file(
    *, page: Any, now: datetime, address: str, addresses: Callable[..., str]
) -> FileOfAct | None:
    """The package for the school's official site; ``None`` where nothing is approved.

    ``addresses`` makes the whole address of a name of ``act_urls``.
    """
    timeline = timeline_of(page_key=page.translation_key)
    school = school_of(page)
    day = now.astimezone(school.zone).date()
    _state, edition = shown_edition(timeline, day)
    if edition is None:
        return None
    source = _source(page, school, timeline, edition, day)
    made = [_file(source, format, address, now) for format in (PDF, DOCX)]
    stem = page.slug
    facts = PackageFacts(
        title=_title(source),
        school=school.full_name,
        number=edition.number,
        order_number=edition.order_number,
        order_date=edition.order_date,
        in_force_from=edition.in_force_from,
        digest=edition.digest,
        address=address,
        edition_address=addresses("edition", edition.number),
        compared=(
            addresses("comparison", edition.number - 1, edition.number)
            if edition.number > 1 and timeline.numbered(edition.number - 1)
            else ""
        ),
        stem=stem,
        questions=_questions(school),
    )
    files = [
        PackagedFile(f"{stem}.{format}", file.content)
        for format, file in zip((PDF, DOCX), made, strict=True)
    ]
    content = site_package(facts, files)
    return FileOfAct(
        name=_name(source, ZIP, _("пакет для сайта")),
        content_type=CONTENT_TYPES[ZIP],
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
    )


def forget_files(*, page: Any) -> None:
    """The page is deleted: nobody can ask for its files any more."""
    ActFile.objects.filter(page_key=page.translation_key).delete()


def _source(
    page: Any, school: School, timeline: Timeline, edition: Edition | None, day: date
) -> _Source:
    if edition is None:
        return _Source(page, school, tree_of(page), DRAFT, None, timeline.repeal, day)
    standing = next(one for one in timeline.standings(day) if one.edition.pk == edition.pk)
    tree = Edition.objects.values_list("tree", flat=True).get(pk=edition.pk)
    return _Source(page, school, tree, standing.state, standing, timeline.repeal, day)


def _file(source: _Source, format: str, address: str, now: datetime) -> FileOfAct:
    if format == JSON:
        content = _json(source, address)
        digest = hashlib.sha256(content).hexdigest()
    else:
        sheet = _sheet(source, now)
        digest = _printed_digest(source, sheet)
        content = _kept(source, format, digest, sheet, now)
    return FileOfAct(_name(source, format), CONTENT_TYPES[format], content, digest)


def _kept(source: _Source, format: str, digest: str, sheet: ActSheet, now: datetime) -> bytes:
    """The stored file, made outside of any transaction where it is missing or of another text."""
    number = source.edition.number if source.edition else DRAFT_NUMBER
    place = {
        "page_key": source.page.translation_key,
        "edition_number": number,
        "format": format,
    }
    found = ActFile.objects.filter(**place, digest=digest).first()
    if found is not None:
        return bytes(found.content)
    content = MAKERS[format](sheet)
    try:
        with transaction.atomic():
            ActFile.objects.update_or_create(
                **place, defaults={"digest": digest, "content": content, "made_at": now}
            )
    except IntegrityError:
        # Somebody else asked at the same moment; both made the same bytes.
        pass
    return content


def _sheet(source: _Source, now: datetime) -> ActSheet:
    edition = source.edition
    made_at = edition.frozen_at if edition else source.page.latest_revision_created_at or now
    return sheet_of(
        source.tree,
        order_number=edition.order_number if edition else "",
        order_date=edition.order_date if edition else None,
        notices=_notices(source),
        edition=_edition_words(source),
        digest=edition.digest if edition else "",
        made_at=made_at.astimezone(source.school.zone),
        publisher=source.school.short_name,
    )


def _printed_digest(source: _Source, sheet: ActSheet) -> str:
    printed = {
        "printer": PRINTER,
        "tree": sheet.digest or tree_digest(source.tree),
        "approvers": [[one.heading, *one.lines] for one in sheet.approvers],
        "notices": sheet.notices,
        "edition": sheet.edition,
        "publisher": sheet.publisher,
        "made_at": sheet.made_at.isoformat(),
    }
    return hashlib.sha256(json.dumps(printed, ensure_ascii=False).encode()).hexdigest()


def _notices(source: _Source) -> list[str]:
    """What whoever holds the paper must know before reading it."""
    notices = []
    repeal, standing = source.repeal, source.standing
    if repeal is not None:
        words = (
            _("Документ утратил силу с %(day)s: %(order)s.")
            if repeal.repealed_from <= source.day
            else _("Документ утратит силу с %(day)s: %(order)s.")
        )
        order = order_words(repeal.order_number, repeal.order_date)
        notices.append(
            words % {"day": _full_day(repeal.repealed_from), "order": order[:1].lower() + order[1:]}
        )
    if standing is None or standing.state in (IN_FORCE, REPEALED):
        return notices
    if standing.state == COMING:
        notices.append(
            _("Эта редакция ещё не действует. Она вступит в силу %(day)s.")
            % {"day": _full_day(standing.span.since)}
        )
    elif standing.state == SUPERSEDED and standing.span.until and standing.span.next_number:
        notices.append(
            _("Эта редакция не действует с %(day)s: её заменила редакция № %(next)s.")
            % {"day": _full_day(standing.span.until), "next": standing.span.next_number}
        )
    else:
        notices.append(_("Эта редакция не вступила в силу."))
    return notices


def _edition_words(source: _Source) -> str:
    """«Редакция № 3, действует с 01.09.2026»."""
    if source.edition is None or source.standing is None:
        return ""
    facts = {"number": source.edition.number, "day": day_words(source.edition.in_force_from)}
    if source.state in (IN_FORCE, COMING):
        return _("Редакция № %(number)s, действует с %(day)s") % facts
    return _("Редакция № %(number)s") % facts


def _json(source: _Source, address: str) -> bytes:
    edition, repeal = source.edition, source.repeal
    return act_json(
        source.tree,
        address=address,
        kind=edition.kind if edition else getattr(source.page, "kind", "regulation"),
        publisher=source.school.full_name,
        state=source.state,
        digest=edition.digest if edition else tree_digest(source.tree),
        number=edition.number if edition else None,
        order_number=edition.order_number if edition else "",
        order_date=edition.order_date if edition else None,
        in_force_from=edition.in_force_from if edition else None,
        in_force_until=source.standing.span.until if source.standing else None,
        repeal={
            "order_number": repeal.order_number,
            "order_date": repeal.order_date.isoformat(),
            "repealed_from": repeal.repealed_from.isoformat(),
        }
        if repeal
        else None,
    )


def _title(source: _Source) -> str:
    heading, title = source.tree.get("heading", ""), source.tree.get("title", "")
    return f"{heading} {title}".strip() or str(source.page.title)


def _name(source: _Source, format: str, what: str = "") -> str:
    """A name every file system takes; the title cut after a word so that the ending stays."""
    edition = source.edition
    which = _("редакция %(number)s") % {"number": edition.number} if edition else _("проект")
    title = "".join(
        char if char.isprintable() and char not in '\\/:*?"<>|' else " " for char in _title(source)
    )
    title = whole_words(" ".join(title.split()), LONGEST_NAME).strip(" .")
    return ", ".join(part for part in (title, which, what) if part) + f".{format}"


def _questions(school: School) -> str:
    contact = ", ".join(part for part in (school.curator_phone, school.curator_email) if part)
    if not school.curator_name:
        return ""
    whom = f"{school.curator_name}, {contact}" if contact else school.curator_name
    return _("Вопросы – куратору программы: %(whom)s.") % {"whom": whom}


def _full_day(day: date) -> str:
    """«5 сентября 2026 года»."""
    return _("%(day)s года") % {"day": date_format(day, "j E Y")}

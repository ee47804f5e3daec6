"""An uploaded document on its way to a draft page: kept, corrected, made a page, removed."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from mentoring_pages import ports
from mentoring_pages.importing import Approval, ImportedAct, recognise_act
from mentoring_pages.importing.approval_signs import days_to_come
from mentoring_pages.importing.reading import act_of
from mentoring_pages.importing.sources import Source, read_upload
from mentoring_pages.models import ImportedFile, School
from mentoring_pages.services.importing import glossary_doubts, import_act
from mentoring_pages.services.new_edition import (
    GONE,
    Choice,
    NotWritten,
    choices_of,
    likeliest,
    write_new_edition,
)

DAYS_KEPT = 14
"""How long an upload is kept when ``NASTAVNIK_IMPORTED_FILE_DAYS`` says nothing."""

FIELDS = ("heading", "subject", "approval_post", "approval_name", "order_number", "order_date")
"""What an editor may correct before the draft is made."""

APPROVAL_FIELDS = FIELDS[2:]
LONGEST_ANSWER = 1_000
"""Characters of an answer that are kept while it is being put right."""

KEY_LENGTH = 16
LONGEST_KEY = 50
MOST_CHECKED = 5_000
"""Doubts looked at that are kept for one document."""

ABOUT_APPROVAL = re.compile(r"гриф|приказ", re.IGNORECASE)
ABOUT_TITLE = re.compile(r"название документа", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the editor must look at. ``about`` names the fields that answer it, if any do.

    ``key`` is made of the sentence, so a doubt looked at stays so while it says the same.
    """

    key: str
    text: str
    about: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """An upload as it would become a page: the act with the editor's corrections, the doubts.

    ``choices`` are the documents it may be the next edition of; ``edition_of`` is the key of the
    chosen one, empty for a new document.
    """

    upload: ImportedFile
    recognised: ImportedAct
    act: ImportedAct
    doubts: tuple[Doubt, ...]
    values: Mapping[str, str]
    choices: tuple[Choice, ...]
    edition_of: str

    @property
    def chosen(self) -> Choice | None:
        return next((one for one in self.choices if one.key == self.edition_of), None)

    @property
    def replaces(self) -> str:
        """The draft that the editor agreed to lose."""
        said: str = self.upload.answers.get("replaces", "")
        return said

    @property
    def refused(self) -> str:
        """Why the chosen page cannot be written to: a key of ``new_edition.SENTENCES``."""
        if self.chosen is not None:
            return self.chosen.refused(replaces=self.replaces)
        return GONE if self.edition_of else ""

    @property
    def unsettled(self) -> tuple[Doubt, ...]:
        return tuple(doubt for doubt in self.doubts if not doubt.settled)


def keep_upload(
    *, data: bytes, name: str, kind: str, school: School, user: Any, now: datetime
) -> ImportedFile:
    """Read a file and keep its text. Raises ``UnreadableFile`` and keeps nothing."""
    source = read_upload(data, name=name)
    text = source.text.replace("\x00", "")
    recognise_act(text, kind)
    return ImportedFile.objects.create(
        school=school,
        user=user,
        name=name.replace("\x00", "")[-255:],
        kind=kind,
        text=text,
        source={
            "kind": source.kind,
            "doubts": list(source.doubts),
            "dropped": [line.replace("\x00", "") for line in source.dropped],
        },
        uploaded_at=now,
    )


def preview_of(*, upload: ImportedFile) -> Preview:
    """What was recognised, with the corrections typed so far."""
    act = act_of(source_of(upload), upload.kind)
    typed = upload.answers.get("fields", {})
    checked = set(upload.answers.get("checked", ()))
    day = timezone.localdate(upload.uploaded_at)
    sentences = dict.fromkeys(
        (
            *act.doubts,
            *days_to_come(act.approvals, day),
            *glossary_doubts(act=act, school=upload.school),
        )
    )
    corrected = _corrected(act, typed)
    choices = choices_of(act=corrected, school=upload.school, user=upload.user)
    likely = likeliest(choices)
    return Preview(
        upload=upload,
        recognised=act,
        act=corrected,
        doubts=tuple(_doubt(text, checked, typed) for text in sentences),
        values={**recognised_fields(act), **typed},
        choices=choices,
        edition_of=upload.answers.get("edition_of", likely.key if likely else ""),
    )


def source_of(upload: ImportedFile) -> Source:
    """What the reader of the file handed over, as it was kept."""
    return Source(
        upload.text,
        upload.source["kind"],
        dropped=tuple(upload.source["dropped"]),
        doubts=tuple(upload.source["doubts"]),
    )


def recognised_fields(act: ImportedAct) -> dict[str, str]:
    """The values of the fields as they were recognised; a day is written «05.02.2026»."""
    approval = act.approval
    day = approval.order_date
    return {
        "heading": act.title,
        "subject": act.subtitle,
        "approval_post": approval.post,
        "approval_name": approval.name,
        "order_number": approval.order_number,
        "order_date": f"{day:%d.%m.%Y}" if day else "",
    }


@transaction.atomic
def keep_answers(
    *,
    upload: ImportedFile,
    fields: Mapping[str, str],
    checked: Iterable[str],
    kind: str,
    edition_of: str | None = None,
    replaces: Iterable[str] = (),
) -> ImportedFile:
    """Keep what the editor typed, right or wrong yet, and the doubts looked at.

    ``edition_of`` is the key of the document it is the next edition of, empty for a new one and
    ``None`` where that was not answered; ``replaces`` names the drafts that may be lost.

    Only what differs from the recognised value is a correction, so reading the document as another
    kind changes whatever the editor left alone.
    """
    upload = ImportedFile.objects.select_for_update().get(pk=upload.pk)
    recognised = recognised_fields(recognise_act(upload.text, upload.kind))
    before = upload.answers
    upload.answers = {
        "fields": {
            name: fields[name].replace("\x00", "")[:LONGEST_ANSWER]
            for name in FIELDS
            if name in fields and fields[name] != recognised[name]
        },
        "checked": sorted(key for key in set(checked) if len(key) == KEY_LENGTH)[:MOST_CHECKED],
    }
    if kind != upload.kind:
        edition_of = None  # of that kind there are other documents
    elif edition_of is None:
        edition_of = before.get("edition_of")
    if edition_of is not None:
        upload.answers["edition_of"] = edition_of[:LONGEST_KEY]
        upload.answers["replaces"] = next(
            (draft for draft in replaces if draft.startswith(f"{edition_of}-")), ""
        )[:LONGEST_KEY]
    upload.kind = kind
    upload.save(update_fields=["answers", "kind"])
    return upload


@transaction.atomic
def make_draft(*, upload: ImportedFile, now: datetime) -> Page:
    """The draft page of an upload; a second time the page made before, while it is there.

    Where the editor chose a document of the school, the draft is the next edition of its page.
    Raises ``NotWritten`` where that page may not be written to.
    """
    upload = ImportedFile.objects.select_for_update().get(pk=upload.pk)
    if upload.page is not None:
        return upload.page
    preview = preview_of(upload=upload)
    if preview.refused:
        raise NotWritten(preview.refused)
    act, school, owner = preview.act, upload.school, upload.user
    page: Page
    if preview.chosen is None:
        page = import_act(act=act, school=school, owner=owner, now=now)
    else:
        page = write_new_edition(
            act=act,
            school=school,
            page=preview.chosen.page,
            owner=owner,
            now=now,
            replaces=preview.replaces,
        )
    upload.page = page
    upload.save(update_fields=["page"])
    return page


def remove_upload(*, upload: ImportedFile) -> None:
    upload.delete()


def due_removals(*, school: School, day: date, now: datetime) -> Iterable[ports.DueWork]:
    """Work of a tick: uploads older than the setting says are removed, drafts stay."""
    days = getattr(settings, "NASTAVNIK_IMPORTED_FILE_DAYS", DAYS_KEPT)
    old = ImportedFile.objects.filter(school=school, uploaded_at__lt=now - timedelta(days=days))
    if old.exists():
        yield ports.DueWork("old uploads", partial(_remove, old))


def _remove(uploads: Any) -> None:
    uploads.delete()


def _doubt(text: str, checked: set[str], typed: Mapping[str, str]) -> Doubt:
    key = hashlib.sha256(text.encode()).hexdigest()[:KEY_LENGTH]
    about = ""
    answered = False
    if ABOUT_TITLE.search(text):
        about, answered = "title", bool(typed.get("heading") or typed.get("subject"))
    elif ABOUT_APPROVAL.search(text):
        about, answered = "approval", any(name in typed for name in APPROVAL_FIELDS)
    return Doubt(key, text, about, key in checked or answered)


def _corrected(act: ImportedAct, typed: Mapping[str, str]) -> ImportedAct:
    """The act with what the editor typed; a day that cannot be read yet changes nothing."""
    if not typed:
        return act
    approval = act.approval
    changed = replace(
        approval,
        heading=approval.heading or "УТВЕРЖДАЮ",
        post=typed.get("approval_post", approval.post),
        name=typed.get("approval_name", approval.name),
        order_number=typed.get("order_number", approval.order_number),
        order_date=_day(typed["order_date"]) if "order_date" in typed else approval.order_date,
    )
    approvals = tuple(changed if entry is approval else entry for entry in act.approvals)
    if changed not in approvals and changed != Approval(heading="УТВЕРЖДАЮ"):
        approvals = (changed, *approvals)
    return replace(
        act,
        title=typed.get("heading", act.title),
        subtitle=typed.get("subject", act.subtitle),
        approvals=approvals,
    )


def _day(text: str) -> date | None:
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a day, no time
        except ValueError:
            continue
    return None

"""A signed sheet on the desk of a member of staff: recording it, confirming it, its scan."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View

from intake.domain.scans import scan_type
from intake.forms.staff_paper import PaperForm, SecondForm
from intake.models import Document, PaperOriginal
from intake.services.acquaintance import acquaint_on_paper, wants_sheet
from intake.services.document import read_copy
from intake.services.filling import BY_PEN, publication_items
from intake.services.paper import (
    SCAN,
    PaperRefused,
    changed_since_printed,
    confirm_original,
    is_unmarked,
    kept_where,
    record_paper,
    refuse_original,
)
from intake.services.privacy import record_access
from intake.services.receipt import RECEIVED_KINDS
from intake.services.refusal import Told
from intake.services.told_refusal import record_refusal
from intake.vault import KeyDestroyed
from intake.views.staff_acts import DocumentActView
from mentoring_pages.services.membership import reach


class PaperView(DocumentActView):
    """Recording an original; where one waits for a second member of staff, deciding on it."""

    signers = _("Подписывает")
    title = _("Записать бумажный оригинал")
    intro = _(
        "Подпись на бумаге значит то же, что подпись кодом. Сверьте номер документа на бумаге с "
        "номером здесь. Ваше имя и время сохранятся в журнале."
    )
    submit_label = _("Записать")
    icon = "edit"

    def row_or_404(self, key: Any) -> Document:
        row: Document = super().row_or_404(key)
        self.waiting = row.originals.filter(state="waiting").select_related("document").first()
        if self.waiting is not None:
            self.title = _("Подтвердить бумажный оригинал")
            self.intro = _(
                "Эту бумагу записал сотрудник, чьей семьи она касается. Она подпишет документ, "
                "когда её увидит второй сотрудник. Ваше имя и время сохранятся в журнале."
            )
            self.submit_label = _("Сохранить решение")
        return row

    def get_form_class(self) -> type[Form]:
        return PaperForm if self.waiting is None else SecondForm

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs() | {"wants_sheet": wants_sheet(self.row)}
        if self.waiting is None:
            given["changed"] = self.row.state == "prepared" and changed_since_printed(
                document=self.row, now=self.now
            )
            given["may_receive"] = self.row.kind in RECEIVED_KINDS and reach(
                user=self.request.user, permission="intake.add_receipt"
            ).covers(self.row.school_id)
            given["items"] = publication_items() if is_unmarked(self.row) else ()
        return given

    def facts(self) -> list[tuple[str, Any]]:
        return [
            *super().facts(),
            *(self._reported(self.waiting) if self.waiting is not None else ()),
        ]

    def _reported(self, original: PaperOriginal) -> list[tuple[Any, str]]:
        try:
            place = kept_where(original)
        except KeyDestroyed:
            place = ""
        return [
            (_("Дата подписи на бумаге"), date_format(original.signed_on, "d.m.Y")),
            (_("Где хранится оригинал"), place),
            *self._marks(),
        ]

    def _marks(self) -> list[tuple[Any, str]]:
        """What the first member of staff read from a sheet printed without answers."""
        if not self.row.choices.get(BY_PEN):
            return []
        marked = [label for key, label in publication_items() if self.row.choices.get(key)]
        return [(_("Отмечено «да»"), "; ".join(marked))]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            words = self._decided(form) if self.waiting is not None else self._recorded(form)
        except PaperRefused as problem:
            field = "signed_on" if "signed_on" in form.fields else None
            form.add_error(field, problem.words)
            return self.form_invalid(form)
        return self.done(words)

    def _recorded(self, form: PaperForm) -> str:
        answers = form.cleaned_data
        if answers.get("nothing"):
            told = Told(self.request.user, "paper", answers["signed_on"])
            signer = self.row.parties.select_related("person").get().person
            record_refusal(document=self.row, signer=signer, told=told, now=self.now)
            if answers.get("is_acquainted"):
                acquaint_on_paper(
                    document=self.row,
                    signed_on=answers["signed_on"],
                    by=self.request.user,
                    now=self.now,
                )
            return _now("Записано: семья не разрешила публиковать ничего.")
        original = record_paper(
            document=self.row,
            by=self.request.user,
            signed_on=answers["signed_on"],
            kept_where=answers["kept_where"],
            scan=answers["scan"],
            is_own_family=answers["is_own_family"],
            was_compared=answers.get("was_compared", False),
            is_received=answers.get("is_received", False),
            is_acquainted=answers.get("is_acquainted", False),
            allowed=answers.get("allowed"),
            now=self.now,
        )
        if original.state == "waiting":
            return _now(
                "Записано. Это бумага вашей семьи, поэтому документ ждёт второго сотрудника: "
                "он увидит бумагу на своей первой странице, в «Что ждёт вас»."
            )
        return _now("Бумажный оригинал записан. Документ подписан.")

    def _decided(self, form: SecondForm) -> str:
        if form.cleaned_data["decision"] == "confirm":
            confirm_original(
                original=self.waiting,
                by=self.request.user,
                is_acquainted=form.cleaned_data.get("is_acquainted", False),
                now=self.now,
            )
            return _now("Оригинал подтверждён. Документ подписан.")
        refuse_original(original=self.waiting, by=self.request.user, now=self.now)
        return _now("Оригинал не принят. Документ снова ждёт подписи.")


class ScanView(View):
    """The scan of a recorded paper, to be saved and never shown: nobody vouches for its insides."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = reach(user=request.user, permission="intake.view_document")
        document = (
            Document.objects.filter(found.rows(school_path="school"), key=key)
            .select_related("school")
            .first()
        )
        copy = (
            document.copies.filter(kind=SCAN).select_related("holder").first() if document else None
        )
        if document is None or copy is None:
            raise Http404
        try:
            data = read_copy(document=document, holder=copy.holder, kind=SCAN)
        except KeyDestroyed as error:
            raise Http404 from error
        record_access(
            school=document.school,
            user=request.user,
            action="document.scan",
            subject_key=str(document.key),
            detail=SCAN,
            now=timezone.now(),
        )
        response = HttpResponse(data, content_type="application/octet-stream")
        name = f"{document.number}-skan.{scan_type(data) or 'bin'}"
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response

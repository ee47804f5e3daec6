"""Where the employee responsible for personal data notes the consents that came, and the note."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View

from intake.forms.receipt import ReceiptForm
from intake.models import Document
from intake.services.privacy import record_access
from intake.services.receipt import acknowledge, name_on_note, without_receipt
from intake.services.receipt_sheet import note_of
from intake.views.act_page import SchoolsActView
from intake.views.paper import receipt_response
from mentoring_pages.services.membership import reach

AT_ONCE = 100
"""As many stand on one page; the rest come when these are noted."""


class ReceiptsView(SchoolsActView):
    """One list of what waits; everything is ticked, and what is not there is unticked."""

    permission = "intake.add_receipt"
    title = _("Отметить получение согласий")
    intro = _(
        "Отметку ставит сотрудник, ответственный за обработку персональных данных, или другой за "
        "него: тогда в ней так и будет сказано. На силу согласия она не влияет: подписанное "
        "действует и без неё. Ваше имя и время сохранятся."
    )
    form_class = ReceiptForm
    submit_label = _("Согласия приняты")
    icon = "check"

    def gather(self) -> None:
        super().gather()
        waiting = without_receipt(Document.objects.filter(self.found.rows(school_path="school")))
        self.total = waiting.count()
        self.papers = list(
            waiting.select_related("participant", "school").order_by("signed_at", "pk")[:AT_ONCE]
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for school in self.schools:
            self.seen(school, "document.receipts", "")
        return super().get(request, *args, **kwargs)

    def back_url(self) -> str:
        return reverse("intake_document_modeladmin_index")

    def facts(self) -> list[tuple[str, Any]]:
        officers = ", ".join(
            school.privacy_officer_name for school in self.schools if school.privacy_officer_name
        )
        return [
            (_("Ответственный по профилю школы"), officers or _("не назван")),
            (_("Как будет записано"), self._as_written()),
            (_("Ждут отметки"), self.total),
        ]

    def _as_written(self) -> str:
        """What the note will say of this person, school by school, before anything is pressed."""
        user = self.request.user
        words = [name_on_note(school=school, user=user) for school in self.schools]
        return "; ".join(dict.fromkeys(words))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"papers": self.papers}

    def form_valid(self, form: ReceiptForm) -> HttpResponse:
        chosen = set(form.cleaned_data["papers"])
        noted = acknowledge(
            documents=[paper for paper in self.papers if str(paper.key) in chosen],
            by=self.request.user,
            now=self.now,
        )
        return self.done(_now("Отмечено согласий: %(count)s.") % {"count": noted})


class ReceiptSheetView(View):
    """«Отметка о получении» of one consent as a page, to be kept with the paper."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = reach(user=request.user, permission="intake.view_document")
        document = (
            Document.objects.filter(found.rows(school_path="school"), key=key)
            .select_related("school__site", "participant")
            .first()
        )
        receipt = note_of(document) if document is not None else None
        if document is None or receipt is None:
            raise Http404
        record_access(
            school=document.school,
            user=request.user,
            action="document.pdf",
            subject_key=str(document.key),
            detail="receipt",
            now=timezone.now(),
        )
        return receipt_response(receipt)

"""«Вернулись подписанные бумаги»: a pile of sheets recorded at once, with a line for each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intake.forms.staff_meeting import ReturnedPapersForm
from intake.models import Document
from intake.models.document import SIDED_KINDS
from intake.services.returned_papers import numbers_in, record_returned
from intake.views.act_page import SchoolsActView
from mentoring_pages.services.membership import reach

IN_THE_LIST = 100
"""As many waiting papers are offered for ticking; others are typed by number."""


class ReturnedPapersView(SchoolsActView):
    permission = "intake.change_document"
    title = _("Вернулись подписанные бумаги")
    intro = _(
        "Запишите стопку бумаг сразу. Каждая проверяется отдельно: если одну записать нельзя, "
        "остальные запишутся. Ваше имя и время сохранятся в журнале."
    )
    form_class = ReturnedPapersForm
    submit_label = _("Записать бумаги")
    icon = "edit"

    def gather(self) -> None:
        super().gather()
        self.receiving = reach(user=self.request.user, permission="intake.add_receipt")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        for school in self.schools:
            self.seen(school, "document.returned", "")
        return super().get(request, *args, **kwargs)

    def back_url(self) -> str:
        return reverse("intake_document_modeladmin_index")

    def get_initial(self) -> dict[str, Any]:
        return {"signed_on": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        waiting = (
            Document.objects.filter(self.found.rows(school_path="school"), state="prepared")
            .exclude(kind__in=SIDED_KINDS)
            .select_related("participant")
            .order_by("participant__search_name", "pk")[:IN_THE_LIST]
        )
        may_receive = any(self.receiving.covers(school.pk) for school in self.schools)
        return super().get_form_kwargs() | {"waiting": list(waiting), "may_receive": may_receive}

    def form_valid(self, form: ReturnedPapersForm) -> HttpResponse:
        answers = form.cleaned_data
        numbers = [*numbers_in(answers["numbers"]), *answers.get("papers", [])]
        results = list(
            record_returned(
                numbers=dict.fromkeys(numbers),
                found=self.found,
                by=self.request.user,
                signed_on=answers["signed_on"],
                kept_where=answers["kept_where"],
                is_acquainted=answers["is_acquainted"],
                receiving=self.receiving if answers.get("is_received") else None,
                now=self.now,
            )
        )
        context = {
            "title": self.title,
            "results": results,
            "signed": sum(one.is_signed for one in results),
            "again_url": reverse("nastavnik_papers"),
            "back_url": self.back_url(),
        }
        return render(self.request, "intake/staff/returned_papers.html", context)

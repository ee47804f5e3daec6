"""The register of the journal's anchors: whether each was signed and whether its letter left."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from intake.evidence.trouble import SealTrouble
from intake.labels import SEAL_TROUBLES
from intake.models import AnchorMail, JournalAnchor
from intake.models.anchor import ANCHOR_MAIL_STATES
from intake.services.anchor import send_anchor_again
from intake.views.staff_acts import StaffActView
from intake.views.staff_register import ChainedModelAdmin, link
from intake.views.staff_send_anew import LABEL
from mentoring_pages.models import School
from mentoring_pages.services.membership import reach

NO_ADDRESS = _("у школы не записана почта куратора: впишите её в профиле школы")
NO_ANSWER = _(
    "почтовый сервер не принял письмо: проверьте почту куратора или спросите администратора"
)


class LetterFilter(admin.SimpleListFilter):
    title = _("письмо")
    parameter_name = "letter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ANCHOR_MAIL_STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(letter_state=self.value()) if self.value() else queryset


class AnchorAdmin(ChainedModelAdmin):
    model = JournalAnchor
    menu_label = _("Якоря журнала")
    menu_icon = "lock"
    menu_order = 245
    list_display = ("number", "day", "sequence", "signed", "letter", "why", "next_step")
    empty_sentence = _(
        "Якорей ещё нет. Первый появится сам после ближайшей ночи, письмо о нём получит куратор."
    )
    list_filter = (LetterFilter,)
    inspect_view_fields = (
        "number",
        "day",
        "sequence",
        "digest",
        "signed",
        "letter",
        "why",
        "next_step",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        letters = AnchorMail.objects.filter(anchor_key=OuterRef("key"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                letter_state=Subquery(letters.values("state")[:1]),
                letter_failure=Subquery(letters.values("failure")[:1]),
            )
        )

    @admin.display(description=_("подпись школы"))
    def signed(self, obj: JournalAnchor) -> str:
        if obj.trouble:
            return str(SEAL_TROUBLES[SealTrouble(obj.trouble)])
        return str(_("стоит"))

    @admin.display(description=_("письмо куратору"))
    def letter(self, obj: JournalAnchor) -> str:
        return str(ANCHOR_MAIL_STATES.get(getattr(obj, "letter_state", None) or "", "–"))

    @admin.display(description=_("почему не отправлено"))
    def why(self, obj: JournalAnchor) -> str:
        if getattr(obj, "letter_state", None) != "failed":
            return "–"
        return str(NO_ADDRESS if obj.letter_failure == "NoAddress" else NO_ANSWER)

    @admin.display(description=_("что сделать"))
    def next_step(self, obj: JournalAnchor) -> str:
        if getattr(obj, "letter_state", None) != "failed":
            return ""
        return link(reverse("nastavnik_anchor_again", args=[obj.key]), LABEL)


class AnchorAgainView(StaffActView):
    """The letter of an anchor that was given up goes once more, to the address of today."""

    model = JournalAnchor
    title = _("Отправить письмо с якорем ещё раз")
    intro = _(
        "Письмо не ушло. Оно уйдёт на почту куратора из профиля школы: проверьте, что она верна. "
        "Ваше имя и время сохранятся в журнале."
    )
    submit_label = _("Отправить")
    icon = "mail"

    def row_or_404(self, key: Any) -> Any:
        """The chain names its school by key: no row of it has a school of its own."""
        found = reach(user=self.request.user, permission="intake.view_journalanchor")
        schools = School.objects.filter(found.rows(school_path="pk"))
        row = JournalAnchor.objects.filter(school_key__in=schools.values("key"), key=key).first()
        if row is None:
            raise Http404
        self.school = schools.get(key=row.school_key)
        return row

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.seen(self.school, "journalanchor.act", str(self.row.key))
        return FormView.get(self, request, *args, **kwargs)

    def back_url(self) -> str:
        return reverse("intake_journalanchor_modeladmin_index")

    def facts(self) -> list[tuple[Any, Any]]:
        return [
            (_("Якорь"), f"{self.row.number}, {date_format(self.row.day, 'd.m.Y')}"),
            (_("Куда уйдёт"), self.school.curator_email or self.school.email or _("почты нет")),
        ]

    def form_valid(self, form: Any) -> HttpResponse:
        if send_anchor_again(anchor=self.row, by=self.request.user, now=self.now):
            return self.done(_now("Письмо поставлено в очередь на отправку."))
        return self.not_done(_now("Это письмо уже отправлено или ждёт отправки."))

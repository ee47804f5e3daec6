"""The register of the journal's anchors: whether each was signed and whether its letter left."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from intake.evidence.trouble import SealTrouble
from intake.labels import SEAL_TROUBLES
from intake.models import AnchorMail, JournalAnchor
from intake.models.anchor import ANCHOR_MAIL_STATES
from intake.views.staff_register import ChainedModelAdmin

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
    list_display = ("number", "day", "sequence", "signed", "letter", "why")
    empty_sentence = _(
        "Якорей ещё нет. Первый появится сам после ближайшей ночи, письмо о нём получит куратор."
    )
    list_filter = (LetterFilter,)
    inspect_view_fields = ("number", "day", "sequence", "digest", "signed", "letter", "why")

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

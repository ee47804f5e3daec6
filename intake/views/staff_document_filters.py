"""What the register of papers can be narrowed to: each answers a line of «Что ждёт вас»."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from intake.services.receipt import without_receipt
from intake.services.renewal import papers_kept, papers_of_short_form, papers_to_renew
from intake.services.second_look import for_second_look
from intake.services.withdrawal_due import withdrawn_and_going
from intake.views.staff_people import ClassFilter


class DocumentClassFilter(ClassFilter):
    class_path = "participant__school_class"


class RenewalFilter(admin.SimpleListFilter):
    """Papers in force whose text a major change has replaced."""

    title = _("новая подпись")
    parameter_name = "renewal"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("wanted", _("нужна: текст изменился")),
            ("refused", _("с новым текстом не согласились")),
            ("short", _("подписана краткая форма, школа перешла на полную")),
            ("going", _("согласие отозвано, а участие или соглашение не закончено")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "wanted":
                return papers_to_renew(queryset, day=localdate())
            case "refused":
                return papers_kept(queryset, day=localdate())
            case "short":
                return papers_of_short_form(queryset)
            case "going":
                return withdrawn_and_going(queryset, day=localdate())
        return queryset


class ReceiptFilter(admin.SimpleListFilter):
    """Signed consents whose receipt nobody has noted."""

    title = _("отметка о получении")
    parameter_name = "receipt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("ещё нет"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return without_receipt(queryset) if self.value() else queryset


class SecondLookFilter(admin.SimpleListFilter):
    """Sheets of a colleague's own family, for whoever may confirm them."""

    title = _("второй сотрудник")
    parameter_name = "second"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("wanted", _("ждёт моего подтверждения"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return for_second_look(queryset, user=request.user) if self.value() else queryset


class SealFilter(admin.SimpleListFilter):
    """Signed papers that could not be sealed yet."""

    title = _("печать сервиса")
    parameter_name = "seal"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("запечатывается"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(seal__state="waiting") if self.value() else queryset

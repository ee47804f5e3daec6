"""Registers around the papers: who signs at 14–17, exceptions, messages, the journal."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from intake.models import (
    AccessRecord,
    JournalEntry,
    OutboundMessage,
    SigningAllowance,
    SigningTable,
)
from intake.services.access_words import access_words
from intake.views.staff_delivery import TroubleFilter, became_words, next_step_words
from intake.views.staff_register import (
    ChainedModelAdmin,
    NameSearchHandler,
    ReadOnlyPersonalModelAdmin,
)
from intake.views.staff_send_anew import SendAnewButtonHelper, with_send_anew
from intake.views.staff_words import JOURNAL_WORDS
from mentoring_pages.school_admin import ReadOnlySchoolModelAdmin, SchoolModelAdmin
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper


class SigningTableAdmin(SchoolModelAdmin):
    model = SigningTable
    menu_label = _("Кто подписывает в 14–17 лет")
    menu_icon = "table"
    menu_order = 210
    list_display = ("document_kind", "minor_table", "decided_by")
    empty_sentence = _(
        "Решения нет, и это не ошибка: в 14–17 лет подписывают оба, участник и представитель."
    )
    list_filter = (("school", OwnSchoolsFilter),)
    panels = [
        FieldPanel("school"),
        FieldPanel("document_kind"),
        FieldPanel("minor_table"),
        FieldPanel("decided_by"),
    ]


class AllowanceButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        helper = self.permission_helper
        if obj.ended_at is None and helper.reach(self.request.user, "change").covers(obj.school_id):
            buttons.append(
                {
                    "url": reverse("nastavnik_allowance_end", args=[obj.pk]),
                    "label": _("Отменить исключение"),
                    "classname": self.finalise_classname(["button-secondary", "button-small"]),
                    "title": _("Отменить исключение"),
                }
            )
        return buttons


class AllowanceAdmin(ReadOnlyPersonalModelAdmin):
    model = SigningAllowance
    menu_label = _("Исключения")
    menu_icon = "key"
    menu_order = 220
    button_helper_class = AllowanceButtonHelper
    list_display = ("who", "kind", "reason", "allowed_by", "allowed_at", "ended_at")
    empty_sentence = _(
        "Исключений нет. Если у семьи одна почта на двоих, откройте человека в разделе «Люди» и "
        "нажмите «Разрешить общий контакт»."
    )
    list_filter = ("kind", ("school", OwnSchoolsFilter))
    list_select_related = ("person", "allowed_by", "school")
    search_handler_class = NameSearchHandler
    search_fields = ("person__search_name",)
    inspect_view_fields = ("who", "kind", "reason", "allowed_by", "allowed_at", "ended_at")

    @admin.display(description=_("кому разрешено"), ordering="person__family_name")
    def who(self, obj: SigningAllowance) -> str:
        return obj.person.full_name


class MessageAdmin(ReadOnlyPersonalModelAdmin):
    """What became of messages. Their text and address are nobody's to read here."""

    model = OutboundMessage
    button_helper_class = SendAnewButtonHelper
    menu_label = _("Сообщения")
    menu_icon = "mail"
    menu_order = 230
    list_display = ("to_whom", "kind", "channel", "queued", "became", "next_step")
    list_filter = (TroubleFilter, "state", "outcome", "kind", ("school", OwnSchoolsFilter))
    list_select_related = ("person", "school", "contact")
    search_fields = ("person__search_name",)
    inspect_view_fields = (
        "to_whom",
        "kind",
        "channel",
        "queued",
        "became",
        "next_step",
        "attempts",
        "failure",
        "gateway_id",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_send_anew(super().get_queryset(request))

    @admin.display(description=_("кому"), ordering="person__family_name")
    def to_whom(self, obj: OutboundMessage) -> str:
        return obj.person.full_name

    @admin.display(description=_("канал"), ordering="contact__channel")
    def channel(self, obj: OutboundMessage) -> str:
        return str(obj.contact.get_channel_display())

    @admin.display(description=_("что стало"), ordering="state")
    def became(self, obj: OutboundMessage) -> str:
        return became_words(obj)

    @admin.display(description=_("что сделать"))
    def next_step(self, obj: OutboundMessage) -> str:
        return next_step_words(obj)

    @admin.display(description=_("поставлено в очередь"), ordering="queued_at")
    def queued(self, obj: OutboundMessage) -> str:
        return date_format(localtime(obj.queued_at, obj.school.zone), "d.m.Y H:i")


class JournalKindFilter(admin.SimpleListFilter):
    title = _("событие")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(JOURNAL_WORDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class JournalAdmin(ChainedModelAdmin):
    model = JournalEntry
    menu_label = _("Журнал")
    menu_icon = "history"
    menu_order = 240
    list_display = ("sequence", "at", "event", "subject_key", "actor_key")
    list_filter = (JournalKindFilter,)
    search_fields = ("subject_key", "actor_key")
    inspect_view_fields = (
        "sequence",
        "at",
        "event",
        "subject_key",
        "actor_key",
        "facts",
        "previous",
        "digest",
    )

    @admin.display(description=_("событие"), ordering="kind")
    def event(self, obj: JournalEntry) -> str:
        return str(JOURNAL_WORDS.get(obj.kind, obj.kind))


class AccessAdmin(ReadOnlySchoolModelAdmin):
    """Who of the staff looked at what."""

    model = AccessRecord
    menu_label = _("Обращения к данным")
    menu_icon = "view"
    menu_order = 250
    list_display = ("at", "who", "what", "subject_key", "detail")
    list_filter = (("school", OwnSchoolsFilter),)
    search_fields = ("subject_key", "user_key")
    inspect_view_fields = ("at", "who", "what", "subject_key", "detail")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the account as it is called today; records themselves name it by key."""
        accounts = (
            get_user_model()
            .objects.annotate(record_key=Concat(Value("user:"), Cast("pk", CharField())))
            .filter(record_key=OuterRef("user_key"))
            .values("username")[:1]
        )
        return super().get_queryset(request).annotate(username=Subquery(accounts))

    @admin.display(description=_("сотрудник"), ordering="user_key")
    def who(self, obj: AccessRecord) -> str:
        return getattr(obj, "username", None) or obj.user_key

    @admin.display(description=_("что сделал"), ordering="action")
    def what(self, obj: AccessRecord) -> str:
        return access_words(obj.action)

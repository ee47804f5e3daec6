"""The registers of publication: the media plan, who is on pictures, what was taken down."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError
from wagtail.permissions import policy_registry

from mentoring_pages.domain.media_plan import EventState
from mentoring_pages.models import ImageRegister, PlannedEvent, School, Takedown
from mentoring_pages.models.publication import PICTURE_PEOPLE_PANEL, item_choices
from mentoring_pages.school_admin import ReadOnlySchoolModelAdmin, SchoolForm, SchoolModelAdmin
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper
from mentoring_pages.services.news import plan_of
from mentoring_pages.services.publication import named_past_duty
from mentoring_pages.services.takedown import take_down_refused

STATES = {
    EventState.PLANNED: _("запланировано"),
    EventState.PRESS: _("пресс-релиз вышел"),
    EventState.HELD: _("прошло, пост-релиза нет"),
    EventState.POST: _("пост-релиз вышел"),
    EventState.CANCELLED: _("не состоится"),
}


class PlannedEventForm(SchoolForm):
    """What the media plan says stands on the site at once: it names nobody but those in office."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        school = cleaned.get("school") or School.objects.filter(pk=self.instance.school_id).first()
        for field in ("title", "place", "audience"):
            text = cleaned.get(field) or ""
            if school and named_past_duty(school=school, text=text, now=timezone.now()):
                self.add_error(
                    field,
                    _(
                        "Здесь названы фамилия и имя, а план сразу виден на сайте. Напишите без "
                        "имени; имя можно назвать в новости, если семья согласна на публикацию."
                    ),
                )
        return cleaned


class PlannedEventAdmin(SchoolModelAdmin):
    model = PlannedEvent
    base_form_class = PlannedEventForm
    menu_label = _("Медиаплан")
    menu_icon = "calendar-alt"
    menu_order = 500
    list_display = ("held_on", "title", "place", "standing", "to_write")
    list_filter = (("school", OwnSchoolsFilter),)
    search_fields = ("title", "place", "audience")
    ordering = ("-held_on",)
    empty_sentence = _(
        "Событий ещё нет. Добавьте первое: программа напомнит о пресс-релизе и пост-релизе."
    )
    panels = [
        FieldPanel("school"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("held_on"), FieldPanel("place")]),
        FieldPanel("audience"),
        FieldPanel("cancelled"),
    ]

    def _row(self, obj: PlannedEvent) -> Any:
        """The plan of the event's school is asked once for a list."""
        rows = self.__dict__.setdefault("_plan", {})
        day = timezone.localdate(timezone=obj.school.zone)
        key = (obj.school_id, day)
        if key not in rows or obj.pk not in rows[key]:
            rows.clear()
            rows[key] = {row.event.pk: row for row in plan_of(school=obj.school, day=day)}
        return rows[key].get(obj.pk)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        self.__dict__.pop("_plan", None)
        return super().get_queryset(request)

    @admin.display(description=_("что вышло"))
    def standing(self, obj: PlannedEvent) -> str:
        row = self._row(obj)
        return str(STATES[row.state]) if row else ""

    @admin.display(description=_("что написать и до какого дня"))
    def to_write(self, obj: PlannedEvent) -> str:
        row = self._row(obj)
        if row is None or not row.duties:
            return "–"
        words = {"press": _("пресс-релиз"), "post": _("пост-релиз")}
        return ", ".join(
            f"{words[duty.kind]} – {date_format(duty.by, 'd.m.Y')}" for duty in row.duties
        )


class ImageRegisterAdmin(SchoolModelAdmin):
    """Who can be recognised on the school's pictures."""

    model = ImageRegister
    menu_label = _("Кто на снимках")
    menu_icon = "image"
    menu_order = 510
    list_display = ("number", "picture", "how_many", "withheld")
    list_filter = ("nobody", ("school", OwnSchoolsFilter))
    list_select_related = ("image",)
    empty_sentence = _(
        "Снимков ещё нет. Загрузите снимок в раздел «Изображения», затем отметьте здесь, "
        "кто на нём: без этого страница с ним не выйдет."
    )
    panels = [
        FieldPanel("school"),
        FieldPanel("image"),
        FieldPanel("nobody"),
        PICTURE_PEOPLE_PANEL,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("people", "image__renditions")

    def limit_choices(
        self, name: str, queryset: QuerySet[Any], request: HttpRequest, schools: QuerySet[School]
    ) -> QuerySet[Any]:
        """Only pictures that the user may choose on a page."""
        if queryset.model is get_image_model():
            policy = policy_registry.get_by_type(queryset.model)
            return policy.instances_user_has_any_permission_for(request.user, ["choose", "change"])
        return super().limit_choices(name, queryset, request, schools)

    def save_row(self, request: HttpRequest, form: Any) -> Any:
        """Naming a person on a picture that is already shown asks about the consent at once."""
        row = form.save()
        keys = [person.person_key for person in row.people.all()]
        take_down_refused(school=row.school, person_keys=keys, now=timezone.now())
        return row

    @admin.display(description=_("№"), ordering="image_id")
    def number(self, obj: ImageRegister) -> int:
        return obj.image_id

    @admin.display(description=_("снимок"))
    def picture(self, obj: ImageRegister) -> str:
        if obj.withheld_at:
            return "–"
        try:
            shown = obj.image.get_rendition("max-165x165")
        except SourceImageIOError:
            return str(_("файла нет"))
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="">', shown.url, shown.width, shown.height
        )

    @admin.display(description=_("людей на снимке"))
    def how_many(self, obj: ImageRegister) -> str:
        if obj.nobody:
            return str(_("узнать никого нельзя"))
        return str(len(obj.people.all()))

    @admin.display(description=_("убран с сайта"), ordering="withheld_at")
    def withheld(self, obj: ImageRegister) -> str:
        if not obj.withheld_at:
            return "–"
        return date_format(localtime(obj.withheld_at, obj.school.zone), "d.m.Y H:i")


class TakedownButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if not self.permission_helper.reach(self.request.user, "change").covers(obj.school_id):
            return buttons
        acts = []
        if obj.text_checked_at is None:
            acts.append(("nastavnik_takedown_text", _("Текст проверен")))
        if obj.group_due_on and obj.group_done_at is None:
            acts.append(("nastavnik_takedown_group", _("Убрано из группы")))
        return buttons + [
            {
                "url": reverse(name, args=[obj.key]),
                "label": label,
                "classname": self.finalise_classname(["button-secondary", "button-small"]),
                "title": label,
            }
            for name, label in acts
        ]


class TakedownAdmin(ReadOnlySchoolModelAdmin):
    """What left the site with a consent. Whose consent it was stands nowhere in this list."""

    model = Takedown
    menu_label = _("Убранные публикации")
    menu_icon = "cross"
    menu_order = 520
    button_helper_class = TakedownButtonHelper
    list_display = ("title", "what", "when", "text", "group")
    list_filter = (("school", OwnSchoolsFilter),)
    inspect_view_fields = ("title", "what", "when", "text", "group")
    empty_sentence = _(
        "Здесь появятся страницы, с которых программа убрала человека, потому что согласие "
        "отозвали."
    )

    @admin.display(description=_("страница"), ordering="page_title")
    def title(self, obj: Takedown) -> str:
        if obj.page_id is None:
            return obj.page_title
        address = reverse("wagtailadmin_pages:edit", args=[obj.page_id])
        return format_html('<a href="{}">{}</a>', address, obj.page_title)

    @admin.display(description=_("что показывала"))
    def what(self, obj: Takedown) -> str:
        labels = dict(item_choices())
        return ", ".join(labels.get(item, item) for item in obj.items)

    @admin.display(description=_("убрано с сайта"), ordering="at")
    def when(self, obj: Takedown) -> str:
        return date_format(localtime(obj.at, obj.school.zone), "d.m.Y H:i")

    @admin.display(description=_("текст"), ordering="text_checked_at")
    def text(self, obj: Takedown) -> Any:
        return _("проверен") if obj.text_checked_at else _("проверьте, нет ли там этого человека")

    @admin.display(description=_("группа школы"), ordering="group_due_on")
    def group(self, obj: Takedown) -> Any:
        if obj.group_due_on is None:
            return "–"
        if obj.group_done_at:
            return _("убрано")
        return _("убрать до %(day)s") % {"day": date_format(obj.group_due_on, "d.m.Y")}

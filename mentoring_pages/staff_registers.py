"""The registers of this floor: the school's profile, its forms of mentoring, who works in it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from mentoring_pages.models import MentoringForm, School, StaffMembership
from mentoring_pages.school_admin import (
    SchoolForm,
    SchoolModelAdmin,
    SchoolPermissionHelper,
)
from mentoring_pages.school_admin_views import OwnSchoolsFilter
from mentoring_pages.services.chosen_act import acts_to_choose
from mentoring_pages.services.membership import grant_membership, revoke_membership
from mentoring_pages.services.publication import named_past_duty


class ProfilePermissionHelper(SchoolPermissionHelper):
    """Schools are opened by a command and never deleted here; their profile is edited."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


ORGANISATIONS_AND_OFFICES = frozenset(
    {
        "key",
        "full_name",
        "short_name",
        "full_name_genitive",
        "short_name_prepositional",
        "director_name",
        "director_name_dative",
        "curator_name",
        "privacy_officer_name",
    }
)
"""Fields of a school that name an organisation («имени …») or a person by duty of office."""


NAMED_HERE = _(
    "Здесь названы фамилия и имя, а это видно на сайте сразу. Напишите без имени; имя можно "
    "назвать в новости, если семья согласна на публикацию."
)


class ProfileForm(SchoolForm):
    """The profile stands on the site and in papers at once: it names nobody past duty."""

    principal_act_key = forms.TypedChoiceField(
        label=School._meta.get_field("principal_act_key").verbose_name,
        help_text=School._meta.get_field("principal_act_key").help_text,
        required=False,
        coerce=UUID,
        empty_value=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principal_act_key"].choices = [
            ("", _("по названию: о наставничестве")),
            *acts_to_choose(school=self.instance),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        texts: dict[str | None, Any] = {
            name: text for name, text in cleaned.items() if name not in ORGANISATIONS_AND_OFFICES
        }
        rows = self.formsets["resources"].forms
        titles = [str(row.data.get(row.add_prefix("title")) or "") for row in rows]
        refuse_names(self, self.instance, {**texts, None: "\n".join(titles)})
        return cleaned


class MentoringFormForm(SchoolForm):
    """What a form of mentoring means is shown to everybody at once."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        school = cleaned.get("school") or School.objects.filter(pk=self.instance.school_id).first()
        if school is not None:
            refuse_names(
                self, school, {name: cleaned.get(name) for name in ("title", "description")}
            )
        return cleaned


def refuse_names(form: SchoolForm, school: School, texts: Mapping[str | None, Any]) -> None:
    """An error at each field whose text names one of the school's people past duty of office."""
    written = {field: text for field, text in texts.items() if isinstance(text, str) and text}
    now = timezone.now()
    if not named_past_duty(school=school, text="\n".join(written.values()), now=now):
        return
    for field, text in written.items():
        if named_past_duty(school=school, text=text, now=now):
            form.add_error(field, NAMED_HERE)


class SchoolAdmin(SchoolModelAdmin):
    model = School
    base_form_class = ProfileForm
    school_path = "pk"
    permission_helper_class = ProfilePermissionHelper
    menu_label = _("Школа")
    menu_icon = "home"
    menu_order = 800
    list_display = ("short_name", "locality", "director_name", "curator_name")
    search_fields = ("short_name", "full_name", "locality")
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("full_name"),
                FieldPanel("short_name"),
                FieldPanel("full_name_genitive"),
                FieldPanel("short_name_prepositional"),
            ],
            heading=_("Наименование"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("locality"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("inn"), FieldPanel("ogrn"), FieldPanel("okpo")]),
                FieldPanel("time_zone"),
            ],
            heading=_("Адрес и реквизиты"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("director_post"),
                FieldPanel("director_post_dative"),
                FieldPanel("director_name"),
                FieldPanel("director_name_dative"),
            ],
            heading=_("Руководитель"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("curator_name"),
                FieldPanel("curator_post"),
                FieldRowPanel([FieldPanel("curator_phone"), FieldPanel("curator_email")]),
                FieldPanel("principal_act_key"),
                FieldPanel("regional_centre"),
                FieldRowPanel([FieldPanel("usual_age_from"), FieldPanel("usual_age_to")]),
            ],
            heading=_("Программа наставничества"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("privacy_officer_name"),
                FieldPanel("privacy_officer_post"),
                FieldPanel("privacy_officer_contact"),
                FieldPanel("policy_url"),
                FieldPanel("processors"),
                FieldPanel(
                    "consent_wording",
                    help_text=_(
                        "Для программы достаточно краткого. Полная письменная форма спрашивает "
                        "у семьи адрес и документы; выбрать её можно, когда её текст утверждён "
                        "приказом. Смена формы ничего не отменяет: подписанные согласия действуют, "
                        "и никого не просят подписать заново. Новую форму увидят те, кто подпишет "
                        "после. Сколько семей подписали краткую, будет сказано на главной странице "
                        "кабинета."
                    ),
                ),
            ],
            heading=_("Персональные данные"),
        ),
        InlinePanel(
            "resources",
            label=_("Ресурс"),
            heading=_("Где школа публикует: сайты и группы, каждый назван в согласии"),
            panels=[FieldPanel("kind"), FieldPanel("title"), FieldPanel("address")],
        ),
    ]


class MentoringFormAdmin(SchoolModelAdmin):
    model = MentoringForm
    base_form_class = MentoringFormForm
    menu_label = _("Формы наставничества")
    menu_icon = "group"
    menu_order = 810
    list_display = ("title", "key", "is_active", "sort_order")
    list_filter = ("is_active", ("school", OwnSchoolsFilter))
    search_fields = ("title", "key")
    panels = [
        FieldPanel("school"),
        FieldPanel("title"),
        FieldPanel("key"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
    ]


class MembershipForm(SchoolForm):
    """Classes are named for a class teacher and for nobody else."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_teacher = cleaned.get("role") == "class_teacher"
        classes = cleaned.get("school_classes", "").strip()
        if is_teacher and not classes:
            self.add_error(
                "school_classes",
                forms.ValidationError(_("Напишите классы этого руководителя, например «7А, 7Б».")),
            )
        if cleaned.get("role") and not is_teacher and classes:
            self.add_error(
                "school_classes",
                forms.ValidationError(_("Классы указывают только классному руководителю.")),
            )
        return cleaned


class MembershipAdmin(SchoolModelAdmin):
    """Who works where. A role is granted and taken away; it is never turned into another."""

    model = StaffMembership
    menu_label = _("Сотрудники")
    menu_icon = "user"
    menu_order = 820
    list_display = ("user", "role", "school_classes", "school")
    list_filter = ("role", ("school", OwnSchoolsFilter))
    list_select_related = ("user", "school")
    search_fields = ("user__username", "user__last_name", "user__first_name")
    panels = [
        FieldPanel("school"),
        FieldPanel("user"),
        FieldPanel("role"),
        FieldPanel("school_classes"),
    ]
    base_form_class = MembershipForm

    def limit_choices(
        self, name: str, queryset: QuerySet[Any], request: HttpRequest, schools: QuerySet[School]
    ) -> QuerySet[Any]:
        """A director finds the staff of the own schools and whoever works nowhere yet; accounts
        themselves are made by the administrator."""
        if queryset.model is not get_user_model():
            return super().limit_choices(name, queryset, request, schools)
        if request.user.is_superuser:
            return queryset.filter(is_active=True)
        return queryset.filter(
            Q(memberships__school__in=schools) | Q(memberships__isnull=True),
            is_active=True,
            is_superuser=False,
        ).distinct()

    def limit_form(self, form: Any, request: HttpRequest, action: str) -> None:
        super().limit_form(form, request, action)
        if form.instance.pk:
            for name in ("user", "role"):
                form.fields[name].disabled = True

    def save_row(self, request: HttpRequest, form: Any) -> StaffMembership:
        row = form.instance
        return grant_membership(
            user=row.user,
            school=row.school,
            role=row.role,
            school_classes=row.school_classes,
            now=timezone.now(),
        )

    def delete_row(self, request: HttpRequest, obj: StaffMembership) -> None:
        revoke_membership(user=obj.user, school=obj.school, role=obj.role, now=timezone.now())

"""The base of every admin register: a member of staff meets only the rows of their own schools.

``wagtail_modeladmin`` scopes the list by ``get_queryset`` and opens inspect, edit and delete to
whoever knows an id. Here the same queryset guards every view of an instance: a row out of reach
does not exist (404).
"""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from mentoring_pages.models import School
from mentoring_pages.school_admin_views import (
    SchoolButtonHelper,
    SchoolCreateView,
    SchoolDeleteView,
    SchoolEditView,
    SchoolIndexView,
    SchoolInspectView,
)
from mentoring_pages.services.membership import Reach, reach

MENU_HOOK = "register_nastavnik_menu_item"
"""The hook of the menu «Наставничество»: every floor adds its items."""


def school_lookup(model: type[models.Model]) -> str:
    """How ``model`` reaches its school: itself, by its own foreign key, or not at all (empty)."""
    if model is School:
        return "pk"
    try:
        field = model._meta.get_field("school")
    except FieldDoesNotExist:
        return ""
    return "school" if field.related_model is School else ""


class SchoolPermissionHelper(PermissionHelper):
    """What a user may do with a row is asked of the row's own school."""

    school_path = "school"

    def reach(self, user: Any, action: str) -> Reach:
        codename = self.get_perm_codename(action)
        return reach(user=user, permission=f"{self.opts.app_label}.{codename}")

    def school_id_of(self, obj: Any) -> int | None:
        if self.school_path == "pk":
            return obj.pk
        *steps, last = self.school_path.split("__")
        for step in steps:
            obj = getattr(obj, step)
            if obj is None:
                return None
        return getattr(obj, f"{last}_id", None)

    def user_can_list(self, user: Any) -> bool:
        return not self.reach(user, "view").is_empty

    def user_can_create(self, user: Any) -> bool:
        found = self.reach(user, "add")
        return found.everywhere or bool(found.schools)

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """The views guard which row; see ``SchoolModelAdmin.inspect_view``."""
        return self.inspect_view_enabled and self.user_can_list(user)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return self.reach(user, "change").covers(self.school_id_of(obj))

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return self.reach(user, "delete").covers(self.school_id_of(obj))


class ReadOnlyPermissionHelper(SchoolPermissionHelper):
    """Rows that only services write: nobody adds, edits or deletes them here at all."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class SchoolForm(WagtailAdminModelForm):
    """A form that knows its school without asking; constraints that name the school still hold."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"school"}


class SchoolModelAdmin(ModelAdmin):
    """A register of rows that belong to schools.

    ``school_path`` is the lookup from a row to its school, ``class_path`` the one to the class of
    the pupil it is about; with an empty ``class_path`` class teachers see nothing of the register.
    ``states_only_*`` is what a class teacher sees of it.
    """

    school_path = "school"
    class_path = ""
    states_only_display: tuple[str, ...] = ()
    states_only_inspect: tuple[str, ...] = ()
    states_only_search: tuple[str, ...] = ()

    base_form_class = SchoolForm

    permission_helper_class = SchoolPermissionHelper
    button_helper_class = SchoolButtonHelper
    index_view_class = SchoolIndexView
    create_view_class = SchoolCreateView
    edit_view_class = SchoolEditView
    inspect_view_class = SchoolInspectView
    delete_view_class = SchoolDeleteView
    history_view_enabled = False
    add_to_admin_menu = False
    index_template_name = "mentoring_pages/staff/index.html"
    inspect_template_name = "mentoring_pages/staff/inspect.html"
    empty_sentence: Any = _("Записей ещё нет. Добавленные появятся здесь.")
    empty_for_readers: Any = ""
    """Instead of it to who may not add: where the sentence names a button they do not have."""
    empty_value_display = "–"
    list_per_page = 50

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent=parent)
        self.permission_helper.school_path = self.school_path
        self.list_display: tuple[str, ...] = tuple(map(self._column, self.list_display))

    def _column(self, name: str) -> str:
        """A yes or no of the row is a word: the picture of Django's own admin is not installed."""
        if hasattr(self, name):
            return name
        try:
            field = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return name
        if not isinstance(field, models.BooleanField):
            return name

        def word(row: Any) -> Any:
            return _("да") if getattr(row, name) else _("нет")

        word.short_description = field.verbose_name  # type: ignore[attr-defined]
        word.admin_order_field = name  # type: ignore[attr-defined]
        setattr(self, f"{name}_word", word)
        return f"{name}_word"

    # Rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found = self.permission_helper.reach(request.user, "view")
        queryset = self.within(super().get_queryset(request), found)
        if self.school_path == "school":
            queryset = queryset.select_related("school", *(self.list_select_related or ()))
        return queryset

    def within(self, queryset: QuerySet[Any], found: Reach) -> QuerySet[Any]:
        return queryset.filter(found.rows(school_path=self.school_path, class_path=self.class_path))

    def row_or_404(self, request: HttpRequest, instance_pk: str) -> Any:
        try:
            return self.get_queryset(request).get(pk=unquote(instance_pk))
        except (self.model.DoesNotExist, ValueError, OverflowError) as error:
            raise Http404 from error

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self.row_or_404(request, instance_pk)
        return super().inspect_view(request, instance_pk)

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self.row_or_404(request, instance_pk)
        return super().edit_view(request, instance_pk)

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        self.row_or_404(request, instance_pk)
        return super().delete_view(request, instance_pk)

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Wagtail's log is read across schools: registers have no history there."""
        raise Http404

    # What is shown

    def sees_whole(self, request: HttpRequest) -> bool:
        """Nothing in the user's reach is limited to classes, so that lists may show everything."""
        return self.permission_helper.reach(request.user, "view").is_whole

    def sees_row_whole(self, request: HttpRequest, obj: Any) -> bool:
        found = self.permission_helper.reach(request.user, "view")
        return found.is_whole or found.covers(self.permission_helper.school_id_of(obj))

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The school is a column only for whoever sees several."""
        found = self.permission_helper.reach(request.user, "view")
        if not found.is_whole:
            return self.states_only_display
        several = found.everywhere or len(found.schools) > 1
        if several and self.school_path == "school" and "school" not in self.list_display:
            return (*self.list_display, "school")
        return self.list_display

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """A search answers about a column, so it asks only columns that are shown."""
        if self.sees_whole(request):
            return tuple(self.search_fields or ())
        return self.states_only_search

    def get_list_export(self, request: HttpRequest) -> tuple[str, ...]:
        return self.list_export if self.sees_whole(request) else ()

    def inspect_fields(self, request: HttpRequest, obj: Any) -> tuple[str, ...]:
        if self.sees_row_whole(request, obj):
            return tuple(self.get_inspect_view_fields())
        return self.states_only_inspect

    # Forms

    def get_edit_handler(self) -> ObjectList:
        handler = super().get_edit_handler()
        if handler.base_form_class is None:
            handler.base_form_class = self.base_form_class
        return handler

    def schools_for(self, request: HttpRequest, action: str) -> QuerySet[School]:
        found = self.permission_helper.reach(request.user, action)
        return School.objects.filter(found.rows(school_path="pk"))

    def limit_form(self, form: Any, request: HttpRequest, action: str) -> None:
        """Offer only rows of schools where the user may do ``action``; ask for the school only
        where there is a choice, and never move a row to another school."""
        schools = self.schools_for(request, action)
        if form.instance.pk or (self.only_school(request) is not None):
            form.fields.pop("school", None)
        if form.instance.pk and (own := self.permission_helper.school_id_of(form.instance)):
            schools = schools.filter(pk=own)
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and field.queryset is not None:
                field.queryset = self.limit_choices(name, field.queryset, request, schools)

    def limit_choices(
        self, name: str, queryset: QuerySet[Any], request: HttpRequest, schools: QuerySet[School]
    ) -> QuerySet[Any]:
        """What field ``name`` offers. A model that does not reach a school offers nothing until
        the register says otherwise."""
        lookup = school_lookup(queryset.model)
        return queryset.filter(**{f"{lookup}__in": schools}) if lookup else queryset.none()

    def only_school(self, request: HttpRequest) -> School | None:
        """The school of a new row, when the user can add rows in one school only."""
        schools = list(self.schools_for(request, "add")[:2])
        return schools[0] if len(schools) == 1 else None

    # Traces

    def opened(self, request: HttpRequest, obj: Any, action: str) -> None:
        """A row was opened (``inspect``, ``edit``) or changed; registers of people record it."""

    def exported(self, request: HttpRequest, queryset: QuerySet[Any], file_format: str) -> None:
        """Rows were taken out as a file."""

    def save_row(self, request: HttpRequest, form: Any) -> Any:
        """Write what the form holds; registers whose rows have a verb call it here."""
        return form.save()

    def delete_row(self, request: HttpRequest, obj: Any) -> None:
        obj.delete()

    # Registration

    def register_with_wagtail(self) -> None:
        """Stand in the menu «Наставничество» and stay out of Wagtail's log, whose entries name
        their rows and are read across schools."""
        super().register_with_wagtail()
        hooks.register(MENU_HOOK, fn=self.get_menu_item)
        hooks.register("register_log_actions", fn=self._keep_out_of_the_log)

    def _keep_out_of_the_log(self, actions: Any) -> None:
        actions.log_entry_models_by_type.register(self.model, value=None)

    def register_indexing(self) -> None:
        """Registers stay out of Wagtail's reference index."""


class ReadOnlySchoolModelAdmin(SchoolModelAdmin):
    """A register that is only read: what services wrote."""

    permission_helper_class = ReadOnlyPermissionHelper
    inspect_view_enabled = True
